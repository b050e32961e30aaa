"""What a survey asks and finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from portal_ui.backends.images.copies import ImageCopies
from portal_ui.backends.images.store import Store
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown, BackendError
from portal_ui.server.check.survey import Survey, survey
from tests.backends.cache.upstream import Upstream
from tests.backends.images import samples

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from portal_ui.content.model import Article, Page, Query, Summary


@pytest.fixture
async def copies(tmp_path: Path) -> AsyncGenerator[ImageCopies]:
    image = httpx.MockTransport(lambda _: httpx.Response(200, content=samples.image()))
    made = ImageCopies(Store(tmp_path), b"a secret of the portal", transport=image)
    yield made
    await made.close()


def found(survey: Survey) -> list[str]:
    return [f"{step.asked}: {step.found}" for step in survey.steps]


async def test_a_backend_is_asked_for_a_little_of_everything(copies: ImageCopies) -> None:
    upstream = Upstream(*"abcdefg")
    upstream.change("b", '<p onclick="x">Nước <script>x</script><img src="https://portal.example/a.png">')
    survey_ = await survey(upstream, copies, "vi")
    assert survey_.serves
    assert found(survey_) == [
        "answers: yes",
        "site: Cổng thông tin, vi, https://portal.example",
        "sections: 1: Tin trong tỉnh",
        "newest articles: 7 of 7",
        "search for “Bài”: 7 of 7",
    ]
    assert [sample.slug for sample in survey_.samples] == list("abcde")
    body = survey_.samples[1].body
    assert body is not None
    assert body.lost == {"handler": 1, "image-alt": 1, "script": 1}
    assert 'width="4" height="3"' in body.html


async def test_an_empty_site_can_be_served(copies: ImageCopies) -> None:
    survey_ = await survey(Upstream(), copies, "vi")
    assert survey_.serves
    assert found(survey_)[-1] == "newest articles: 0 of 0"


@pytest.mark.parametrize("error", [BackendDown("down"), BackendDenied("401"), BackendContract("no JSON", "<html>")])
async def test_a_backend_that_fails_is_asked_no_more_and_cannot_be_served(
    copies: ImageCopies, error: BackendError
) -> None:
    upstream = Upstream("a")
    upstream.error = error
    survey_ = await survey(upstream, copies, "vi")
    assert not survey_.serves
    assert found(survey_) == [f"answers: {type(error).__name__}: {error}"]
    assert upstream.asked == {"health": 1}


class NoSearch(Upstream):
    """Every search fails."""

    async def list(self, query: Query) -> Page[Summary]:
        if query.search:
            raise BackendDenied("search answered 403")
        return await super().list(query)


async def test_a_search_that_fails_is_told_and_keeps_no_portal_from_being_served(copies: ImageCopies) -> None:
    survey_ = await survey(NoSearch("a"), copies, "vi")
    assert found(survey_)[-1] == "search for “Bài”: BackendDenied: search answered 403"
    assert [sample.slug for sample in survey_.samples] == ["a"]
    assert survey_.serves


@pytest.mark.parametrize("failing", ["site", "sections", "list"])
async def test_what_every_page_needs_must_not_fail(
    copies: ImageCopies, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    async def fail(*_: object) -> None:
        raise BackendDown("down")

    upstream = Upstream("a")
    monkeypatch.setattr(upstream, failing, fail)
    assert not (await survey(upstream, copies, "vi")).serves


class OneBroken(Upstream):
    """Every article of `broken` fails."""

    broken = ""

    async def get(self, slug: str) -> Article | None:
        if slug in self.broken:
            raise BackendContract(f"{slug} is no article")
        return await super().get(slug)


@pytest.mark.parametrize(("broken", "serves"), [("a", True), ("ab", False)])
async def test_an_article_that_fails_is_one_of_many_or_all_there_is(
    copies: ImageCopies, broken: str, serves: bool
) -> None:
    upstream = OneBroken("a", "b")
    upstream.broken = broken
    survey_ = await survey(upstream, copies, "vi")
    assert survey_.serves is serves
    assert str(survey_.samples[0].error) == "a is no article"
