"""Which articles are read for what they lack, and what is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.content.model import Page, Query
from portal_ui.content.protocol import BackendContract, BackendDown
from portal_ui.server.check.audit import Example, audit
from tests.backends.cache.upstream import Upstream

if TYPE_CHECKING:
    from portal_ui.content.model import Article, Summary

LINKS = '<p><a href="/x">tại đây</a> <a href="/y">Here</a>'


class Paged(Upstream):
    """A CMS that lists two articles a page, has one that is broken, and goes away at `fails`."""

    fails = ""

    async def list(self, query: Query) -> Page[Summary]:
        await self._answer(f"list {query.page}")
        slugs = list(self.articles)[(query.page - 1) * 2 : query.page * 2]
        more = query.page * 2 < len(self.articles)
        return Page(tuple(self.articles[slug].summary for slug in slugs), query.page, 2, len(self.articles), more)

    async def get(self, slug: str) -> Article | None:
        if slug == self.fails:
            raise BackendDown("gone")
        if slug == "b":
            raise BackendContract("b is no article")
        return await super().get(slug)


async def test_the_newest_are_read_to_the_bound_and_counted() -> None:
    upstream = Paged(*"abcdefgh")
    for slug in "acdegh":
        upstream.change(slug, LINKS)
    told: list[tuple[int, int]] = []
    found = await audit(upstream, None, 7, lambda read, of: told.append((read, of)))
    assert (found.read, found.of, found.error) == (6, 8, None)
    assert told == [(read, 7) for read in range(1, 7)]
    assert "h" not in upstream.asked
    lack = found.lacks["link-text"]
    assert (lack.count, lack.articles) == (10, 5)
    assert lack.examples == [Example("tại đây > /x", f"Bài {slug}", f"https://portal.example/{slug}") for slug in "acd"]


async def test_a_backend_that_goes_away_ends_the_reading_with_what_was_found() -> None:
    upstream = Paged(*"acde")
    upstream.fails = "d"
    upstream.change("a", LINKS)
    told: list[tuple[int, int]] = []
    found = await audit(upstream, None, 100, lambda read, of: told.append((read, of)))
    assert told == [(1, 4), (2, 4)]
    assert (found.read, found.lacks["link-text"].count, str(found.error)) == (2, 2, "gone")
