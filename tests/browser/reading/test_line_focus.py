"""Line focus: which lines stay clear, and every way to move on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.portal import DESKTOP, PHONE
from tests.browser.reading.reader import frames
from tests.browser.reading.test_place import scroll_to

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

CLEAR = """() => {
    const [above, below] = [...document.querySelectorAll(".line-shade")].map((one) => one.getBoundingClientRect());
    return [above.bottom, below.top];
}"""
# The boxes of lines that show at least half of their height in the clear.
LINES = """([top, bottom]) => {
    const seen = new Set();
    for (const block of document.querySelectorAll(".body :is(p, h2, li, td, th, figcaption)")) {
        if (block.checkVisibility({ contentVisibilityAuto: true }) === false) continue;
        const range = document.createRange();
        range.selectNodeContents(block);
        for (const box of range.getClientRects()) {
            const middle = box.top + box.height / 2;
            if (box.height && middle > top && middle < bottom) seen.add(Math.round(middle / 4));
        }
    }
    return seen.size;
}"""


# The middle of a line of text near a share of the screen's height.
TEXT_NEAR = """(share) => {
    const boxes = [...document.querySelectorAll(".body p")].flatMap((block) => [...block.getClientRects()])
        .filter(({ top }) => top > 150 && top < innerHeight - 40);
    const distance = ({ top }) => Math.abs(top - innerHeight * share);
    return boxes.sort((one, other) => distance(one) - distance(other))[0].top + 15;
}"""


async def focus(page: Page, lines: int) -> None:
    await page.evaluate("(lines) => portalReading.set('line-focus', lines)", lines)
    await page.locator(".line-shade").nth(1).wait_for(state="attached")
    await frames(page)


@pytest.mark.parametrize(("viewport", "size"), [(DESKTOP, 100), (PHONE, 200)], ids=["desktop", "phone"])
@pytest.mark.parametrize("lines", [1, 3, 5])
async def test_so_many_lines_are_clear(open_page: OpenPage, viewport: Any, size: int, lines: int) -> None:
    page = await open_page(viewport=viewport)
    await page.evaluate("(size) => portalReading.set('size', size)", size)
    await focus(page, lines)
    # Not beside a picture: the window does not reach across one.
    for place in (0.3, 0.45):
        await scroll_to(page, place)
        clear = await page.evaluate(CLEAR)
        assert await page.evaluate(LINES, clear) == lines, (place, clear)


async def test_moves_by_keyboard_line_by_line(open_page: OpenPage) -> None:
    page = await open_page(viewport=DESKTOP)
    await focus(page, 1)
    await scroll_to(page, 0.4)
    start = await page.evaluate("scrollY")
    places: list[float] = []
    for key in ["ArrowDown"] * 6 + ["ArrowUp"] * 6:
        await page.keyboard.press(key)
        await frames(page)
        places.append(await page.evaluate("scrollY"))
        assert await page.evaluate(LINES, await page.evaluate(CLEAR)) == 1
    assert places[:6] == sorted(set(places[:6]))
    assert places[0] > start
    assert abs(places[-1] - start) <= 40
    await page.evaluate("portalReading.reset('line-focus')")
    await frames(page)
    assert await page.locator(".line-shade").count() == 0


async def test_moves_by_touch_and_with_the_keyboards_focus(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    await focus(page, 1)
    await scroll_to(page, 0.5)
    for share in (0.75, 0.35):
        y = await page.evaluate(TEXT_NEAR, share)
        await page.touchscreen.tap(60, y)
        await frames(page)
        top, bottom = await page.evaluate(CLEAR)
        assert top <= y <= bottom
    await page.keyboard.press("Tab")
    await page.locator(".body a").last.focus()
    await frames(page)
    box = await page.locator(".body a").last.bounding_box()
    top, bottom = await page.evaluate(CLEAR)
    assert box
    assert top <= box["y"] + box["height"] / 2 <= bottom


async def test_at_600_percent_the_line_is_whole(open_page: OpenPage) -> None:
    page = await open_page(viewport={"width": 320, "height": 480})
    await page.evaluate("portalReading.set('size', 600)")
    await focus(page, 1)
    await scroll_to(page, 0.5)
    top, bottom = await page.evaluate(CLEAR)
    assert bottom - top == pytest.approx(6 * 19 * 1.6, abs=2)
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    assert await page.evaluate("document.elementFromPoint(160, 300).closest('.line-shade')") is None
