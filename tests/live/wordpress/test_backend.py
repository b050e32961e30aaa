"""The adapter against a real server: all that the site of `site/seed.php` shows, and nothing that it hides."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx
import pytest

from portal_ui.backends.opening import Opening
from portal_ui.backends.wordpress.backend import open_backend
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendDown
from tests.live.wordpress.server import SITE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator

    from portal_ui.content.model import Article
    from portal_ui.content.protocol import Backend
    from tests.live.wordpress.server import WordPressServer

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BULLETINS = [f"ban-tin-{number}" for number in range(25, 0, -1)]
NEWEST_FIRST = [
    "bai-co-mat-khau",
    "mo-lai-ben-do",
    "thu-vien-luu-dong",
    "ten-moi",
    "tac-gia-da-xoa",
    "khong-tieu-de",
    "日本語のお知らせ",
    "nam-muoi-ngoac",
    *BULLETINS,
]
PINNED = "noi-quy-ben"
HIDDEN = ("bai-nhap", "bai-rieng", "bai-hen-gio")


@pytest.fixture
async def backend(wordpress: WordPressServer) -> AsyncIterator[Backend]:
    opened = open_backend(wordpress.url, {}, Opening(ZONE))
    yield opened
    await opened.close()


@contextmanager
def permalinks(server: WordPressServer, structure: str) -> Generator[None]:
    """Let the site's addresses be of another kind for a while."""
    change = "<?php global $wp_rewrite; $wp_rewrite->set_permalink_structure('{}'); flush_rewrite_rules();"
    server.run(change.format(structure))
    try:
        yield
    finally:
        server.run(change.format("/%year%/%monthnum%/%postname%/"))


@contextmanager
def closed(server: WordPressServer) -> Generator[None]:
    """Let the site close its REST API for a while."""
    plugins = server.root / "wp-content" / "mu-plugins"
    plugins.mkdir(exist_ok=True)
    (plugins / "closed.php").write_bytes((SITE / "closed.php").read_bytes())
    try:
        yield
    finally:
        (plugins / "closed.php").unlink()


async def slugs(backend: Backend, query: Query) -> list[str]:
    return [summary.slug for summary in (await backend.list(query)).items]


async def read(backend: Backend, slug: str) -> Article:
    article = await backend.get(slug)
    assert article is not None
    return article


async def references(backend: Backend, home: str) -> dict[str, str | None]:
    """Return what every kind of address of the site resolves to, for each permalink structure alike."""
    landing = await read(backend, "mo-lai-ben-do")
    library = await read(backend, "thu-vien-luu-dong")
    return {
        "own": await backend.resolve(landing.address),
        "without its slash": await backend.resolve(library.address.rstrip("/")),
        "root-relative": await backend.resolve(library.address.removeprefix(home)),
        "elsewhere": await backend.resolve("https://example.org/2026/03/ten-moi/"),
    }


async def test_the_site_says_its_name_and_language(backend: Backend, wordpress: WordPressServer) -> None:
    site = await backend.site()
    assert (site.title, site.welcome, site.lang) == ("Cổng thông tin Bến & Làng", "Chuyện ở bến sông", "vi")
    assert site.url == wordpress.url
    await backend.health()


@pytest.mark.parametrize("size", [1, 5, 12, 100])
async def test_every_article_is_listed_once_the_pinned_one_first(backend: Backend, size: int) -> None:
    found: list[str] = []
    page = await backend.list(Query(size=size))
    while True:
        assert page.total == len(NEWEST_FIRST) + 1
        assert len(page.items) <= size
        found += [summary.slug for summary in page.items]
        if not page.has_next:
            break
        page = await backend.list(Query(page=page.number + 1, size=size))
    assert found == [PINNED, *NEWEST_FIRST]
    past = await backend.list(Query(page=page.number + 1, size=size))
    assert (past.items, past.has_next) == ((), False)


async def test_every_listed_article_reads_and_is_found_by_its_address(backend: Backend) -> None:
    for summary in (await backend.list(Query(size=100))).items:
        article = await read(backend, summary.slug)
        assert (article.summary.slug, article.summary.title) == (summary.slug, summary.title)
        assert bool(article.html) is (article.protected is None)
        assert await backend.resolve(article.address) == summary.slug


async def test_an_article_comes_over_whole(backend: Backend, wordpress: WordPressServer) -> None:
    article = await read(backend, "mo-lai-ben-do")
    summary = article.summary
    assert (summary.title, summary.lead) == ("Bến đò mở lại & rộng hơn", "Từ hôm nay đò chạy cả ngày.")
    assert summary.published == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert summary.section is not None
    assert (summary.section.slug, summary.section.parent) == ("de-dieu", "tin-tuc")
    assert summary.cover is not None
    assert summary.cover.alt == "Ba chiếc thuyền đậu bên bến sông xanh"
    assert summary.cover.caption == "Bến lúc rạng đông."
    assert (summary.cover.width, summary.cover.height) == (1024, 576)
    assert article.authors == ("Tổ biên tập",)
    assert sorted(article.tags) == ["sông nước", "Đò & bến"]
    assert [(file.title, file.media_type) for file in article.attachments] == [("Lịch đò", "text/plain")]
    async with httpx.AsyncClient() as client:
        for url in (summary.cover.url, article.attachments[0].url):
            assert url.startswith(wordpress.url)
            assert (await client.get(url)).is_success


async def test_what_links_lead_to(backend: Backend, wordpress: WordPressServer) -> None:
    library = wordpress.run("<?php echo get_page_by_path('thu-vien-luu-dong', OBJECT, 'post')->ID;")
    draft = wordpress.run("<?php echo get_posts(['post_status' => 'draft'])[0]->ID;")
    offices = wordpress.run("<?php echo get_page_by_path('cac-ban/lien-he')->ID;")
    namesake = wordpress.run("<?php echo get_page_by_path('thu-vien-luu-dong')->ID;")
    expected = {
        "/2026/03/ten-moi/": "ten-moi",
        "/2026/03/ten-cu/": "ten-moi",
        "/ten-moi": "ten-moi",
        "/2026/02/日本語のお知らせ/": "日本語のお知らせ",
        f"/?p={library}": "thu-vien-luu-dong",
        f"/?p={draft}": None,
        "/gioi-thieu/": "gioi-thieu",
        "/gioi-thieu/lien-he/": "lien-he",
        "/cac-ban/lien-he/": f"lien-he-{offices}",
        "/thu-vien-luu-dong/": f"thu-vien-luu-dong-{namesake}",
        "/2026/03/mo-lai-ben-do/ben-song/": None,
        "/category/tin-tuc/": None,
        "/2026/03/": None,
        "/khong/co/": None,
        "/": None,
    }
    found = {path: await backend.resolve(f"{wordpress.url}{path}") for path in expected}
    assert found == expected
    for reference in filter(None, found.values()):
        assert (await read(backend, reference)).summary.slug == reference


async def test_a_namesake_is_another_article(backend: Backend) -> None:
    page = next(one for one in await slugs(backend, Query(search="Trang của thư viện")) if one != "mo-lai-ben-do")
    assert (await read(backend, page)).html.strip() == "<p>Trang Trang của thư viện.</p>"
    assert "Thuyền sách" in (await read(backend, "thu-vien-luu-dong")).html


async def test_the_old_slug_of_an_article_leads_to_it_as_it_is_called_now(backend: Backend) -> None:
    assert (await read(backend, "ten-cu")).summary.slug == "ten-moi"


@pytest.mark.parametrize("slug", [*HIDDEN, "khong-co", "mo-lai", "ben-song", "Ten-Moi", "../ten-moi", "ten-moi,ten-cu"])
async def test_what_is_no_article_is_none(backend: Backend, slug: str) -> None:
    assert await backend.get(slug) is None


async def test_nothing_hidden_is_shown_anywhere(backend: Backend) -> None:
    summaries = (await backend.list(Query(size=100))).items
    assert not {summary.slug for summary in summaries} & set(HIDDEN)
    withheld = await read(backend, "bai-co-mat-khau")
    assert (withheld.protected, withheld.html, withheld.summary.lead) == ("password", "", "")
    shown = [(await read(backend, summary.slug)).html + summary.lead for summary in summaries]
    assert not [text for text in shown if "giấu kín" in text]
    assert await slugs(backend, Query(search="giấu kín")) == []


async def test_articles_that_lack_something(backend: Backend) -> None:
    orphan = await read(backend, "tac-gia-da-xoa")
    assert (orphan.authors, orphan.summary.cover) == ((), None)
    assert (await read(backend, "khong-tieu-de")).summary.title == "Bài này không có tiêu đề."
    assert (await read(backend, "nam-muoi-ngoac")).summary.title == "Năm < mười & “ngoặc”"


async def test_sections_are_the_categories_in_their_order(backend: Backend) -> None:
    found = [(section.slug, section.title, section.parent) for section in await backend.sections()]
    assert found == [
        ("thong-bao", "Thông báo", None),
        ("tin-tuc", "Tin tức", None),
        ("de-dieu", "Đê điều & thủy lợi", "tin-tuc"),
    ]
    assert await slugs(backend, Query(section="tin-tuc")) == ["mo-lai-ben-do"]
    notices = await backend.list(Query(section="thong-bao", size=10, page=2))
    assert notices.total == len(NEWEST_FIRST)
    assert [summary.slug for summary in notices.items] == [
        slug for slug in [*NEWEST_FIRST, PINNED] if slug != "mo-lai-ben-do"
    ][10:20]
    assert await slugs(backend, Query(section="khong-co")) == []


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        *((tag, ["mo-lai-ben-do", "thu-vien-luu-dong"]) for tag in ("sông nước", "Sông Nước", "song-nuoc")),
        ("Đò & bến", ["mo-lai-ben-do"]),
    ],
)
async def test_tags(backend: Backend, tag: str, found: list[str]) -> None:
    assert await slugs(backend, Query(tag=tag)) == found


async def test_search_finds_posts_and_pages(backend: Backend) -> None:
    assert "thu-vien-luu-dong" in await slugs(backend, Query(search="thuyền sách"))
    assert await slugs(backend, Query(search="giới thiệu")) == ["gioi-thieu"]
    second = await backend.list(Query(search="bản tin", size=10, page=2))
    assert (second.total, len(second.items), second.has_next) == (25, 10, True)
    nothing = await backend.list(Query(search="không có đâu"))
    assert (nothing.items, nothing.total) == ((), 0)


@pytest.mark.parametrize("structure", ["", "/archives/%post_id%", "/%category%/%postname%.html"])
async def test_other_permalinks(wordpress: WordPressServer, structure: str) -> None:
    with permalinks(wordpress, structure):
        backend = open_backend(wordpress.url, {}, Opening(ZONE))
        assert await slugs(backend, Query(size=100)) == [PINNED, *NEWEST_FIRST]
        page = await backend.list(Query(size=5, section="thong-bao", page=99))
        assert (page.items, page.has_next) == ((), False)
        found = await references(backend, wordpress.url)
        await backend.close()
    assert found == {
        "own": "mo-lai-ben-do",
        "without its slash": "thu-vien-luu-dong",
        "root-relative": "thu-vien-luu-dong",
        "elsewhere": None,
    }


async def test_with_the_api_closed_the_feed_is_read(
    wordpress: WordPressServer, caplog: pytest.LogCaptureFixture
) -> None:
    with closed(wordpress):
        backend = open_backend(wordpress.url, {}, Opening(ZONE))
        found = (await backend.list(Query(size=100))).items
        assert "REST API is closed" in caplog.text
        assert (backend.capabilities.total, backend.capabilities.search) == (False, False)
        assert len(found) == len(NEWEST_FIRST) + 1
        assert found[1].title == "Bến đò mở lại & rộng hơn"
        article = await read(backend, found[1].slug)
        assert "Một chú thích" in article.html
        assert not article.partial
        withheld = await read(backend, found[0].slug)
        assert (withheld.protected, withheld.html) == ("password", "")
        assert await backend.resolve("/2026/03/mo-lai-ben-do/") == found[1].slug
        await backend.close()


async def test_an_api_closed_while_we_read_gives_way_to_the_feed(wordpress: WordPressServer, backend: Backend) -> None:
    await backend.health()
    with closed(wordpress):
        assert not (await backend.list(Query())).total
        assert not backend.capabilities.search


async def test_an_application_password_is_checked(wordpress: WordPressServer) -> None:
    password = wordpress.run(
        "<?php echo WP_Application_Passwords::create_new_application_password(1, ['name' => uniqid()])[0];"
    )
    user = wordpress.run("<?php echo get_userdata(1)->user_login;")
    from pydantic import SecretStr

    backend = open_backend(wordpress.url, {}, Opening(ZONE, key=SecretStr(f"{user}:{password}")))
    await backend.health()
    assert await slugs(backend, Query(size=100)) == [PINNED, *NEWEST_FIRST]
    for slug in HIDDEN:
        assert await backend.get(slug) is None
    assert (await read(backend, "bai-co-mat-khau")).html == ""
    await backend.close()


async def test_a_stopped_server_is_down(wordpress: WordPressServer, backend: Backend) -> None:
    await backend.health()
    wordpress.stop()
    try:
        for ask in (backend.list(Query()), backend.get("ten-moi"), backend.sections(), backend.health()):
            with pytest.raises(BackendDown):
                await ask
    finally:
        wordpress.start()
