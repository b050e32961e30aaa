"""A feed as a backend."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from portal_ui.backends.feed.articles import Shelf, mark_of, on_its_page, place_of, shelve
from portal_ui.backends.feed.options import FeedOptions
from portal_ui.backends.feed.reader import Reader
from portal_ui.backends.http import Http
from portal_ui.backends.opening import read_options
from portal_ui.content.model import Page, Site
from portal_ui.content.protocol import Capabilities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal_ui.backends.feed.document import Document
    from portal_ui.backends.opening import Opening
    from portal_ui.content.model import Article, Query, Section, Summary
    from portal_ui.content.protocol import Backend


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the feed at `address` as a backend. Raises `ValueError` for an address or option that cannot be used."""
    hosts = read_options(FeedOptions, options).hosts
    secrets = {"key": opening.key.get_secret_value()} if opening.key else None
    http = Http(address, hosts=hosts, secret_params=secrets, transport=opening.transport)
    return FeedBackend(Reader(http, address, opening.zone), http)


class FeedBackend:
    """The items that a feed carries now, and no others: it cannot say how many there are in all.

    A slug is the title in words and a mark made of what the feed knows the item by; only the mark is looked at, so
    that an article keeps its address when its title changes.
    """

    name: str = "feed"
    capabilities: Capabilities = Capabilities(by_path=True, attachments=True, rest=0)

    def __init__(self, reader: Reader, http: Http) -> None:
        self._reader = reader
        self._http = http
        self._shelved: tuple[tuple[Document, ...], Shelf] | None = None

    async def site(self) -> Site:
        """Return what the feed says of itself. Raises the errors of a backend, as all methods here."""
        first = (await self._reader.documents())[0]
        return Site(
            title=first.title, welcome=first.description, lang=first.lang or Site(title="").lang, url=first.home
        )

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of the feed's articles, newest first; none for a section or a search, which it has not."""
        found = (await self._shelf()).articles
        if query.section is not None or query.search is not None:
            found = ()
        if query.tag is not None:
            wanted = query.tag.casefold()
            found = tuple(article for article in found if wanted in map(str.casefold, article.tags))
        size = max(1, min(query.size, self.capabilities.max_page))
        number = max(1, query.page)
        start = (number - 1) * size
        return Page(
            items=tuple(article.summary for article in found[start : start + size]),
            number=number,
            size=size,
            total=None,
            has_next=start + size < len(found),
        )

    async def get(self, slug: str) -> Article | None:
        """Return the article, `partial` if the feed has only its lead; `None` once the feed carries it no longer."""
        found = (await self._shelf()).by_mark.get(mark_of(slug))
        return on_its_page(found) if found else None

    async def sections(self) -> tuple[Section, ...]:
        """Return none: the categories of a feed are keywords."""
        return ()

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article that the feed has at this address."""
        home = (await self._reader.documents())[0].home
        found = (await self._shelf()).by_place.get(place_of(url, home))
        return found.summary.slug if found else None

    async def health(self) -> None:
        """Return if the feed can be read."""
        await self._reader.documents()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.close()

    async def _shelf(self) -> Shelf:
        documents = await self._reader.documents()
        if self._shelved is None or self._shelved[0] is not documents:
            entries = [entry for document in documents for entry in document.entries]
            self._shelved = (documents, await asyncio.to_thread(shelve, entries))
        return self._shelved[1]
