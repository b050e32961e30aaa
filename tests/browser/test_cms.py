"""A real WordPress and a real Wagtail behind the portal: everything reads as well as the sample, and outlives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urlsplit

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.portal import hydrated
from tests.browser.test_axe import expect_nothing
from tests.live.wordpress.server import WordPressServer
from tests.markup import parse
from tests.serving import Served, serve, wait_until_searchable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import OpenContext

in_the_browser = pytest.mark.asyncio(loop_scope="session")


class Server(Protocol):
    """The CMS's own server."""

    url: str

    def start(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True)
class Site:
    """A CMS, the portal before it, and what its site is known to hold."""

    cms: Server
    portal: Served
    articles: int
    illustrated: str
    search: str
    found: str
    related: str
    captions: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.portal.url + path, timeout=60)

    def paths(self) -> list[str]:
        """Return the addresses of all articles, by paging through the home page as a reader does."""
        found: list[str] = []
        page = "/"
        while page:
            tree = parse(self.get(page).text)
            found += tree.xpath("//main//li//h2/a/@href")
            page = next(iter(tree.xpath("//a[@rel='next']/@href")), "")
        return found


@pytest.fixture(scope="session", params=["wordpress", "wagtail"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    kind: str = request.param
    cms: Server = request.getfixturevalue(kind)
    directory = tmp_path_factory.mktemp(kind)
    with serve(directory / "log", backend=f"{kind}:{cms.url}") as portal:
        wait_until_searchable(portal)
        if kind == "wordpress":
            captions = [("captions", "vi", "Tiếng Việt")]
            found = "thu-vien-luu-dong"
            yield Site(cms, portal, 34, "mo-lai-ben-do", "thư viện", found, "mo-lai-ben-do", captions)
        else:
            yield Site(cms, portal, 30, "gieng-lang", "giếng", "gieng-lang", "gio-bom-nuoc")


def test_every_article_reads(site: Site) -> None:
    paths = site.paths()
    assert len(paths) == len(set(paths)) == site.articles
    for path in paths:
        answer = site.get(path)
        assert answer.status_code == 200, path
        tree = parse(answer.text)
        assert len(tree.xpath("//h1")) == 1
        body = tree.xpath("//main//*[contains(@class, 'body')]")
        withheld = tree.xpath("//main//*[@class='notice']")
        assert "".join(part.text_content() for part in body or withheld).strip(), path
        for image in tree.xpath("//main//img"):
            assert image.get("src").startswith("/media/"), path
            picture = site.get(image.get("src"))
            assert picture.status_code == 200
            assert picture.headers["content-type"].startswith("image/")
            assert image.get("width")
            assert image.get("height")


def test_files_have_type_and_size_and_films_their_captions(site: Site) -> None:
    tree = parse(site.get(f"/articles/{site.illustrated}").text)
    (files,) = tree.xpath("//main//*[contains(@class, 'attachments')]")
    assert re.search(r"\(TXT, \d+ B\)", " ".join(files.text_content().split()))
    tracks = tree.xpath("//main//video/track")
    assert [(track.get("kind"), track.get("srclang"), track.get("label")) for track in tracks] == site.captions
    for track in tracks:
        answer = site.get(track.get("src"))
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/vtt")
        assert "Bến lúc rạng đông." in answer.content.decode()


def test_links_between_articles_stay_in_the_portal(site: Site) -> None:
    links = [
        link
        for path in site.paths()
        for link in parse(site.get(path).text).xpath("//main//*[contains(@class, 'body')]//a/@href")
    ]
    own = [link for link in links if link.startswith("/articles/")]
    assert own
    for link in own:
        assert site.get(link.partition("#")[0]).status_code == 200


def test_sections_page_through(site: Site) -> None:
    sections = parse(site.get("/").text).xpath("//header//nav//a[contains(@href, '/sections/')]/@href")
    assert sections
    for path in sections:
        answer = site.get(path)
        assert answer.status_code == 200
        assert parse(answer.text).xpath("//header//a[@aria-current='page']/@href") == [path]


def test_the_cms_own_search_finds(site: Site) -> None:
    tree = parse(site.get(f"/search?q={quote(site.search)}").text)
    assert f"/articles/{site.found}" in tree.xpath("//main//h2/a/@href")
    nothing = site.get("/search?q=qwxzqwxz")
    assert nothing.status_code == 200
    assert "Không tìm thấy bài nào" in nothing.text


def test_nothing_of_the_cms_reaches_readers_but_its_content(site: Site) -> None:
    for path in ("/articles/bai-nhap", "/articles/bai-rieng", "/articles/bai-hen-gio", "/articles/..%2f..%2fwp-admin"):
        assert site.get(path).status_code == 404
    assert urlsplit(site.cms.url).netloc not in site.get("/nowhere").text


@in_the_browser
async def test_an_article_is_as_good_as_the_samples(site: Site, open_context: OpenContext) -> None:
    path = f"{site.portal.url}/articles/{site.illustrated}"
    page = await (await open_context(bypass_csp=True)).new_page()
    await page.goto(path)
    await hydrated(page)
    text = await page.locator(".body").text_content() or ""
    assert await page.locator("main img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    await expect_nothing(page)
    without = await (await open_context(java_script_enabled=False)).new_page()
    await without.goto(path)
    assert " ".join((await without.locator(".body").text_content() or "").split()) == " ".join(text.split()) != ""
    await expect(without.get_by_role("button", name="A+", exact=True)).to_be_hidden()


@in_the_browser
async def test_from_menu_and_search_to_related_articles_and_a_vote(site: Site, open_context: OpenContext) -> None:
    page = await (await open_context()).new_page()
    await page.goto(site.portal.url)
    menu = page.get_by_role("navigation", name="Chuyên mục chính")
    await menu.get_by_role("link").last.click()
    await page.wait_for_url("**/sections/*")
    await expect(menu.locator("[aria-current=page]")).to_be_visible()

    await page.get_by_role("searchbox").fill(site.search)
    await page.get_by_role("searchbox").press("Enter")
    await page.locator(f"main h2 a[href='/articles/{site.found}']").click()
    await page.wait_for_url(f"**/articles/{site.found}")
    related = page.get_by_role("complementary", name="Tin liên quan")
    await expect(related.locator(f".related a[href='/articles/{site.related}']")).to_be_visible()

    async with page.expect_response("**/rating"):
        await page.locator(".rating").scroll_into_view_if_needed()
    await page.get_by_role("radio", name="4 – tốt").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.get_by_role("status").get_by_text("Cảm ơn bạn đã đánh giá.")).to_be_visible()
    await expect(page.locator(".rating-sum")).to_have_text("Tổng số điểm của bài viết là: 4 trong 1 đánh giá")
    await related.locator(f".related a[href='/articles/{site.related}']").click()
    await page.wait_for_url(f"**/articles/{site.related}")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_cms_stopped_the_site_goes_on(site: Site) -> None:
    paths = site.paths()
    assert all(site.get(path).status_code == 200 for path in paths)
    site.cms.stop()
    try:
        for path in ["/", *paths]:
            assert site.get(path).status_code == 200, path
        gone = site.get("/articles/nobody-has-read-this")
        assert gone.status_code in {404, 503}
        assert urlsplit(site.cms.url).netloc not in gone.text
    finally:
        site.cms.start()


def test_an_old_address_leads_to_the_new_one(site: Site) -> None:
    if not isinstance(site.cms, WordPressServer):
        pytest.skip("only WordPress remembers the old addresses of the test site")
    answer = site.get("/articles/ten-cu")
    assert answer.status_code == 301
    assert answer.headers["location"] == "/articles/ten-moi"
