"""What a CMS is told of an article by its address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import httpx
import pytest
from starlette.applications import Starlette

from portal_ui.content.model import Article, Image, Site, Summary
from portal_ui.pages.edition import Edition
from portal_ui.pages.embed import HEIGHT, WIDTH
from portal_ui.server.oembed import oembed_route
from tests.markup import parse

if TYPE_CHECKING:
    from tests.serving import Served

ORIGIN = "https://portal.example"
SLUG = "bài/một"
PAGE = f"{ORIGIN}/articles/b%C3%A0i%2Fm%E1%BB%99t"
COVER = Image("/media/ben.jpg", alt="Bến", width=900, height=600)
ARTICLE = Article(Summary(SLUG, 'Bến <đò> & "bãi"\x01', cover=COVER), "", "/", authors=("Tổ biên tập", "Phóng viên"))


async def find(lang: str, slug: str) -> tuple[Edition, Article] | None:
    edition = Edition(lang, "vi", ORIGIN, ZoneInfo("Asia/Ho_Chi_Minh"), Site("Cổng"), ())
    return (edition, ARTICLE) if slug in {SLUG, "ten-cu"} else None


async def ask(**query: object) -> httpx.Response:
    portal = httpx.ASGITransport(Starlette(routes=[oembed_route(ORIGIN, "vi", find)]))
    async with httpx.AsyncClient(transport=portal, base_url=ORIGIN) as client:
        return await client.get("/oembed", params={name: str(value) for name, value in query.items()})


async def test_all_that_is_known_is_told() -> None:
    answer = await ask(url=PAGE)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    values = answer.json()
    assert values.pop("html") == (
        f'<blockquote><a href="{PAGE}">Bến &lt;đò&gt; &amp; &quot;bãi&quot;\x01</a></blockquote>'
        f'<iframe src="{ORIGIN}/embed/articles/b%C3%A0i%2Fm%E1%BB%99t/excerpt"'
        ' title="Bến &lt;đò&gt; &amp; &quot;bãi&quot;\x01 - Cổng"'
        f' width="{WIDTH}" height="{HEIGHT}" frameborder="0"></iframe>'
    )
    assert values == {
        "version": "1.0",
        "type": "rich",
        "title": ARTICLE.summary.title,
        "author_name": "Tổ biên tập, Phóng viên",
        "provider_name": "Cổng",
        "provider_url": f"{ORIGIN}/",
        "cache_age": 3600,
        "width": WIDTH,
        "height": HEIGHT,
        "thumbnail_url": f"{ORIGIN}/media/ben.jpg",
        "thumbnail_width": 900,
        "thumbnail_height": 600,
    }


async def test_xml_says_the_same_without_what_xml_cannot_write() -> None:
    answer = await ask(url=PAGE, format="xml")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    told = {element.tag: element.text or "" for element in root}
    expected = {name: str(value).replace("\x01", "") for name, value in (await ask(url=PAGE)).json().items()}
    assert (root.tag, told) == ("oembed", expected)


@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}/",
        f"{PAGE}?utm_source=mail#muc-2",
        PAGE.replace("https:", "http:"),
        PAGE.replace("portal.example", "PORTAL.example:443"),
        f"{ORIGIN}/vi/articles/ten-cu",
    ],
)
async def test_an_address_as_people_paste_it(url: str) -> None:
    assert f'href="{PAGE}"' in (await ask(url=url)).json()["html"]


async def test_each_language_has_its_own_frame() -> None:
    values = (await ask(url=f"{ORIGIN}/en/articles/ten-cu")).json()
    assert f'src="{ORIGIN}/en/embed/articles/' in values["html"]
    assert values["provider_url"] == f"{ORIGIN}/en"


async def test_no_more_room_is_taken_than_there_is() -> None:
    values = (await ask(url=PAGE, maxwidth=320, maxheight=500)).json()
    assert (values["width"], values["height"]) == (320, 500)
    assert 'width="320" height="500"' in values["html"]
    assert "thumbnail_url" not in values
    values = (await ask(url=PAGE, maxwidth=5000, maxheight=0)).json()
    assert (values["width"], values["height"]) == (WIDTH, HEIGHT)
    assert "thumbnail_url" in values


async def test_who_trusts_the_portal_gets_the_element() -> None:
    html = (await ask(url=PAGE, html="element")).json()["html"]
    assert html.startswith(f'<script src="{ORIGIN}/embed.js" defer></script><portal-article src="{PAGE}"><a href=')


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": "/articles/ten-cu"}, 400),
        ({"url": PAGE, "maxwidth": "wide"}, 400),
        ({"url": PAGE, "maxheight": "-1"}, 400),
        ({"url": f"{ORIGIN}/articles/khong-co"}, 404),
        ({"url": f"{ORIGIN}/"}, 404),
        ({"url": f"{ORIGIN}/sections/tin-tuc"}, 404),
        ({"url": f"{ORIGIN}/xx/articles/ten-cu"}, 404),
        ({"url": f"{ORIGIN}/articles/ten-cu/more"}, 404),
        ({"url": f"{ORIGIN}/articles/..%2f..%2fetc%2fpasswd%00"}, 404),
        ({"url": "https://evil.example/articles/ten-cu"}, 404),
        ({"url": "https://portal.example.evil.example/articles/ten-cu"}, 404),
        ({"url": "https://portal.example@evil.example/articles/ten-cu"}, 404),
        ({"url": "https://evil.example@portal.example/articles/ten-cu"}, 404),
        ({"url": "https://portal.example:8443/articles/ten-cu"}, 404),
        ({"url": "https://portal.example:x/articles/ten-cu"}, 404),
        ({"url": "https://[portal.example/articles/ten-cu"}, 404),
        ({"url": "javascript://portal.example/articles/ten-cu"}, 404),
        ({"url": "file://portal.example/articles/ten-cu"}, 404),
        ({"url": PAGE, "format": "yaml"}, 501),
        ({"url": PAGE, "format": ""}, 501),
    ],
)
async def test_what_cannot_be_told_is_refused_in_a_sentence(query: dict[str, str], status: int) -> None:
    answer = await ask(**query)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.endswith(".\n")


def test_every_article_says_who_describes_it(sample: Served) -> None:
    for path in ("/articles/thu-vien-huyen-mo-cua-buoi-toi", "/en/articles/one-stop-shop-guide"):
        tree = parse(httpx.get(sample.url + path).text)
        forms = {"application/json+oembed": json.loads, "text/xml+oembed": ElementTree.fromstring}
        for media_type, read in forms.items():
            (address,) = tree.xpath(f"//link[@rel='alternate'][@type='{media_type}']/@href")
            answer = httpx.get(address)
            assert answer.headers["content-type"].startswith(media_type.replace("+oembed", ""))
            assert read(answer.text)
            assert sample.url + path in answer.text
    for path in ("/", "/embed/articles/thu-vien-huyen-mo-cua-buoi-toi"):
        assert not parse(httpx.get(sample.url + path).text).xpath("//link[contains(@type, 'oembed')]")


def test_open_graph_tells_those_who_do_not_know_oembed(sample: Served) -> None:
    def told(path: str) -> dict[str, str]:
        metas = parse(httpx.get(sample.url + path).text).xpath("//meta[@property]")
        return {meta.get("property"): meta.get("content") for meta in metas}

    article = told("/articles/one-stop-shop-guide")
    assert article["og:type"] == "article"
    assert article["og:locale"] == "en_US"
    assert article["og:site_name"] not in article["og:title"]
    assert article["og:url"] == f"{sample.url}/articles/one-stop-shop-guide"
    assert article["og:description"]
    assert article["article:published_time"].startswith("2026-")
    assert article["og:image"].startswith(sample.url)
    assert int(article["og:image:width"]) > int(article["og:image:height"]) > 0
    home = told("/")
    assert (home["og:type"], home["og:locale"], home["og:image"]) == ("website", "vi_VN", f"{sample.url}/icon.png")
    assert "article:published_time" not in home


def test_an_excerpt_holds_the_beginning_and_runs_no_framework(sample: Served) -> None:
    path = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
    answer = httpx.get(f"{sample.url}/embed{path}/excerpt")
    tree = parse(answer.text)
    full = parse(httpx.get(sample.url + path).text)
    start = "string(//*[contains(@class, 'body')]/p[1])"
    assert tree.xpath("string(//h1)") == full.xpath("string(//h1)")
    assert tree.xpath("string(//p[@class='lead'])") == full.xpath("string(//p[@class='lead'])")
    assert tree.xpath(start) == full.xpath(start) != ""
    assert 200 < len(tree.xpath("string(//*[contains(@class, 'body')])")) <= 350
    assert tree.xpath("string(//*[contains(@class, 'body')])").endswith("…")
    assert tree.xpath("//main//a/@href") == [path]
    assert not tree.xpath("//main//img")
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//script[@src or @type]")
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    assert httpx.get(f"{sample.url}/embed/articles/khong-co/excerpt").status_code == 404
