"""On the served long article the line being read stays where it was, within one line, whatever control is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.portal import DESKTOP, LONG, PHONE, hydrated
from tests.browser.reading.reader import LARGER, LESS, MORE, RESET, SMALLER, frames, press
from tests.browser.reading.test_place import LINE, MARK, scroll_to

if TYPE_CHECKING:
    from playwright.async_api import Browser, ViewportSize

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


# A line, and what rounding adds: the script may hold the other end of the line that is marked here.
ONE_LINE = 1.05

PHONE_ON_ITS_SIDE: ViewportSize = {"width": 844, "height": 390}

VIEWPORTS = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])


@VIEWPORTS
async def test_each_control_keeps_the_place(open_page: OpenPage, viewport: Any) -> None:
    page = await open_page(LONG, viewport=viewport)
    await hydrated(page)
    for place in (0.16, 0.5, 0.85):
        await scroll_to(page, place)
        await page.evaluate(MARK)
        top, height = await page.evaluate(LINE)
        for word in (LARGER, LARGER, SMALLER, RESET, SMALLER, MORE, LESS, RESET):
            await press(page, word)
            await frames(page, 10)
            top_now, height_now = await page.evaluate(LINE)
            assert abs(top_now - top) <= ONE_LINE * max(height, height_now), (place, word)


@VIEWPORTS
async def test_up_to_the_largest_and_back(open_page: OpenPage, viewport: Any) -> None:
    page = await open_page(LONG, viewport=viewport)
    await scroll_to(page, 0.6)
    await page.evaluate(MARK)
    top, height = await page.evaluate(LINE)
    for _ in range(10):
        await press(page, LARGER)
    await press(page, RESET)
    await frames(page, 10)
    assert abs((await page.evaluate(LINE))[0] - top) <= ONE_LINE * height


@pytest.mark.parametrize("place", [0.2, 0.7])
async def test_rotation(open_page: OpenPage, place: float) -> None:
    page = await open_page(LONG, viewport=PHONE)
    await page.wait_for_load_state("networkidle")
    await press(page, LARGER, times=2)
    await scroll_to(page, place)
    await page.evaluate(MARK)
    top, height = await page.evaluate(LINE)
    for viewport in (PHONE_ON_ITS_SIDE, PHONE):
        await page.set_viewport_size(viewport)
        await frames(page, 10)
        top_now, height_now = await page.evaluate(LINE)
        assert abs(top_now - top) <= ONE_LINE * max(height, height_now)
