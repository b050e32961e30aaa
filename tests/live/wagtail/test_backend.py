"""The adapter against real servers: all that the site in `site/` shows, and nothing that it hides."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from portal_ui.backends.opening import Opening
from portal_ui.backends.wagtail.backend import open_backend
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendDown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from portal_ui.content.protocol import Backend
    from tests.live.wagtail.server import WagtailServer

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ARTICLES = 30
NEWEST = ["đường-dẫn-có-dấu", "hop-dan-10", "gio-bom-nuoc", "gieng-lang", "hop-dan", "thong-bao-25"]


@pytest.fixture(params=["wagtail", "wagtail_before_8"])
def server(request: pytest.FixtureRequest) -> WagtailServer:
    return request.getfixturevalue(request.param)


@pytest.fixture
async def backend(server: WagtailServer) -> AsyncIterator[Backend]:
    opened = open_backend(server.url, {}, Opening(ZONE))
    yield opened
    await opened.close()


async def slugs(backend: Backend, query: Query) -> list[str]:
    return [summary.slug for summary in (await backend.list(query)).items]


async def html(backend: Backend, slug: str) -> str:
    article = await backend.get(slug)
    assert article is not None
    return article.html


async def test_the_site_has_the_root_pages_name_and_no_language_that_nobody_chose(backend: Backend) -> None:
    site = await backend.site()
    assert (site.title, site.lang) == ("Cổng thông tin Làng Bàng", "vi")
    assert (await backend.list(Query(size=1))).items[0].lang is None


async def test_every_article_is_listed_once_newest_first_and_reads(backend: Backend, server: WagtailServer) -> None:
    found: list[str] = []
    page, number = await backend.list(Query(size=7)), 1
    while True:
        assert page.total == ARTICLES
        found += [summary.slug for summary in page.items]
        if not page.has_next:
            break
        number += 1
        page = await backend.list(Query(size=7, page=number))
    assert found[:6] == NEWEST
    assert len(found) == len(set(found)) == ARTICLES
    for slug in found:
        article = await backend.get(slug)
        assert article is not None
        assert article.summary.slug == slug
        assert article.summary.title
        assert article.html
        assert article.address.startswith(f"{server.url}/")
        assert "localhost" not in repr(article)
        assert await backend.resolve(article.address) == slug


async def test_a_page_past_the_last_is_empty(backend: Backend) -> None:
    page = await backend.list(Query(page=99))
    assert (page.items, page.has_next, page.total) == ((), False, ARTICLES)


async def test_sections_follow_the_page_tree_and_hold_what_is_below_them(backend: Backend) -> None:
    sections = await backend.sections()
    assert [(section.slug, section.parent) for section in sections] == [
        ("tin-tuc", None),
        ("nuoc-sach", "tin-tuc"),
        ("thong-bao", None),
    ]
    assert sections[0].description == "Chuyện trong làng"
    assert await slugs(backend, Query(section="tin-tuc")) == ["đường-dẫn-có-dấu", "hop-dan-10", "gieng-lang"]
    assert await slugs(backend, Query(section="nuoc-sach")) == ["gieng-lang"]
    assert await slugs(backend, Query(section="khong-co")) == []


async def test_search_and_tags(backend: Backend) -> None:
    assert set(await slugs(backend, Query(search="giếng nạo"))) == {"gieng-lang"}
    assert await slugs(backend, Query(search="khôngcótừnày")) == []
    assert await slugs(backend, Query(tag="nước")) == ["gio-bom-nuoc", "gieng-lang"]
    assert await slugs(backend, Query(tag="khác")) == []


async def test_rich_text_has_real_addresses(backend: Backend, server: WagtailServer) -> None:
    body = (await html(backend, "gieng-lang")).replace(server.url, "")
    assert '<a href="/thong-bao/hop-dan/">thông báo họp dân</a>' in body
    assert '<a href="/media/documents/so-do.txt">sơ đồ</a>' in body
    assert 'href="https://example.org/nuoc"' in body
    assert 'alt="Giếng sau khi nạo vét"' in body
    assert 'src="/media/' in body
    assert "linktype" not in body
    assert "embedtype" not in body


async def test_a_stream_field_becomes_html(backend: Backend, server: WagtailServer) -> None:
    body = (await html(backend, "gio-bom-nuoc")).replace(server.url, "")
    for part in (
        "<h2>Giờ bơm</h2>",
        '<p>Như <a href="/thong-bao/hop-dan/">đã họp</a>.</p>',
        '<img src="/media/original_images/gieng.jpg" alt="Giếng làng" width="1200" height="800">',
        '<img src="/media/original_images/img_2041.jpg" alt="" width="1200" height="800"><figcaption>Trạm bơm mới</fig',
        "<blockquote><p>Nước về đúng giờ.</p><p><cite>Một người dân</cite></p></blockquote>",
        "<ul><li>Sáng</li><li>Chiều</li></ul>",
        '<caption>Giờ bơm nước</caption><tr><th scope="col">Buổi</th>',
        '<a href="/media/documents/so-do.txt">so-do.txt</a>',
        '<a href="/thong-bao/hop-dan/">Họp dân đầu tháng</a>',
    ):
        assert part in body


async def test_cover_author_tags_attachment_and_recording(backend: Backend, server: WagtailServer) -> None:
    article = await backend.get("gieng-lang")
    assert article is not None
    cover = article.summary.cover
    assert cover is not None
    assert cover.url == f"{server.url}/media/images/gieng.width-800.jpg"
    assert (cover.alt, cover.width, cover.height) == ("Giếng nhìn từ trên cao", 800, 533)
    assert article.authors == ("Tổ biên tập",)
    assert article.tags == ("nước", "sửa chữa")
    assert [(file.url, file.title) for file in article.attachments] == [
        (f"{server.url}/media/documents/so-do.txt", "Sơ đồ giếng")
    ]
    read_aloud = await backend.get("gio-bom-nuoc")
    assert read_aloud is not None
    assert read_aloud.audio == f"{server.url}/media/documents/ban-doc.mp3"
    assert read_aloud.attachments == ()


@pytest.mark.parametrize("slug", ["ban-nhap", "mat-khau", "tin-tuc", "khong-co", "hop-dan-4", "../pages", "a'b", "😀"])
async def test_what_is_hidden_or_no_article_is_not_there(backend: Backend, slug: str) -> None:
    assert await backend.get(slug) is None
    assert slug not in await slugs(backend, Query(size=20))


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("/thong-bao/hop-dan/", "hop-dan"),
        ("http://localhost/tin-tuc/hop-dan", "hop-dan-10"),
        ("/cu/hop-dan/", "hop-dan"),
        ("/tin-tuc/ban-nhap/", None),
        ("/tin-tuc/", None),
        ("/", None),
        ("https://elsewhere.example/thong-bao/hop-dan/", None),
    ],
)
async def test_addresses_of_the_site_lead_to_articles(backend: Backend, url: str, slug: str | None) -> None:
    assert await backend.resolve(url) == slug


async def test_a_server_that_is_gone_is_down_and_comes_back(backend: Backend, server: WagtailServer) -> None:
    await backend.health()
    server.stop()
    try:
        with pytest.raises(BackendDown):
            await backend.list(Query())
        with pytest.raises(BackendDown):
            await backend.get("hop-dan")
    finally:
        server.start()
    assert await slugs(backend, Query(size=6)) == NEWEST
