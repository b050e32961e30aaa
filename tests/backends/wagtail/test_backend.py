"""What real servers do not do on demand: odd pages, and every failure. `tests/live/wagtail` has the rest."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from portal_ui.backends.opening import Opening, OptionError
from portal_ui.backends.wagtail.backend import open_backend
from portal_ui.content.model import Correction, Query
from portal_ui.content.protocol import BackendContract
from tests.backends.failures import EVIL_SLUGS, FAILURES, NO_JSON, Failure, fails_as_it_should
from tests.backends.wagtail.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
URL = "https://portal.example"


def opened(answer: Callable[[httpx.Request], httpx.Response], **options: Any) -> Backend:
    return open_backend(URL, options, Opening(ZONE, transport=httpx.MockTransport(answer)))


async def read(site: Site, slug: str = "harbour-reopens", **options: Any) -> Article:
    article = await opened(site, **options).get(slug)
    assert article is not None
    return article


@pytest.mark.parametrize("failure", [*FAILURES, *NO_JSON], ids=lambda failure: failure.name)
async def test_failures(failure: Failure) -> None:
    await fails_as_it_should(opened(failure.answer), failure)


@pytest.mark.parametrize("slug", EVIL_SLUGS)
async def test_a_slug_that_is_none_is_not_asked_for(slug: str) -> None:
    site = Site()
    assert await opened(site).get(slug) is None
    assert not site.asked


async def test_the_captured_article() -> None:
    article = await read(Site())
    summary = article.summary
    assert (summary.title, summary.lead, article.authors) == ("Harbour reopens", "The harbour is open.", ("Ana Ruiz",))
    assert summary.published == datetime(2026, 1, 5, tzinfo=ZONE)
    assert summary.section is not None
    assert (summary.section.slug, summary.section.title) == ("news", "News")
    assert summary.cover is not None
    assert (summary.cover.url, summary.cover.alt) == (f"{URL}/media/images/harbour.width-800.jpg", "Boats")
    assert article.address == f"{URL}/news/harbour-reopens/"
    assert f'<a href="{URL}/news/">News</a>' in article.html
    assert " and annex and " in article.html  # the document is not in the site's API
    assert f'<img src="{URL}/media/original_images/harbour.jpg" alt="Boats at rest"' in article.html
    assert summary.lang is None


async def test_fields_say_whose_it_is_and_what_was_put_right() -> None:
    site = Site()
    made = [{"id": 3, "meta": {"type": "news.Correction"}, "text": "Bến mở 5 giờ.", "date": "2026-03-02"}]
    site.articles[0] |= {"source": "Đài xã", "rights": "<p>© Xã</p>", "corrections": made}
    article = await read(site)
    assert (article.source, article.copyright) == ("Đài xã", "© Xã")
    assert article.corrections == (Correction("Bến mở 5 giờ.", datetime(2026, 3, 2, tzinfo=ZONE)),)


async def test_an_empty_site() -> None:
    site = Site()
    site.articles, site.sections = [], []
    backend = opened(site)
    page = await backend.list(Query())
    assert (page.items, page.total, page.has_next) == ((), 0, False)
    assert await backend.get("any") is None
    assert await backend.sections() == ()
    assert await backend.resolve("/news/any/") is None
    assert (await backend.site()).title == ""
    await backend.health()


async def test_bare_pages_read_too() -> None:
    site = Site()
    bare = site.articles[1]
    bare.update(title="", date=None, author="", summary="", body="", hero_rendition=None, hero_alt="")
    bare["meta"]["first_published_at"] = None
    article = await read(site, "second-story")
    assert article.summary.title == "second story"
    assert article.summary.published is None
    assert article.summary.cover is None
    assert article.authors == ()
    assert article.html == ""


async def test_a_script_comes_as_it_is_for_the_pipeline_to_drop() -> None:
    site = Site()
    site.articles[0]["body"] = "<p>a</p><script>alert(1)</script>"
    assert "<script>alert(1)</script>" in (await read(site)).html


async def test_a_date_alone_takes_the_time_of_its_first_publication_on_that_day() -> None:
    site = Site()
    site.articles[0]["meta"]["first_published_at"] = "2026-01-05T01:56:00Z"
    assert (await read(site)).summary.published == datetime(2026, 1, 5, 8, 56, tzinfo=ZONE)


async def test_the_older_namesake_keeps_the_slug() -> None:
    site = Site()
    site.articles[1]["meta"]["slug"] = "harbour-reopens"
    backend = opened(site)
    assert [summary.slug for summary in (await backend.list(Query())).items] == ["harbour-reopens", "harbour-reopens-6"]
    second = await backend.get("harbour-reopens-6")
    assert second is not None
    assert second.summary.title == "Second story"
    first = await backend.get("harbour-reopens")
    assert first is not None
    assert first.summary.title == "Harbour reopens"
    assert await backend.get("harbour-reopens-7") is None
    assert await backend.get("second-story-5") is None


async def test_listings_leave_the_bodies_where_they_are_and_pages_are_asked_for_once() -> None:
    site = Site()
    backend = opened(site)
    await backend.list(Query())
    listing = next(url for url in site.asked if "order=-date" in url and "offset" in url)
    assert "fields=%2A%2C-locale%2C-body%2C-stream" in listing
    site.asked.clear()
    await backend.get("second-story")
    assert len(site.asked) == 1


async def test_many_readers_of_a_cold_site_ask_nothing_twice() -> None:
    site = Site()
    backend = opened(site)
    await asyncio.gather(*(backend.list(Query(size=size)) for size in range(1, 11)), backend.sections())
    assert len(site.asked) == len(set(site.asked))
    await backend.close()


async def test_a_site_that_expands_its_rich_text_is_told_to() -> None:
    site = Site()
    site.known.add("rich_text_format")
    await read(site)
    assert any("rich_text_format=html" in url and "fields=" in url for url in site.asked)
    site = Site()
    await read(site)
    assert not any("rich_text_format=html" in url and "fields=" in url for url in site.asked)


async def test_search_that_the_site_refuses_finds_nothing() -> None:
    site = Site()
    site.known.remove("search")
    assert (await opened(site).list(Query(search="harbour"))).total == 0
    assert (await opened(site).list(Query(tag="sea"))).total == 0


async def test_an_image_that_is_gone_goes_without_its_article() -> None:
    site = Site()
    site.image = None
    html = (await read(site)).html
    assert "<img" not in html
    assert "<h2>Next</h2>" in html


async def test_pages_without_a_text_are_named_in_the_error() -> None:
    site = Site()
    for item in site.articles:
        del item["body"], item["stream"]
    with pytest.raises(BackendContract, match=r"articles\.ArticlePage.*fields\.body"):
        await opened(site).list(Query())


async def test_types_and_fields_can_be_named() -> None:
    site = Site()
    site.articles[0]["story"] = "<p>Named.</p>"
    article = await read(site, type="articles.ArticlePage", fields={"body": ["story"], "lead": ["author"]})
    assert article.html == "<p>Named.</p>"
    assert article.summary.lead == "Ana Ruiz"


@pytest.mark.parametrize("options", [{"typ": "x"}, {"limit": 0}, {"fields": {"bodi": ["x"]}}])
def test_options_that_it_does_not_know_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match=r"typ|limit|bodi"):
        opened(Site(), **options)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="https://"):
        open_backend("portal", {}, Opening(ZONE))
