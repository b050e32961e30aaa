"""An article in a real WordPress, by its pasted address."""

from __future__ import annotations

import contextlib
import json
import re
import socket
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.conftest import VIOLATIONS, Trouble
from tests.serving import ROOT, Served, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator
    from pathlib import Path

    from playwright.async_api import Browser, Frame, Page

    from tests.live.wordpress.server import WordPressServer

# WordPress fetches from the ports 80, 443 and 8080 and from its own (wp_http_validate_url).
PORT = 8080
PORTAL = f"http://127.0.0.1:{PORT}"
PATH = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
TITLE = "Thư viện huyện mở cửa buổi tối thứ Ba và thứ Năm"
HEIGHT = "document.documentElement.getBoundingClientRect().height"


@pytest.fixture(scope="module")
def portal(built: Path, wordpress: WordPressServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    del built
    with socket.socket() as trial, contextlib.suppress(ConnectionRefusedError):
        trial.connect(("127.0.0.1", PORT))
        pytest.skip(f"NOT TESTED IN A REAL WORDPRESS: something else listens on port {PORT}")
    log = tmp_path_factory.mktemp("portal") / "log"
    content = f"folder:{ROOT / 'content'}"
    with serve(log, backend=content, port=str(PORT), site_url=PORTAL, frame_ancestors=wordpress.url) as served:
        yield served


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        yield browser
        await browser.close()


@contextlib.contextmanager
def pasted(wordpress: WordPressServer, address: str) -> Generator[str]:
    """Let WordPress have a page with `address` on a line of its own; give that page's address."""
    text = json.dumps(f"Xem bài này:\n\n{address}\n\nHết.")
    code = "<?php $page = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Bài hay',"
    number, url = wordpress.run(f"{code} 'post_content' => {text}]); echo $page, ' ', get_permalink($page);").split()
    try:
        yield url
    finally:
        wordpress.run(f"<?php wp_delete_post({number}, true);")


@contextlib.contextmanager
def trusting(wordpress: WordPressServer) -> Generator[None]:
    """Put the README's lines for WordPress in their place for a while."""
    snippet = re.search(r"```php\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert snippet
    plugin = wordpress.root / "wp-content" / "mu-plugins" / "reading.php"
    plugin.parent.mkdir(exist_ok=True)
    plugin.write_text(snippet[1].replace("https://reading.portal.example", PORTAL), "utf-8")
    try:
        yield
    finally:
        plugin.unlink()


async def watched(browser: Browser, wordpress: WordPressServer) -> tuple[Page, Trouble]:
    context = await browser.new_context()
    await context.add_init_script(VIOLATIONS)
    trouble = Trouble()
    # The build that this WordPress is from leaves parts of it out.
    trouble.expect(rf"404 .*\({re.escape(wordpress.url)}/wp-")
    trouble.watch(context)
    return await context.new_page(), trouble


async def frame_in(page: Page, selector: str) -> Frame:
    handle = await page.locator(selector).element_handle()
    frame = await handle.content_frame() if handle else None
    assert frame
    return frame


async def expect_fitting(page: Page, frame: Frame, selector: str) -> None:
    """The frame becomes as tall as its content."""
    await frame.evaluate("document.fonts.ready.then(() => null)")
    await page.wait_for_function(
        "([selector, height]) => Math.abs(document.querySelector(selector).clientHeight - height) <= 1",
        arg=[selector, await frame.evaluate(HEIGHT)],
    )


@pytest.mark.usefixtures("portal")
async def test_a_wordpress_that_does_not_know_the_portal_shows_an_excerpt(
    browser: Browser, wordpress: WordPressServer
) -> None:
    page, trouble = await watched(browser, wordpress)
    with pasted(wordpress, PORTAL + PATH) as url:
        await page.goto(url)
        embedded = page.locator("iframe.wp-embedded-content")
        await expect(embedded).to_be_visible()
        await expect(embedded).to_have_attribute("sandbox", "allow-scripts")
        await expect(embedded).to_have_attribute("title", re.compile(f"^{TITLE} "))
        await expect(page.locator("blockquote.wp-embedded-content")).to_be_hidden()
        frame = await frame_in(page, "iframe.wp-embedded-content")
        assert await frame.evaluate("origin") == "null"
        await expect(frame.get_by_role("heading", level=1)).to_have_text(TITLE)
        await expect_fitting(page, frame, "iframe.wp-embedded-content")
        assert await frame.evaluate("[...document.fonts].some((font) => font.status == 'loaded')")
        height = await frame.evaluate(HEIGHT)
        assert 400 < height < 1000
        await frame.get_by_role("button", name="A-", exact=True).click()
        await page.wait_for_function(
            "(height) => document.querySelector('iframe.wp-embedded-content').clientHeight < height - 10", arg=height
        )
        await expect_fitting(page, frame, "iframe.wp-embedded-content")
        for _ in range(4):
            await frame.get_by_role("button", name="A+", exact=True).click()
        # Taller than WordPress lets it be, it scrolls.
        await page.wait_for_function("document.querySelector('iframe.wp-embedded-content').clientHeight == 1000")
        assert await frame.evaluate(HEIGHT) > 1000
        await frame.locator("main").get_by_role("link").click()
        await page.wait_for_url(PORTAL + PATH)
    trouble.check()


@pytest.mark.usefixtures("portal")
async def test_a_wordpress_that_trusts_the_portal_shows_the_whole_article(
    browser: Browser, wordpress: WordPressServer
) -> None:
    page, trouble = await watched(browser, wordpress)
    with trusting(wordpress), pasted(wordpress, PORTAL + PATH) as url:
        await page.goto(url)
        await page.locator("portal-article").scroll_into_view_if_needed()
        await expect(page.locator("portal-article iframe")).to_have_attribute("title", TITLE)
        frame = await frame_in(page, "portal-article iframe")
        await frame.wait_for_url(f"{PORTAL}/embed{PATH}?lang=vi")
        await expect(frame.locator("article .body > p").last).to_be_visible()
        inside = "document.querySelector('portal-article').shadowRoot.querySelector('iframe')"
        await frame.evaluate("document.fonts.ready.then(() => null)")
        await page.wait_for_function(
            f"(height) => Math.abs({inside}.getBoundingClientRect().height - height) <= 1",
            arg=await frame.evaluate(HEIGHT),
        )
    trouble.check()


async def test_where_the_portal_is_away_the_address_stays_a_link(wordpress: WordPressServer) -> None:
    with pasted(wordpress, f"{PORTAL}/articles/khong-co"):
        html = wordpress.run("<?php echo apply_filters('the_content', get_page_by_path('bai-hay')->post_content);")
    assert f"{PORTAL}/articles/khong-co" in html
    assert "iframe" not in html
