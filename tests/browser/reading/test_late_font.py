"""The line being read stays where it was when a font comes late: in the whole browser, which draws in its own order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.portal import loaded
from tests.browser.reading.reader import withhold
from tests.browser.reading.test_place import MARK, VIEWPORTS, drift, scroll_to

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


@VIEWPORTS
async def test_a_late_font(open_context: OpenContext, viewport: Any) -> None:
    context = await open_context(viewport=viewport)
    page = await context.new_page()
    arrive = await withhold(page, "**/late.woff2")
    await page.goto("/late-font", wait_until="domcontentloaded")
    await loaded(page, "later")
    await scroll_to(page, 0.7)
    await page.evaluate(MARK)
    height = await page.evaluate("document.body.scrollHeight")
    await page.evaluate("""() => {
        window.arrived = new Promise((done) => document.fonts.addEventListener("loadingdone", () => done(true)));
    }""")
    arrive.set()
    assert await page.evaluate("arrived")
    assert await drift(page) <= 1
    assert await page.evaluate("document.body.scrollHeight") != height
