from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from portal_ui.backends.html_pages import document
from portal_ui.backends.html_pages.discovery import MOST_BYTES, Discovery, Found, read_feed, read_sitemap
from portal_ui.backends.html_pages.options import read as read_options
from portal_ui.backends.html_pages.robots import AGENT, ask
from portal_ui.backends.http import Http
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown
from tests.backends.html_pages.pages import ORIGIN, Portal, nukeviet, rss, sitemap, sitemap_index

if TYPE_CHECKING:
    from collections.abc import Callable

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def discovery(site: Callable[[httpx.Request], httpx.Response], **options: Any) -> Discovery:
    return Discovery(Http(ORIGIN, transport=httpx.MockTransport(site)), ORIGIN, read_options(options), ZONE)


def parsed(source: bytes) -> document.Element:
    root = document.xml(source)
    assert root is not None
    return root


async def found(site: Portal, **options: Any) -> list[str]:
    return [article.url.removeprefix(ORIGIN) for article in (await discovery(site, **options).look())[0]]


async def test_nukeviets_sitemaps_and_feed_give_its_articles_and_no_other_page() -> None:
    articles, _ = await discovery(nukeviet(3), preset="nukeviet").look()
    assert [article.url for article in articles] == [
        f"{ORIGIN}/nuoc-sach/gieng-thon-ha-{number}.html" for number in (1, 2, 3)
    ]
    # the feed's time has the month for its minutes; the sitemap's wins
    assert articles[0].when == datetime(2020, 5, 25, 8, 56, tzinfo=ZONE)
    assert (articles[0].title, articles[0].lead) == ("Giếng thôn Hạ", "Một câu mở đầu")


async def test_sitemaps_named_in_robots_txt_are_read_and_pages_it_forbids_are_not() -> None:
    site = Portal(
        {
            "/robots.txt": f"User-agent: {AGENT}\nDisallow: /noi-bo/\nSitemap: {ORIGIN}/so-do.xml\n",
            "/so-do.xml": sitemap((f"{ORIGIN}/a", "2026-01-01"), ("http://www.xa.example/b", "2026-01-02")).replace(
                "</urlset>", "<url><loc>/noi-bo/c</loc></url><url><loc>https://other.example/d</loc></url></urlset>"
            ),
        }
    )
    assert await found(site) == ["/b", "/a"]


async def test_the_feed_that_the_front_page_names_is_read() -> None:
    site = Portal(
        {
            "/": '<link rel="alternate" type="application/rss+xml" href="tin.rss">',
            "/tin.rss": rss((f"{ORIGIN}/a", "A", "Mon, 25 May 2020 01:56:00 GMT")),
        }
    )
    assert await found(site) == ["/a"]


async def test_only_the_newest_are_kept() -> None:
    site = Portal({"/sitemap.xml": sitemap(*((f"{ORIGIN}/{day:02}", f"2026-01-{day:02}") for day in range(1, 21)))})
    assert await found(site, limit=3) == ["/20", "/19", "/18"]


async def test_a_circle_of_sitemaps_ends() -> None:
    site = Portal(
        {
            "/sitemap.xml": sitemap_index(
                *(f"{ORIGIN}/{number}.xml" for number in range(100)), f"{ORIGIN}/sitemap.xml"
            ),
            **{f"/{number}.xml": sitemap_index(f"{ORIGIN}/sitemap.xml") for number in range(100)},
            "/99.xml": sitemap((f"{ORIGIN}/a", "2026-01-01")),
        }
    )
    with pytest.raises(BackendContract):
        await found(site)
    assert len(site.asked) < 30


async def test_a_site_without_sitemap_and_feed_says_what_to_do() -> None:
    with pytest.raises(BackendContract, match=r"sitemap.*feed.*\[backend\]"):
        await discovery(Portal({"/": "<p>x</p>"})).look()
    with pytest.raises(BackendContract, match="sitemap"):
        await discovery(Portal({"/sitemap.xml": "<!doctype html><p>Not found"})).look()


async def test_a_site_that_refuses_all_is_denied() -> None:
    with pytest.raises(BackendDenied):
        await discovery(lambda _request: httpx.Response(403)).look()


@pytest.mark.parametrize(
    ("status", "text", "allowed", "delay"),
    [
        (200, "User-agent: *\nDisallow: /", False, 0),
        (200, f"User-agent: *\nDisallow: /\n\nUser-agent: {AGENT}\nAllow: /\nCrawl-delay: 7", True, 7),
        (200, "User-agent: *\nCrawl-delay: 86400", True, 60),
        (200, "<html>no rules</html>", True, 0),
        (404, "", True, 0),
        (403, "", True, 0),
    ],
)
async def test_rules(status: int, text: str, allowed: bool, delay: float) -> None:
    http = Http(ORIGIN, transport=httpx.MockTransport(lambda _request: httpx.Response(status, text=text)))
    rules = await ask(http, ORIGIN)
    assert (rules.allows(f"{ORIGIN}/tin/a.html"), rules.delay) == (allowed, delay)


async def test_rules_that_cannot_be_had_now_keep_us_out() -> None:
    with pytest.raises(BackendDown):
        await ask(Http(ORIGIN, transport=httpx.MockTransport(lambda _request: httpx.Response(503))), ORIGIN)


def test_feeds_of_both_kinds() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://xa.example/"/>
      <entry><title>A &amp; B</title>
      <link rel="edit" href="/edit"/><link href="/a"/><updated>2026-03-02T01:00:00Z</updated>
      <summary>&lt;p&gt;L&lt;/p&gt;</summary></entry><entry><title>No link</title></entry></feed>"""
    when = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert list(read_feed(parsed(atom), ZONE)) == [Found("/a", when, "A & B", "L")]
    assert [article.url for article in read_feed(parsed(rss(("/a", "A", "")).encode()), ZONE)] == ["/a"]
    assert document.xml(b"not xml") is document.xml(b"") is None


def test_a_news_sitemap_gives_titles() -> None:
    news = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="urn:news">
      <url><loc> /a </loc><n:news><n:publication_date>2026-03-02T01:00:00Z</n:publication_date>
      <n:title>A</n:title></n:news></url>
      <url><lastmod>2026</lastmod></url></urlset>"""
    assert list(read_sitemap(parsed(news), ZONE)) == [Found("/a", datetime(2026, 3, 2, 1, tzinfo=UTC), "A")]


def test_entities_are_not_expanded() -> None:
    bomb = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>/a&b;&f;</loc></url></urlset>"""
    assert [article.url for article in read_sitemap(parsed(bomb), ZONE)] == ["/a"]


async def test_a_sitemap_that_grows_beyond_its_limit_is_cut() -> None:
    grown = gzip.compress(b"<urlset>" + b" " * (MOST_BYTES + 10) + b"<url><loc>/a</loc></url></urlset>")
    assert await found(Portal({"/sitemap.xml": grown})) == []
    assert await found(Portal({"/sitemap.xml": gzip.compress(b"<urlset><url><loc>/a</loc></url></urlset>")})) == ["/a"]
    with pytest.raises(BackendContract):
        await found(Portal({"/sitemap.xml": b"\x1f\x8b broken"}))
