from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import SecretStr

from portal_ui.backends.ghost.backend import open_backend
from portal_ui.backends.opening import Opening, OptionError
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendDenied
from tests.backends.failures import EVIL_SLUGS, FAILURES, NO_JSON, Failure, fails_as_it_should
from tests.backends.ghost.site import KEY, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
URL = "http://portal.example"


def opened(answer: Callable[[httpx.Request], httpx.Response], key: str | None = KEY, **options: Any) -> Backend:
    secret = SecretStr(key) if key else None
    return open_backend(URL, options, Opening(ZONE, key=secret, transport=httpx.MockTransport(answer)))


async def read(site: Site, slug: str = "harbour-reopens") -> Article:
    article = await opened(site).get(slug)
    assert article is not None
    return article


async def found(backend: Backend, query: Query) -> list[str]:
    return [summary.slug for summary in (await backend.list(query)).items]


@pytest.mark.parametrize("failure", [*FAILURES, *NO_JSON], ids=lambda failure: failure.name)
async def test_failures(failure: Failure) -> None:
    await fails_as_it_should(opened(failure.answer), failure)


@pytest.mark.parametrize("slug", EVIL_SLUGS)
async def test_a_slug_that_is_none_is_not_asked_for(slug: str) -> None:
    site = Site()
    assert await opened(site).get(slug) is None
    assert not site.asked


async def test_the_site() -> None:
    site = await opened(Site()).site()
    assert (site.title, site.welcome, site.lang, site.url) == ("Test Gazette", "Chuyện ở bến sông", "en", f"{URL}/")


async def test_the_captured_article() -> None:
    article = await read(Site())
    summary = article.summary
    assert (summary.title, summary.lead) == ("Harbour reopens & grows", "The harbour is open.")
    assert summary.published == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert summary.section is not None
    assert (summary.section.slug, summary.section.title) == ("news", "News")
    assert summary.cover is not None
    assert summary.cover.url == f"{URL}/content/images/2026/11/harbour.jpg"
    assert (article.authors, article.tags) == (("Ana Ruiz",), ("News", "Local & Harbour"))
    assert article.address == f"{URL}/harbour-reopens/"
    assert "<script>alert(1)</script>" in article.html  # what is harmful goes in the pipeline, for all alike
    assert article.protected is None


async def test_what_is_said_of_the_cover() -> None:
    site = Site()
    site.posts[2] |= {"feature_image_alt": "Thuyền", "feature_image_caption": "Ảnh: <em>tổ</em> <a href='/'>ảnh</a>"}
    cover = (await read(site)).summary.cover
    assert cover is not None
    assert (cover.alt, cover.caption) == ("Thuyền", "Ảnh: tổ ảnh")


@pytest.mark.parametrize(("slug", "word"), [("members-only", "members"), ("paid-only", "paid")])
async def test_what_is_not_for_everybody_says_so(slug: str, word: str) -> None:
    site = Site()
    assert slug in await found(opened(site), Query())
    next(post for post in site.posts if post["slug"] == slug)["html"] = "<p>phần xem trước</p>"
    article = await read(site, slug)
    assert (article.protected, article.html) == (word, "")


async def test_a_page_reads_but_is_not_listed() -> None:
    site = Site()
    assert (await read(site, "about-us")).summary.title == "About"
    assert "about-us" not in await found(opened(site), Query())


async def test_a_page_named_as_a_post_has_its_id_added() -> None:
    site = Site()
    site.pages[0] |= {"slug": "harbour-reopens", "url": f"{URL}/trang/harbour-reopens/"}
    number = site.pages[0]["id"]
    backend = opened(site)
    assert await backend.resolve("/trang/harbour-reopens/") == f"harbour-reopens-{number}"
    assert await backend.resolve("/harbour-reopens/") == "harbour-reopens"
    assert (await read(site, f"harbour-reopens-{number}")).summary.slug == f"harbour-reopens-{number}"
    assert "relative" in (await read(site)).html
    site.pages[0]["slug"] = "about-us"
    assert await backend.get(f"about-us-{number}") is None  # it has a simpler reference


async def test_without_tags_in_the_navigation_all_tags_are_sections() -> None:
    sections = await opened(Site()).sections()
    assert [(section.slug, section.title) for section in sections] == [("local", "Local & Harbour"), ("news", "News")]


async def test_the_navigation_chooses_orders_and_names_the_sections() -> None:
    site = Site()
    site.settings["navigation"] = [
        {"label": "Trang chủ", "url": "/"},
        {"label": "Tin tức", "url": "https://www.portal.example/tag/news"},
        {"label": "Đăng ký", "url": "#/portal/"},
        {"label": "Không còn", "url": "/tag/khong-con/"},
    ]
    assert [(section.slug, section.title) for section in await opened(site).sections()] == [("news", "Tin tức")]
    section = (await read(site)).summary.section
    assert section is not None
    assert section.title == "Tin tức"


async def test_the_editors_own_tags_are_not_shown() -> None:
    site = Site()
    site.posts[2]["tags"].insert(0, {"name": "#noi-bo", "slug": "hash-noi-bo", "visibility": "internal"})
    article = await read(site)
    assert "#noi-bo" not in article.tags
    assert article.summary.section is not None


async def test_tags_and_sections() -> None:
    backend = opened(Site())
    for query in (
        Query(section="news"),
        Query(tag="local & harbour"),
        Query(tag="Local"),
        Query(section="local", tag="news"),
    ):
        assert await found(backend, query) == ["harbour-reopens"]
    for name in ("none", "news'],visibility:paid", ""):
        for query in (Query(section=name), Query(tag=name)):
            assert (await backend.list(query)).total == 0


async def test_pages_of_a_listing() -> None:
    backend = opened(Site())
    pages = [await backend.list(Query(page=number, size=2)) for number in (1, 2, 3)]
    assert [[summary.slug for summary in page.items] for page in pages] == [
        ["paid-only", "members-only"],
        ["harbour-reopens"],
        [],
    ]
    assert [page.has_next for page in pages] == [True, False, False]
    assert {page.total for page in pages} == {3}


async def test_a_search_of_titles_is_left_to_the_portals_own_index() -> None:
    backend = opened(Site())
    assert not backend.capabilities.search
    assert await found(backend, Query(search="harbour")) == []


@pytest.mark.parametrize("variant", ["https://portal.example", "http://www.portal.example", "//portal.example", ""])
async def test_links_to_any_name_of_the_site_lead_home(variant: str) -> None:
    assert await opened(Site()).resolve(f"{variant}/harbour-reopens") == "harbour-reopens"


async def test_a_site_whose_api_has_another_host() -> None:
    site = Site()
    site.settings["url"] = "https://www.ben-lang.example/"
    site.posts[2]["url"] = "https://www.ben-lang.example/harbour-reopens/"
    assert await opened(site).resolve("https://ben-lang.example/harbour-reopens/") == "harbour-reopens"


async def test_redirects_of_the_site_are_followed() -> None:
    site = Site()
    site.public = {
        "/cu/": httpx.Response(301, headers={"Location": "/harbour-reopens/"}),
        "/harbour-reopens/": httpx.Response(200, html="<p>"),
        "/di-noi-khac/": httpx.Response(301, headers={"Location": "https://elsewhere.example/"}),
    }
    backend = opened(site)
    assert [await backend.resolve(path) for path in ("/cu/", "/di-noi-khac/", "/khong-co/")] == [
        "harbour-reopens",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "url",
    ["https://elsewhere.example/harbour-reopens/", "#/portal/", "/tag/news/", "/content/images/a.jpg", "/", "http://["],
)
async def test_what_is_no_article_is_not_asked_for(url: str) -> None:
    site = Site()
    backend = opened(site)
    await backend.site()
    del site.asked[:]
    assert await backend.resolve(url) is None
    assert not site.asked


async def test_bare_posts_read_too() -> None:
    site = Site()
    site.posts = [{"id": "1", "slug": "khong-gi-ca", "title": "", "html": None, "url": f"{URL}/khong-gi-ca/"}]
    article = await read(site, "khong-gi-ca")
    assert article.summary.title == "khong gi ca"
    assert (article.summary.published, article.summary.section, article.summary.cover) == (None, None, None)
    assert (article.html, article.authors, article.tags, article.protected) == ("", (), (), None)


async def test_an_empty_site() -> None:
    site = Site()
    site.posts, site.pages, site.tags = [], [], []
    backend = opened(site)
    page = await backend.list(Query())
    assert (page.items, page.total, page.has_next) == ((), 0, False)
    assert await backend.get("bai") is None
    assert await backend.sections() == ()
    await backend.health()


async def test_a_wrong_key_is_denied_and_never_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    with pytest.raises(BackendDenied) as caught:
        await opened(Site(), key="fedcba9876543210").health()
    assert "fedcba9876543210" not in f"{caught.value}{caplog.text}"


def test_options() -> None:
    with pytest.raises(OptionError, match="PORTAL_BACKEND_KEY"):
        opened(Site(), key=None)
    with pytest.raises(OptionError, match="colour"):
        opened(Site(), colour="red")
