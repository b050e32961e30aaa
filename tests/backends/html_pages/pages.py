"""Pages as NukeViet, VHV's system and others write them; the markup's shape is theirs, every word is ours."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ORIGIN = "https://xa.example"

PARAGRAPHS = (
    "Sáng nay, giếng của thôn Hạ có nước trở lại sau ba tuần nạo vét, và bà con ra xem rất đông.",
    "Tổ thợ đã bơm cạn giếng, đưa hơn hai mét khối bùn lên bờ, rồi lát lại thành giếng bằng đá xanh.",
    "Trong những ngày chờ nước, thôn đặt ba bồn lớn ở nhà văn hoá, mỗi nhà được lấy hai mươi lít một ngày.",
)


def _sample(name: str) -> str:
    return (Path(__file__).parent / "samples" / f"{name}.html").read_text("utf-8")


NUKEVIET_PRINT = _sample("nukeviet_print")
NUKEVIET_DETAIL = _sample("nukeviet_detail")
NUKEVIET_RESTRICTED = _sample("nukeviet_restricted")
VHV = _sample("vhv")
SCHEMA = _sample("schema")
PLAIN = _sample("plain")


def sitemap(*entries: tuple[str, str]) -> str:
    urls = "".join(f"<url><loc>{url}</loc><lastmod>{when}</lastmod></url>" for url, when in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def sitemap_index(*urls: str) -> str:
    named = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'


def rss(*items: tuple[str, str, str]) -> str:
    said = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{when}</pubDate>"
        "<description><![CDATA[<img src='/x.jpg' width='100'>Một câu mở đầu]]></description></item>"
        for url, title, when in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Xã</title><link>{ORIGIN}</link>{said}</channel></rss>'
    )


class Portal:
    """A site of `pages` by path and query; `asked` are the paths it was asked for."""

    def __init__(self, pages: Mapping[str, str | bytes | Callable[[], httpx.Response]]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append(path)
        page = self.pages.get(path)
        if page is None:
            return httpx.Response(404, text="<h1>404</h1>")
        if callable(page):
            return page()
        content = page.encode() if isinstance(page, str) else page
        return httpx.Response(200, content=content, headers={"Content-Type": "text/html; charset=utf-8"})


def nukeviet(articles: int = 1) -> Portal:
    """A NukeViet site with a print page for each article, the newest the one above."""
    paths = [f"/nuoc-sach/gieng-thon-ha-{number}.html" for number in range(1, articles + 1)]
    pages: dict[str, str | bytes | Callable[[], httpx.Response]] = {
        "/robots.txt": "User-agent: *\nDisallow: /admin/\nDisallow: /cam/\n",
        "/sitemap.xml": sitemap_index(f"{ORIGIN}/sitemap-vi.news.xml", "https://elsewhere.example/sitemap.xml"),
        "/sitemap-vi.news.xml": gzip.compress(
            sitemap(
                *((f"{ORIGIN}{path}", f"2020-05-{25 - number:02}T08:56:00+07:00") for number, path in enumerate(paths)),
                (f"{ORIGIN}/nuoc-sach/", "2020-05-25T08:56:00+07:00"),
                (f"{ORIGIN}/cam/an-9.html", "2020-05-25T08:56:00+07:00"),
            ).encode()
        ),
        "/rss/": rss((f"http://www.xa.example{paths[0]}", "Giếng thôn Hạ", "Mon, 25 May 2020 01:05:00 GMT")),
        "/": "<html lang='vi'><head><title>Trang nhất</title><meta property='og:site_name' content='Xã Thượng'>",
    }
    for number, path in enumerate(paths):
        for address, page in ((f"/print{path}", NUKEVIET_PRINT), (path, NUKEVIET_DETAIL)):
            pages[address] = page.replace("25/05/2020", f"{25 - number:02}/05/2020")
    return Portal(pages)
