"""What a real server does not do on demand: odd posts, and every failure. `tests/live/wordpress` has the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from pydantic import SecretStr

from portal_ui.backends.http import Http
from portal_ui.backends.opening import Opening, OptionError
from portal_ui.backends.wordpress.backend import FEED_SECONDS, WordPressBackend, open_backend
from portal_ui.backends.wordpress.options import WordPressOptions
from portal_ui.content.model import Correction, Query
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendError
from tests.backends.failures import EVIL_SLUGS, FAILURES, NO_JSON, Failure, fails_as_it_should
from tests.backends.wordpress.site import Site, capture

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
URL = "http://portal.example"
KEY = "bien-tap:abcd efgh"


def opened(
    answer: Callable[[httpx.Request], httpx.Response], url: str = URL, key: str | None = None, **options: Any
) -> Backend:
    opening = Opening(ZONE, key=SecretStr(key) if key else None, transport=httpx.MockTransport(answer))
    return open_backend(url, options, opening)


async def read(site: Site, slug: str = "harbour-reopens") -> Article:
    article = await opened(site).get(slug)
    assert article is not None
    return article


def post(slug: str, number: int, **fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"id": number, "type": "post", "status": "publish", "slug": slug, "link": f"{URL}/{slug}/"}
    text = {"rendered": f"<p>{slug}</p>", "protected": False}
    return row | {"title": {"rendered": slug}, "content": text} | fields


@pytest.mark.parametrize("failure", [*FAILURES, *NO_JSON], ids=lambda failure: failure.name)
async def test_failures(failure: Failure) -> None:
    await fails_as_it_should(opened(failure.answer), failure)


@pytest.mark.parametrize("slug", EVIL_SLUGS)
async def test_a_slug_that_is_none_leads_nowhere(slug: str) -> None:
    assert await opened(Site()).get(slug) is None


@pytest.mark.parametrize(
    "slug", ["../harbour-reopens", "Harbour-Reopens", "harbour-reopens,orphan", "harbour-reopens/"]
)
async def test_a_slug_is_not_what_wordpress_would_make_of_it(slug: str) -> None:
    assert await opened(Site()).get(slug) is None


async def test_fields_of_the_sites_own_say_whose_it_is_and_what_was_put_right() -> None:
    fields = {
        "authors": "authors.display_name",
        "source": "meta.nguon",
        "copyright": "acf.rights",
        "corrections": "acf.dinh_chinh",
    }
    site = Site()
    site.posts[0]["authors"] = [{"display_name": "Tổ một"}, {"display_name": "Tổ hai"}]
    site.posts[0]["meta"] = {"nguon": "Đài xã"}
    site.posts[0]["acf"] = {"rights": "© Xã", "dinh_chinh": [{"text": "Đò chạy 5 giờ.", "date": "20260302"}]}
    slug = site.posts[0]["slug"]
    article = await opened(site, fields=fields).get(slug)
    assert article is not None
    assert (article.source, article.copyright) == ("Đài xã", "© Xã")
    assert article.corrections == (Correction("Đò chạy 5 giờ.", datetime(2026, 3, 2, tzinfo=ZONE)),)
    assert article.authors == ("Tổ một", "Tổ hai")
    assert site.fields[-1].endswith(",tags,authors,meta,acf")
    site.posts[0]["content"] = {"rendered": "", "protected": True}
    withheld = await opened(site, fields=fields).get(slug)
    assert withheld is not None
    assert (withheld.copyright, withheld.corrections) == ("© Xã", ())
    site.posts[0]["acf"] = False  # as Advanced Custom Fields says that there are none
    bare = await opened(site, fields=fields).get(slug)
    assert bare is not None
    assert (bare.source, bare.copyright, bare.corrections) == ("Đài xã", "", ())
    plain = await read(site, slug)
    assert plain.authors == ()
    assert (plain.source, plain.copyright, plain.corrections) == ("", "", ())


async def test_the_captured_article() -> None:
    article = await read(Site())
    summary = article.summary
    assert (summary.title, summary.lead) == ("Harbour reopens & grows", "The harbour is open.")
    assert summary.published == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert summary.updated is None
    assert summary.section is not None
    assert (summary.section.slug, summary.section.title, summary.section.parent) == ("local", "Local & Harbour", "news")
    assert summary.cover is not None
    assert (summary.cover.alt, summary.cover.width) == ("Fishing boats in a blue harbour", 1024)
    assert summary.cover.caption == "Caption: boats at dawn."
    assert (article.authors, article.tags) == (("Ana Ruiz",), ("boats", "sea"))
    assert [(file.title, file.url) for file in article.attachments] == [
        ("Annex", f"{URL}/wp-content/uploads/2026/11/annex.txt")
    ]
    assert article.address == f"{URL}/2026/01/harbour-reopens/"
    assert "<script>alert(1)</script>" in article.html  # what is harmful goes in the pipeline, for all alike


async def test_a_deleted_author_and_the_index_in_place_of_an_image() -> None:
    row = capture("posts")[0]
    assert row["_embedded"]["author"][0]["code"] == "rest_user_invalid_id"
    assert "routes" in row["_embedded"]["wp:featuredmedia"][0]
    article = await read(Site(), "orphan")
    assert (article.authors, article.summary.cover, article.html) == ((), None, "<p>x</p>\n")


async def test_a_protected_post_is_listed_and_withheld() -> None:
    site = Site()
    assert "protected-story" in [summary.slug for summary in (await opened(site).list(Query())).items]
    article = await read(site, "protected-story")
    assert (article.protected, article.html, article.summary.lead, article.attachments) == ("password", "", "", ())


async def test_text_that_comes_with_a_protected_post_is_withheld_too() -> None:
    site = Site()
    site.posts = [
        post(
            "kin",
            1,
            content={"rendered": "<p>giấu</p>", "protected": True},
            excerpt={"rendered": "giấu", "protected": True},
        )
    ]
    assert "giấu" not in repr(await read(site, "kin"))


@pytest.mark.parametrize("status", ["draft", "private", "future", "pending"])
async def test_what_is_not_published_is_never_shown(status: str) -> None:
    site = Site()
    site.posts = [post("bai", 7, status=status)]
    site.pages = [post("trang", 8, status=status, type="page")]
    shown = {"/x/": {"Link": f'<{URL}/wp-json/wp/v2/posts/7>; rel="alternate"; type="application/json"'}}
    site.public = {path: httpx.Response(200, headers=headers, html="") for path, headers in shown.items()}
    backend = opened(site)
    assert (await backend.list(Query())).items == ()
    assert [await backend.get(slug) for slug in ("bai", "trang", "trang-8")] == [None, None, None]
    assert await backend.resolve("/x/") is None


async def test_bare_posts_read_too() -> None:
    site = Site()
    site.posts = [
        {"id": 1, "type": "post", "status": "publish", "slug": "khong-gi-ca", "link": f"{URL}/khong-gi-ca/"}
        | {"title": {"rendered": ""}, "date_gmt": "0000-00-00T00:00:00", "_embedded": [], "categories": [404]}
    ]
    article = await read(site, "khong-gi-ca")
    assert article.summary.title == "khong gi ca"
    assert (article.summary.published, article.summary.section, article.summary.cover) == (None, None, None)
    assert (article.html, article.authors, article.tags) == ("", (), ())


async def test_an_article_without_title_is_called_by_how_it_begins() -> None:
    site = Site()
    site.posts = [
        post("17", 17, title={"rendered": ""}, excerpt={"rendered": "<p>Đò chạy lại từ hôm nay [&hellip;]</p>"})
    ]
    assert (await read(site, "17")).summary.title == "Đò chạy lại từ hôm nay…"


async def test_a_lead_that_the_text_repeats_stands_in_listings_alone() -> None:
    site = Site()
    text = "Đò chạy lại từ hôm nay, cả ngày, cho mọi người."
    site.posts = [
        post(
            "do",
            1,
            content={"rendered": f"<h2>{text}</h2><p>Thêm.</p>"},
            excerpt={"rendered": f"<p>{text[:30]}&nbsp;[&hellip;]</p>"},
        )
    ]
    assert (await opened(site).list(Query())).items[0].lead == f"{text[:30]}…"
    assert (await read(site, "do")).summary.lead == ""


async def test_an_empty_site() -> None:
    site = Site()
    site.posts, site.categories = [], []
    backend = opened(site)
    page = await backend.list(Query())
    assert (page.items, page.total, page.has_next) == ((), 0, False)
    assert await backend.get("bai") is None
    assert await backend.sections() == ()
    assert await backend.resolve("/2026/01/bai/") is None
    await backend.health()


async def test_past_the_last_page_wordpress_answers_400() -> None:
    page = await opened(Site()).list(Query(page=99))
    assert (page.items, page.number, page.has_next) == ((), 99, False)


async def test_a_first_page_answered_400_is_an_error() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        refused = "/posts" in request.url.path and request.url.params.get("per_page") != "1"
        return httpx.Response(400, json=capture("error_per_page_101")) if refused else Site()(request)

    with pytest.raises(BackendContract):
        await opened(answer).list(Query())


async def test_without_a_total_a_full_page_means_that_there_may_be_more() -> None:
    site = Site()
    site.totals = False
    backend = opened(site)
    full, last = await backend.list(Query(size=3)), await backend.list(Query(size=5))
    assert (full.total, full.has_next) == (None, True)
    assert (last.total, last.has_next) == (None, False)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_pinned_posts_come_first_and_once(size: int) -> None:
    site = Site()
    site.posts = [post(f"bai-{number}", number, sticky=number in {3, 6}) for number in range(9, 0, -1)]
    backend = opened(site)
    pages = [await backend.list(Query(page=number, size=size)) for number in range(1, 11)]
    found = [summary.slug for page in pages for summary in page.items]
    assert found == [f"bai-{number}" for number in (6, 3, 9, 8, 7, 5, 4, 2, 1)]
    assert {page.total for page in pages if page.items} == {9}
    assert [page.has_next for page in pages if page.items].count(False) == 1


async def test_with_plain_permalinks_the_api_is_found_once() -> None:
    site = Site()
    site.pretty = False
    backend = opened(site)
    assert (await backend.list(Query())).total == 3
    assert await backend.get("orphan") is not None
    assert [path for path in site.asked if path.startswith("/wp-json")] == ["/wp-json/"]


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_the_feed_is_read_while_the_api_is_closed(status: int, caplog: pytest.LogCaptureFixture) -> None:
    site = Site()
    site.closed = status
    now = 0.0
    transport = httpx.MockTransport(site)
    backend = WordPressBackend(Http(URL, transport=transport), f"{URL}/", WordPressOptions(), ZONE, clock=lambda: now)
    page = await backend.list(Query())
    assert [summary.title for summary in page.items] == [
        "Protected: Protected story",
        "Second story",
        "Harbour reopens & grows",
        "Sticky old",
    ]
    assert f"answered {status}" in caplog.text
    assert not backend.capabilities.search
    site.closed = None
    assert (await backend.list(Query())).total is None
    now = FEED_SECONDS
    assert (await backend.list(Query())).total == 3
    assert backend.capabilities.search


@pytest.mark.parametrize("found_open", [True, False])
@pytest.mark.parametrize(
    ("answer", "error"),
    [(httpx.Response(401), BackendDenied), (httpx.Response(200, html="<p>Back soon"), BackendContract)],
)
async def test_a_site_that_was_closed_altogether_is_read_at_once_when_it_opens(
    found_open: bool, answer: httpx.Response, error: type[BackendError]
) -> None:
    site = Site()
    closed = not found_open
    transport = httpx.MockTransport(lambda request: answer if closed else site(request))
    backend = WordPressBackend(Http(URL, transport=transport), f"{URL}/", WordPressOptions(), ZONE)
    if found_open:
        await backend.sections()
    closed = True
    for _ in range(2):
        with pytest.raises(error):
            await backend.list(Query())
    closed = False
    assert (await backend.list(Query())).total == 3
    assert backend.capabilities.search


async def test_namesakes_among_pages_are_told_apart() -> None:
    site = Site()
    site.posts = [post("lien-he", 5)]
    site.pages = [post("lien-he", number, type="page", link=f"{URL}/{number}/lien-he/") for number in (9, 7)]
    backend = opened(site)
    assert await backend.resolve(f"{URL}/7/lien-he/") == "lien-he-7"
    assert await backend.resolve(f"{URL}/9/lien-he/") == "lien-he-9"
    site.posts = []
    assert await backend.resolve(f"{URL}/7/lien-he/") == "lien-he"
    for slug, address in (("lien-he", 7), ("lien-he-9", 9)):
        assert (await read(site, slug)).address == f"{URL}/{address}/lien-he/"
    assert await backend.get("lien-he-7") is None  # it has a simpler reference


@pytest.mark.parametrize("variant", ["https://portal.example", "http://www.portal.example", "//portal.example", ""])
async def test_links_to_any_name_of_the_site_lead_home(variant: str) -> None:
    assert await opened(Site()).resolve(f"{variant}/2026/01/harbour-reopens") == "harbour-reopens"


async def test_another_name_of_the_site_can_be_given() -> None:
    backend = opened(Site(), hosts=["old.example"])
    assert await backend.resolve("https://old.example/2026/01/harbour-reopens/") == "harbour-reopens"


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/2026/01/harbour-reopens/",
        "mailto:a@portal.example",
        "/wp-content/uploads/a.pdf",
        "/wp-login.php",
        "/category/news/",
        "/2026/01/",
        "/2026/01/02/",
        "/feed/",
        "/page/2/",
        "/",
        "http://[",
    ],
)
async def test_what_is_no_article_is_not_asked_for(url: str) -> None:
    site = Site()
    backend = opened(site)
    await backend.health()
    await backend.site()
    del site.asked[:]
    assert await backend.resolve(url) is None
    assert not site.asked


async def test_the_site_itself_says_where_an_old_address_leads() -> None:
    site = Site()
    link = f'<{URL}/wp-json/>; rel="https://api.w.org/", <{URL}/wp-json/wp/v2/posts/6>; rel="alternate"; title="JSON"'
    site.public = {
        "/cu/": httpx.Response(301, headers={"Location": "/2026/01/harbour-reopens/"}),
        "/2026/01/harbour-reopens/": httpx.Response(200, html="<p>", headers={"Link": link}),
        "/di-noi-khac/": httpx.Response(301, headers={"Location": "https://elsewhere.example/"}),
        "/cam/": httpx.Response(403),
        "/khong-noi/": httpx.Response(301, headers={"Location": "/2026/01/orphan/"}),
        "/2026/01/orphan/": httpx.Response(200, html="<p>"),
    }
    site.posts[0]["link"] = f"{URL}/2026/01/orphan/"
    backend = opened(site)
    found = [await backend.resolve(path) for path in ("/cu/", "/di-noi-khac/", "/cam/", "/khong-noi/")]
    assert found == ["harbour-reopens", None, None, "orphan"]


async def test_a_site_in_a_folder_of_its_host() -> None:
    inner = Site()
    for row in inner.posts:
        row["link"] = row["link"].replace(URL, f"{URL}/blog")

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        assert path.startswith("/blog/")
        return inner(httpx.Request("GET", request.url.copy_with(path=path.removeprefix("/blog"))))

    backend = opened(answer, url=f"{URL}/blog")
    assert await backend.resolve("/blog/2026/01/harbour-reopens/") == "harbour-reopens"
    assert await backend.resolve("/blog/") is None


async def test_attachments_that_may_not_be_read_are_left_out() -> None:
    site = Site()
    site.denied = {"media"}
    assert (await read(site)).attachments == ()


async def test_search_brings_what_the_site_found() -> None:
    backend = opened(Site())
    page = await backend.list(Query(search="harbour"))
    assert ([summary.slug for summary in page.items], page.total) == (["harbour-reopens"], 1)
    assert (await backend.list(Query(search="không có"))).items == ()


async def test_tags_and_sections() -> None:
    backend = opened(Site())
    for query in (Query(tag="Boats"), Query(tag="sea"), Query(section="local"), Query(section="news")):
        assert "harbour-reopens" in [summary.slug for summary in (await backend.list(query)).items]
    for query in (Query(tag="none"), Query(section="none")):
        page = await backend.list(query)
        assert (page.items, page.total) == ((), 0)


@pytest.mark.parametrize("missing", ["id", "slug", "link", "status", "type"])
async def test_a_post_without_what_makes_one_is_an_error_that_names_it(missing: str) -> None:
    site = Site()
    backend = opened(site)
    await backend.health()
    del site.posts[0][missing]
    with pytest.raises(BackendContract, match=missing) as caught:
        await backend.list(Query())
    assert caught.value.sample


async def test_a_key_goes_to_the_site_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    site = Site()
    backend = opened(site, key=KEY)
    await backend.list(Query())
    assert all(headers["Authorization"].startswith("Basic ") for headers in site.headers)
    assert "abcd" not in caplog.text


async def test_a_key_that_wordpress_does_not_know_shows_in_the_health() -> None:
    site = Site()
    site.denied = {"users"}
    with pytest.raises(BackendDenied):
        await opened(site, key=KEY).health()
    await opened(site).health()


def test_options() -> None:
    with pytest.raises(OptionError, match="colour"):
        opened(Site(), colour="red")
    with pytest.raises(OptionError, match="application password") as caught:
        opened(Site(), key="abcdefgh")
    assert "abcdefgh" not in str(caught.value)
    with pytest.raises(ValueError, match="https://"):
        opened(Site(), url="portal.example")
