"""A page that comes back from the browser's cache of whole pages has what was chosen since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reading.reader import LARGER, press

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


async def test_page_from_the_back_forward_cache_is_in_step(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await page.evaluate("window.marked = true")
    await page.goto("/")
    await press(page, LARGER)
    await page.go_back(wait_until="commit")
    assert await page.evaluate("window.marked"), "the page did not come from the back-forward cache"
    await page.wait_for_function("document.documentElement.dataset.size === '120'")
