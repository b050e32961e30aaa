"""Going back is instant: pages stay in the browser's back-forward cache, and come out of it in step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.panel import open_panel, opener, panel, setting
from tests.browser.portal import ARTICLE, HOME, SECTION, hydrated
from tests.browser.reading.reader import LARGER, button, press

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


LISTEN = "addEventListener('pageshow', ({ persisted }) => (window.cameBack = persisted))"
# A page that was loaded anew has forgotten to listen.
CAME_BACK = "() => window.cameBack"


@pytest.mark.parametrize("path", [HOME, SECTION, ARTICLE])
async def test_back_comes_from_the_cache(open_page: OpenPage, path: str) -> None:
    page = await open_page(path)
    await hydrated(page)
    with_panel = path == ARTICLE
    if with_panel:
        await open_panel(page)
    await page.evaluate(LISTEN)
    await page.locator(".menu a").nth(1).click()
    await hydrated(page)
    await press(page, LARGER)
    await page.go_back(wait_until="commit")
    await page.wait_for_function(CAME_BACK)
    await expect(page.locator("html")).to_have_attribute("data-size", "120")
    if with_panel:
        await expect(panel(page)).to_be_visible()
        await expect(opener(page)).to_have_attribute("aria-expanded", "true")
        await expect(setting(page, "size").locator("[data-typed]")).to_have_value("120")
    await button(page, LARGER).click()
    await expect(page.locator("html")).to_have_attribute("data-size", "140")


async def test_who_comes_back_goes_on_listening_where_it_stopped(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await page.add_init_script(path=Path(__file__).with_name("speech_stub.js"))
    await page.reload()
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")
    await page.evaluate("() => { for (let sentence = 0; sentence < 4; sentence++) speech.finish(); }")
    sentence = await page.evaluate("() => speech.said.at(-1)")
    await page.evaluate(LISTEN)
    await page.goto(HOME)
    await page.go_back(wait_until="commit")
    await page.wait_for_function(CAME_BACK)
    assert await page.evaluate("() => speech.current") is None
    await page.get_by_role("region", name="Trình đọc bài").get_by_role("button", name="Đọc", exact=True).click()
    assert await page.evaluate("() => speech.current.text") == sentence
