"""Feeds, sitemap, robots.txt, the search's description and JSON-LD, judged by others' rules for them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import atoma
import httpx
import pytest
from lxml import etree
from starlette.applications import Starlette

from portal_ui.config import load
from portal_ui.content.model import Page, Query, Site, Summary
from portal_ui.content.protocol import Capabilities
from portal_ui.pages.edition import Edition
from portal_ui.server.machines.routes import Machines
from portal_ui.server.renderer.renderer import node_program
from tests.markup import parse
from tests.serving import ROOT, free_port, serve

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from portal_ui.server.page_cache import CachedPage
    from tests.serving import Served

TOOLS = ROOT / "tests" / "node_modules"
ARTICLE = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
MANY = 1_050


@pytest.fixture
def client(sample: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sample.url) as client:
        yield client


@pytest.fixture(scope="module")
def large(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal with more articles than one file of the sitemap holds; one is hostile to XML, two are translations."""
    del built
    folder = tmp_path_factory.mktemp("large")
    for number in range(MANY):
        (folder / f"bai-{number}.md").write_text(f"---\ntitle: Bài {number}\ndate: 2026-01-01\n---\n\nCâu.\n", "utf-8")
    (folder / "odd.md").write_text('---\ntitle: "]]> <b> & \\"x\\" \\v"\ndate: 2026-02-01\n---\n\nCâu.\n', "utf-8")
    for slug, lang, other in (("lich", "vi", "{en: calendar, km: nowhere}"), ("calendar", "en", "{vi: lich}")):
        head = f"title: {slug}\nlang: {lang}\ntranslations: {other}"
        (folder / f"{slug}.md").write_text(f"---\n{head}\n---\n\nCâu.\n", "utf-8")
    with serve(tmp_path_factory.mktemp("large-log") / "log", backend=f"folder:{folder}") as portal:
        yield portal


@pytest.mark.parametrize("path", ["", "/sections/tin-tuc"])
def test_feeds_are_what_their_formats_ask_and_lead_to_the_articles(client: httpx.Client, path: str) -> None:
    atom_answer, json_answer = client.get(f"{path}/feed.xml"), client.get(f"{path}/feed.json")
    assert atom_answer.headers["content-type"].startswith("application/atom+xml")
    assert json_answer.headers["content-type"].startswith("application/feed+json")
    atom = atoma.parse_atom_bytes(atom_answer.content)
    feed = atoma.parse_json_feed_bytes(json_answer.content)

    assert atom.title
    assert atom.title.value == feed.title
    assert atom.id_ == f"{client.base_url}".rstrip("/") + f"{path}/feed.xml"
    assert [entry.id_ for entry in atom.entries] == [item.id_ for item in feed.items]
    assert len(atom.entries) > 3
    for entry, item in zip(atom.entries, feed.items, strict=True):
        assert item.url == entry.links[0].href
        assert item.content_text
        assert entry.updated
        assert entry.updated.tzinfo
    page = parse(client.get(atom.entries[0].links[0].href).text)
    assert page.xpath("string(//article//h1)") == atom.entries[0].title.value


def test_pages_name_their_feeds(client: httpx.Client) -> None:
    def feeds(path: str) -> list[str]:
        return parse(client.get(path).text).xpath("//link[@rel='alternate'][not(contains(@type, 'oembed'))]/@href")

    assert feeds(ARTICLE) == ["/feed.xml", "/feed.json"]
    assert feeds("/en/sections/tin-tuc") == ["/sections/tin-tuc/feed.xml", "/sections/tin-tuc/feed.json"]


@pytest.mark.parametrize(
    "path",
    [
        "/sections/nowhere/feed.xml",
        "/sitemaps/articles-2.xml",
        "/sitemaps/articles-0.xml",
        f"/sitemaps/articles-{'9' * 5000}.xml",
    ],
)
def test_what_is_not_there_is_a_404(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def sitemap(answer: httpx.Response) -> list[str]:
    """Return the addresses of a sitemap that its schema allows."""
    document = etree.fromstring(answer.content)
    schema = etree.XMLSchema(etree.parse(TOOLS / "sitemap" / "schema" / "sitemap.xsd"))
    schema.assertValid(document)
    assert answer.headers["content-type"].startswith("application/xml")
    return [str(loc.text) for loc in document.iter("{*}loc")]


def test_a_small_portal_has_one_sitemap(client: httpx.Client) -> None:
    addresses = sitemap(client.get("/sitemap.xml"))
    assert f"{client.base_url}".rstrip("/") + ARTICLE in addresses
    assert len(addresses) == len(set(addresses))
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_large_portal_has_an_index_of_sitemaps(large: Served) -> None:
    document = etree.fromstring(httpx.get(f"{large.url}/sitemap.xml").content)
    assert document.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}sitemapindex"
    files = [str(loc.text) for loc in document.iter("{*}loc")]
    assert [file.rpartition("/")[2] for file in files] == ["pages.xml", *(f"articles-{n}.xml" for n in (1, 2))]
    addresses = [address for file in files[1:] for address in sitemap(httpx.get(file))]
    assert len(addresses) == len(set(addresses)) == MANY + 3
    assert sitemap(httpx.get(files[0])) == [f"{large.url}/"]


class Untold:
    """A CMS that does not tell how many articles it has, behind a publisher that keeps nothing."""

    capabilities = Capabilities()

    def __init__(self, indexed: int) -> None:
        self._indexed = indexed

    async def list(self, query: Query) -> Page[Summary]:
        return Page((), query.page, query.size, None, has_next=False)

    async def number(self) -> int:
        return self._indexed

    async def edition(self, lang: str) -> Edition:
        return Edition(lang, lang, "https://portal.example", ZoneInfo("UTC"), Site(""), ())

    async def publish(self, key: object, lang: str, make: Callable[[], Awaitable[CachedPage]]) -> CachedPage:
        return await make()


@pytest.mark.parametrize(("indexed", "files"), [(0, 0), (1_000, 0), (2_500, 4)])
async def test_the_index_counts_for_a_cms_that_does_not(indexed: int, files: int, tmp_path: Path) -> None:
    cms: Any = Untold(indexed)
    app = Starlette(routes=Machines(load(tmp_path / "none"), cms, cms, cms).routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://portal") as client:
        document = etree.fromstring((await client.get("/sitemap.xml")).content)
    assert len(document.findall("{*}sitemap")) == files


def test_titles_that_no_xml_may_hold_do_not_break_the_feed(large: Served) -> None:
    feed = atoma.parse_atom_bytes(httpx.get(f"{large.url}/feed.xml").content)
    assert any(entry.title.value.startswith(']]> <b> & "x"') for entry in feed.entries)


def test_robots_may_read_articles_and_not_search(client: httpx.Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /search" in lines
    assert not any("/articles/" in line and "rating" not in line for line in lines)
    assert client.get(lines[-1].removeprefix("Sitemap: ")).status_code == 200


def test_translations_name_each_other_and_only_where_they_are(large: Served) -> None:
    vi, en = f"{large.url}/articles/lich", f"{large.url}/en/articles/calendar"
    for address in (vi, en):
        page = parse(httpx.get(address).text)
        assert dict(
            zip(
                page.xpath("//link[@rel='alternate'][@hreflang]/@hreflang"),
                page.xpath("//link[@rel='alternate'][@hreflang]/@href"),
                strict=True,
            )
        ) == {"vi": vi, "en": en}
        others = page.xpath("//article//p[@class='translations']/a")
        assert [(other.get("href"), other.get("lang"), other.text) for other in others] == (
            [(en, "en", "English")] if address == vi else [(vi, "vi", "Tiếng Việt")]
        )
    assert "translations: km: no article has the slug nowhere" in large.log()
    assert not parse(httpx.get(f"{large.url}/articles/bai-1").text).xpath("//link[@hreflang]")


def structured(client: httpx.Client, path: str) -> dict[str, Any]:
    return json.loads(parse(client.get(path).text).xpath("string(//script[@type='application/ld+json'])"))


def test_articles_describe_themselves_in_words_of_schema_org(client: httpx.Client, tmp_path: Path) -> None:
    said = structured(client, ARTICLE)
    program = f'import type {{ Graph }} from "schema-dts";\nexport const said: Graph = {json.dumps(said)};\n'
    (tmp_path / "said.ts").write_text(program, "utf-8")
    (tmp_path / "node_modules").symlink_to(TOOLS)
    checked = subprocess.run(
        [node_program(), str(TOOLS / ".bin" / "tsc"), "--noEmit", "--strict", "--skipLibCheck", "said.ts"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stdout) == (0, "")

    article, way = said["@graph"]
    # What Google's rules for articles recommend, each in the form they name.
    assert article["@type"] == "NewsArticle"
    assert article["headline"]
    assert len(article["headline"]) <= 110
    assert all(image.startswith("http") for image in article["image"])
    assert article["datePublished"].endswith("+07:00")
    assert all(author["name"] for author in article["author"])
    assert article["mainEntityOfPage"] == f"{client.base_url}".rstrip("/") + ARTICLE
    expect_way(way, client, ["/", "/sections/tin-tuc"])


def expect_way(way: dict[str, Any], client: httpx.Client, places: list[str]) -> None:
    """What Google's rules for breadcrumbs ask: places in their order, each named and linked but for the page itself."""
    *around, here = way["itemListElement"]
    assert way["@type"] == "BreadcrumbList"
    assert [step["position"] for step in (*around, here)] == list(range(1, len(places) + 2))
    assert all(step["name"] for step in (*around, here))
    assert [step["item"] for step in around] == [f"{client.base_url}".rstrip("/") + place for place in places]
    assert "item" not in here


def test_other_pages_tell_the_way_to_them(client: httpx.Client) -> None:
    for path in ("/sections/tin-tuc", "/archive"):
        (way,) = structured(client, path)["@graph"]
        expect_way(way, client, ["/"])
    for path in ("/", "/nowhere"):
        assert not parse(client.get(path).text).xpath("//script[@type='application/ld+json']")


@pytest.mark.parametrize(("page", "lang"), [("/", "vi"), ("/en", "en")])
def test_browsers_are_told_how_to_search(client: httpx.Client, page: str, lang: str) -> None:
    """OpenSearch 1.1, draft 6: the lengths of its names, and an address that searches once it is filled in."""
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    (href,) = parse(client.get(page).text).xpath("//link[@rel='search']/@href")
    answer = client.get(href)
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    said = etree.fromstring(answer.content)
    assert said.tag == f"{space}OpenSearchDescription"
    texts = {name: said.findtext(f"{space}{name}", "") for name in ("ShortName", "LongName", "Description", "Language")}
    assert texts["ShortName"] == "Cổng thông tin"
    assert len(texts["LongName"]) <= 48
    assert 0 < len(texts["Description"]) <= 1024
    assert texts["Language"] == lang
    url, itself = said.findall(f"{space}Url")
    assert client.get(url.get("template", "").replace("{searchTerms}", "th%C6%B0")).status_code == 200
    assert client.get(itself.get("template", "")).content == answer.content
    assert client.get(said.findtext(f"{space}Image", "")).status_code == 200


def test_crawlers_may_go_on_while_the_cms_is_away(built: Path, tmp_path: Path) -> None:
    del built
    with serve(tmp_path / "log", backend=f"wordpress:http://127.0.0.1:{free_port()}") as portal:
        answer = httpx.get(f"{portal.url}/robots.txt")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
        assert httpx.get(f"{portal.url}/feed.xml").status_code == 503
