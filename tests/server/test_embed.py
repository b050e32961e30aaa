"""The pages for other sites' frames, and the script that other sites name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from portal_ui.front_end import EMBED_SCRIPT
from tests.markup import parse
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLUG = "thu-vien-huyen-mo-cua-buoi-toi"
ARTICLE = f"/embed/articles/{SLUG}"
SECTION = "/embed/sections/tin-tuc"
SITE = "https://news.example"


@pytest.fixture(scope="module")
def client(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    del built
    with (
        serve(tmp_path_factory.mktemp("embed") / "log", frame_ancestors=SITE) as served,
        httpx.Client(base_url=served.url) as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("path", "full", "lang"),
    [
        (ARTICLE, f"/articles/{SLUG}", "vi"),
        (f"/en{ARTICLE}", f"/en/articles/{SLUG}", "en"),
        (SECTION, "/sections/tin-tuc", "vi"),
        (f"/en{SECTION}", "/en/sections/tin-tuc", "en"),
    ],
)
def test_the_page_has_the_controls_and_the_way_to_the_full_one(
    client: httpx.Client, path: str, full: str, lang: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    tree = parse(answer.text)
    assert tree.get("lang") == lang
    assert tree.get("data-embed") == ""
    assert tree.xpath("//base/@target") == ["_top"]
    assert tree.xpath(f"//header[@class='embed-header']//a[@href='{full}']")
    assert tree.xpath("string(//header[@class='embed-header']/p)") == parse(client.get(full).text).xpath(
        "string(//p[@class='site-name'])"
    )
    assert len(tree.xpath("//*[@id='portal-controls']//button[@data-reading]")) == 5
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{client.base_url}".rstrip("/") + full]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    for part in ("site-header", "site-footer", "skip-link", "rating", "pagination"):
        assert not tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {part} ')]"), part


def test_the_article_is_the_same(client: httpx.Client) -> None:
    framed, full = (
        parse(client.get(path).text).xpath("string(//*[contains(@class, 'body')])") for path in (ARTICLE, ARTICLE[6:])
    )
    assert framed == full != ""


def test_a_listing_is_as_long_as_asked(client: httpx.Client) -> None:
    def cards(query: str) -> int:
        return len(parse(client.get(SECTION + query).text).xpath("//*[@class='card']"))

    assert (cards("?count=1"), cards("?count=3"), cards("")) == (1, 3, 5)


@pytest.mark.parametrize(
    "path", ["/embed/articles/nowhere", "/embed/sections/nowhere", *(f"{SECTION}?count={n}" for n in (0, 13, "x", ""))]
)
def test_what_is_not_there_is_404_and_no_page_for_frames(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-security-policy"].split("; ")[-1] == "frame-ancestors 'self'"


@pytest.mark.parametrize(
    ("path", "lang"),
    [
        (f"{ARTICLE}?lang=en", "en"),
        (f"{ARTICLE}?lang=en-GB", "en"),
        (f"{ARTICLE}?lang=fr", "vi"),
        (f"/en{ARTICLE}?lang=vi", "en"),
    ],
)
def test_the_hosts_language_is_spoken_where_it_can_be(client: httpx.Client, path: str, lang: str) -> None:
    assert parse(client.get(path).text).get("lang") == lang


def test_only_the_sites_named_may_frame_and_only_these_pages(client: httpx.Client) -> None:
    def ancestors(path: str, **headers: str) -> str:
        return client.get(path, headers=headers).headers["content-security-policy"].split("; ")[-1]

    for path in (ARTICLE, SECTION, f"/en{ARTICLE}"):
        assert ancestors(path) == f"frame-ancestors 'self' {SITE}"
        etag = client.get(path).headers["etag"]
        assert ancestors(path, **{"if-none-match": etag}) == f"frame-ancestors 'self' {SITE}"
    for path in ("/", ARTICLE[6:], "/embed.js", "/nowhere"):
        assert ancestors(path) == "frame-ancestors 'self'"


def test_the_demo_page_frames_the_portals_own_pages_and_no_other_page_does(client: httpx.Client) -> None:
    demo = client.get("/embed")
    assert demo.status_code == 200
    assert "frame-src 'self'" in demo.headers["content-security-policy"].split("; ")
    assert "frame-src 'none'" in client.get("/").headers["content-security-policy"].split("; ")
    assert SITE in parse(demo.text).xpath("string(//main)")
    assert f"frame-src {client.base_url}".rstrip("/") in parse(demo.text).xpath("string(//main)")


def test_pages_are_cached_like_articles(client: httpx.Client) -> None:
    framed, full = client.get(ARTICLE), client.get(ARTICLE[6:])
    assert framed.headers["cache-control"] == full.headers["cache-control"]
    assert client.get(ARTICLE, headers={"if-none-match": framed.headers["etag"]}).status_code == 304


def test_the_script_is_small_and_soon_asked_for_again(client: httpx.Client, built: Path) -> None:
    answer = client.get("/embed.js", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) <= 6000
    assert answer.content == (built / EMBED_SCRIPT).read_bytes()
    assert client.get("/embed.js", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
