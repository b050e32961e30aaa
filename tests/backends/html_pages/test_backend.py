from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from portal_ui.backends.html_pages.backend import open_backend
from portal_ui.backends.html_pages.budget import Budget
from portal_ui.backends.opening import Opening, OptionError
from portal_ui.content.model import Query, Section
from portal_ui.content.protocol import BackendContract, BackendDown
from tests.backends.failures import EVIL_SLUGS, FAILURES, Failure, fails_as_it_should
from tests.backends.html_pages import pages
from tests.backends.html_pages.pages import ORIGIN, Portal, nukeviet, sitemap

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NUKEVIET = {"preset": "nukeviet"}
GIENG = "gieng-thon-ha-1"
DETAIL = "/nuoc-sach/gieng-thon-ha-1.html"
PRINT = "/print/nuoc-sach/gieng-thon-ha-1.html"


@pytest.fixture
async def opened() -> AsyncIterator[Callable[..., Backend]]:
    """Opens backends that are closed after the test, so that none reads on."""
    backends: list[Backend] = []

    def open_one(site: Callable[[httpx.Request], httpx.Response], **options: Any) -> Backend:
        backend = open_backend(ORIGIN, options, Opening(ZONE, transport=httpx.MockTransport(site)))
        backends.append(backend)
        return backend

    yield open_one
    for backend in backends:
        await backend.close()


async def read(backend: Backend, slug: str = GIENG) -> Article:
    article = await backend.get(slug)
    assert article is not None
    return article


async def slugs(backend: Backend, query: Query | None = None) -> list[str]:
    return [summary.slug for summary in (await backend.list(query or Query())).items]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.name)
async def test_failures(opened: Callable[..., Backend], failure: Failure) -> None:
    await fails_as_it_should(opened(failure.answer, **NUKEVIET), failure)


@pytest.mark.parametrize("slug", EVIL_SLUGS)
async def test_slugs_that_no_article_has(opened: Callable[..., Backend], slug: str) -> None:
    site = nukeviet()
    assert await opened(site, **NUKEVIET).get(slug) is None
    assert not [
        path for path in site.asked if path not in ("/", "/robots.txt", "/rss/", "/sitemap.xml", "/sitemap-vi.news.xml")
    ]


async def test_the_print_page_is_read_first_and_alone(opened: Callable[..., Backend]) -> None:
    site = nukeviet()
    article = await read(opened(site, **NUKEVIET))
    assert article.address == f"{ORIGIN}{DETAIL}"
    assert article.summary.published == datetime(2020, 5, 25, 8, 56, tzinfo=ZONE)
    assert article.summary.section == Section("nuoc-sach", "Nuoc sach")
    assert (article.authors, article.source) == (("Tổ thông tin",), "Đài truyền thanh xã")
    assert article.protected is None
    assert PRINT in site.asked
    assert DETAIL not in site.asked


@pytest.mark.parametrize(
    "refusal",
    [
        lambda: httpx.Response(404),
        lambda: httpx.Response(403),
        lambda: httpx.Response(302, headers={"Location": "/"}),
        lambda: httpx.Response(302, headers={"Location": "https://elsewhere.example/"}),
        lambda: httpx.Response(200, text="<p>Không được in</p>"),
    ],
)
async def test_a_refused_print_page_is_replaced_by_the_article_itself(
    opened: Callable[..., Backend], refusal: Callable[[], httpx.Response]
) -> None:
    site = nukeviet()
    site.pages[PRINT] = refusal
    article = await read(opened(site, **NUKEVIET))
    assert article.tags == ("nước", "đê")
    assert article.audio == f"{ORIGIN}/uploads/news/doc.mp3"
    assert article.summary.section == Section("nuoc-sach", "Nước sạch")


async def test_print_pages_that_are_always_refused_are_no_longer_asked_for(opened: Callable[..., Backend]) -> None:
    site = nukeviet(9)
    for path in [path for path in site.pages if path.startswith("/print/")]:
        del site.pages[path]
    backend = opened(site, **NUKEVIET)
    for number in range(1, 10):
        await read(backend, f"gieng-thon-ha-{number}")
    assert len([path for path in site.asked if path.startswith("/print/")]) == 3


async def test_print_pages_that_robots_txt_forbids_are_not_asked_for(opened: Callable[..., Backend]) -> None:
    site = nukeviet()
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /print/\n"
    await read(opened(site, **NUKEVIET))
    assert PRINT not in site.asked


async def test_what_only_members_may_read_says_so(opened: Callable[..., Backend]) -> None:
    site = nukeviet()
    del site.pages[PRINT]
    site.pages[DETAIL] = pages.NUKEVIET_RESTRICTED
    article = await read(opened(site, **NUKEVIET))
    assert (article.protected, article.html, article.summary.title) == ("members", "", "Tài liệu nội bộ")


async def test_a_listing_reads_its_pages_and_no_others(opened: Callable[..., Backend]) -> None:
    site = nukeviet(12)
    backend = opened(site, **NUKEVIET)
    page = await backend.list(Query(size=5, page=2))
    assert [summary.slug for summary in page.items] == [f"gieng-thon-ha-{number}" for number in range(6, 11)]
    assert (page.total, page.has_next) == (12, True)
    assert len([path for path in site.asked if path.startswith("/print/")]) == 5
    assert all(summary.published for summary in page.items)
    past = await backend.list(Query(size=5, page=9))
    assert (past.items, past.has_next) == ((), False)


async def test_sections_and_tags_are_those_of_addresses_and_pages(opened: Callable[..., Backend]) -> None:
    site = nukeviet(2)
    del site.pages[PRINT]
    backend = opened(site, **NUKEVIET)
    assert await backend.sections() == (Section("nuoc-sach", "Nuoc sach"),)
    await backend.list(Query())
    assert await backend.sections() == (Section("nuoc-sach", "Nước sạch"),)
    assert len(await slugs(backend, Query(section="nuoc-sach"))) == 2
    assert await slugs(backend, Query(section="khac")) == []
    assert await slugs(backend, Query(tag="nước")) == [GIENG]
    assert await slugs(backend, Query(search="nước")) == []


async def test_the_front_pages_links_name_the_sections_and_order_them(opened: Callable[..., Backend]) -> None:
    site = nukeviet(3)
    del site.pages["/sitemap-vi.news.xml"]
    urls = ("/y-te/a-1.html", "/y-te/b-2.html", "/giao-duc/c-3.html", "/khac/d-4.html")
    site.pages["/sitemap.xml"] = sitemap(*((f"{ORIGIN}{url}", "2026-03-02") for url in urls))
    site.pages["/"] = (
        "<a href='/y-te/a-1.html'>Bài a</a><ul><li><a href='/giao-duc/'>Giáo dục</a></li>"
        "<li><a href='http://www.xa.example/y-te'> Y <b>tế</b></a></li><li><a href='/lien-he/'>Liên hệ</a></li></ul>"
    )
    assert await opened(site, **NUKEVIET, feeds=[]).sections() == (
        Section("giao-duc", "Giáo dục", order=0),
        Section("y-te", "Y tế", order=1),
        Section("khac", "Khac", order=2),
    )


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (DETAIL, GIENG),
        (f"http://www.xa.example{DETAIL}", GIENG),
        ("/chuyen-muc-cu/gieng-thon-ha-1.html", GIENG),
        ("/index.php?language=vi&nv=news&op=nuoc-sach/gieng-thon-ha-1.html", GIENG),
        ("/nuoc-sach/", None),
        ("/nuoc-sach/khac-5.html", None),
        ("https://elsewhere.example/nuoc-sach/gieng-thon-ha-1.html", None),
        ("mailto:a@xa.example", None),
    ],
)
async def test_addresses_lead_to_articles(opened: Callable[..., Backend], url: str, slug: str | None) -> None:
    assert await opened(nukeviet(), **NUKEVIET).resolve(url) == slug


async def test_the_site_is_named_by_its_front_page(opened: Callable[..., Backend]) -> None:
    site = await opened(nukeviet(), **NUKEVIET).site()
    assert (site.title, site.lang, site.url) == ("Xã Thượng", "vi", ORIGIN)


async def test_pages_that_are_no_articles_fall_out_of_the_listing(opened: Callable[..., Backend]) -> None:
    site = Portal(
        {
            "/sitemap.xml": sitemap(
                *((f"{ORIGIN}/{name}", "2026-01-02") for name in ("a", "b", "lien-he", "ra-ngoai"))
            ),
            "/a": pages.SCHEMA,
            "/b": pages.PLAIN,
            "/lien-he": "<title>Liên hệ</title><p>Địa chỉ</p>",
            "/ra-ngoai": lambda: httpx.Response(301, headers={"Location": "https://elsewhere.example/"}),
        }
    )
    backend = opened(site)
    page = await backend.list(Query())
    assert sorted(summary.slug for summary in page.items) == ["a", "b"]
    assert page.total is None
    assert await backend.get("lien-he") is None
    assert await slugs(backend) == ["a", "b"]


async def test_a_page_that_is_gone_is_none_and_one_that_turned_into_something_else_is_a_contract(
    opened: Callable[..., Backend],
) -> None:
    site = nukeviet(2)
    backend = opened(site, **NUKEVIET)
    await backend.list(Query())
    for path in (PRINT, DETAIL):
        site.pages[path] = "<h1>Đang bảo trì</h1>"
    with pytest.raises(BackendContract, match="was an article"):
        await backend.get(GIENG)
    assert GIENG in await slugs(backend)
    for path in (PRINT, DETAIL):
        del site.pages[path]
    assert await backend.get(GIENG) is None
    assert await slugs(backend) == ["gieng-thon-ha-2"]


async def test_what_a_page_is_its_content_says_and_not_its_type(opened: Callable[..., Backend]) -> None:
    gif = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
    headers = {"Content-Type": "image/gif"}
    site = Portal(
        {
            "/sitemap.xml": sitemap(*((f"{ORIGIN}/{name}", "2026-01-02") for name in ("bai", "anh"))),
            "/bai": lambda: httpx.Response(200, content=pages.PLAIN.encode(), headers=headers),
            "/anh": lambda: httpx.Response(200, content=gif, headers=headers),
        }
    )
    backend = opened(site)
    assert (await read(backend, "bai")).summary.title == "Giếng có nước"
    assert await backend.get("anh") is None
    assert await slugs(backend) == ["bai"]


async def test_an_article_without_a_title_is_called_by_its_address(opened: Callable[..., Backend]) -> None:
    untitled = pages.PLAIN.replace("<title>Giếng có nước</title>", "").replace("<h1>Giếng có nước</h1>", "")
    backend = opened(Portal({"/sitemap.xml": sitemap((f"{ORIGIN}/gieng-lang", "2026-01-02")), "/gieng-lang": untitled}))
    assert (await read(backend, "gieng-lang")).summary.title == "gieng lang"


async def test_an_empty_site(opened: Callable[..., Backend]) -> None:
    backend = opened(Portal({"/sitemap.xml": sitemap()}))
    page = await backend.list(Query())
    assert (page.items, page.has_next) == ((), False)
    assert await backend.sections() == ()
    assert (await backend.site()).title == ""
    await backend.health()


async def test_within_its_budget_a_listing_shows_what_is_known_without_reading(opened: Callable[..., Backend]) -> None:
    site = nukeviet(6)
    backend = opened(site, **NUKEVIET, per_minute=3)
    await backend.list(Query(size=3))
    asked = len(site.asked)
    page = await backend.list(Query(size=3, page=2))
    assert len(site.asked) == asked
    assert [summary.title for summary in page.items] == [f"gieng thon ha {number}" for number in (4, 5, 6)]
    assert (await read(backend, "gieng-thon-ha-6")).summary.published is not None


async def test_a_listing_reads_no_more_than_the_sites_crawl_delay_leaves_time_for(
    opened: Callable[..., Backend],
) -> None:
    site = nukeviet(6)
    site.pages["/robots.txt"] = f"{site.pages['/robots.txt']}Crawl-delay: 25\n"
    page = await opened(site, **NUKEVIET).list(Query(size=5))
    assert len([path for path in site.asked if path.startswith("/print/")]) == 2
    assert [summary.published is not None for summary in page.items] == [True, True, False, False, False]


async def test_a_crawl_delay_shorter_than_our_own_pace_changes_nothing(opened: Callable[..., Backend]) -> None:
    site = nukeviet(6)
    site.pages["/robots.txt"] = f"{site.pages['/robots.txt']}Crawl-delay: 1\n"
    await opened(site, **NUKEVIET, per_minute=4).list(Query(size=5))
    assert len([path for path in site.asked if path.startswith("/print/")]) == 4


async def test_a_site_that_asks_to_wait_is_left_alone_and_what_was_read_still_shows(
    opened: Callable[..., Backend],
) -> None:
    site = nukeviet(4)
    backend = opened(site, **NUKEVIET)
    await backend.list(Query(size=2))
    for path in [path for path in site.pages if path.endswith(".html")]:
        site.pages[path] = lambda: httpx.Response(429, headers={"Retry-After": "120"})
    assert len(await slugs(backend, Query(size=4))) == 4
    with pytest.raises(BackendDown):
        await backend.list(Query(size=2, page=2))
    asked = len(site.asked)
    with pytest.raises(BackendDown) as error:
        await backend.get(GIENG)
    assert len(site.asked) == asked
    assert error.value.retry_after is not None


def test_a_budget_counts_the_last_minute() -> None:
    now = 0.0
    budget = Budget(2, lambda: now)
    budget.spend()
    now = 10.0
    assert budget.wait() == 0
    budget.spend()
    assert budget.wait() == 50
    assert budget.left() == 0
    now = 60.0
    assert budget.wait() == 0
    assert budget.left() == 1
    budget.spend()
    assert budget.wait() == 10


def test_a_budget_that_is_changed_has_forgotten_nothing() -> None:
    budget = Budget(3, lambda: 0.0)
    budget.spend()
    budget.spend()
    budget.allow(2)
    assert (budget.left(), budget.wait()) == (0, 60)
    budget.allow(4)
    assert (budget.left(), budget.wait()) == (2, 0)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"preset": "joomla"}, "preset"),
        ({"selectors": {"body": "p["}}, "selectors.body"),
        ({"selectors": {"text": "p"}}, "selectors.text"),
        ({"articles": "("}, "articles"),
        ({"section": "/tin/"}, "section"),
        ({"print": {"match": "(a)", "address": r"\2", "selectors": {}}}, "print"),
        ({"zone": "Xa/Thuong"}, "zone"),
        ({"limit": 0}, "limit"),
    ],
)
def test_options_that_cannot_be_used_are_named(options: dict[str, Any], named: str) -> None:
    with pytest.raises(OptionError, match=named):
        open_backend(ORIGIN, options, Opening(ZONE))
