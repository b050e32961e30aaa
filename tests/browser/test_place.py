"""On the served long article the line being read stays where it was, within one line, whatever control is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from portal_ui.reading.settings import SETTINGS, Setting, Value
from tests.browser.portal import DESKTOP, LONG, PHONE, hydrated
from tests.browser.reading.reader import LARGER, LESS, MORE, RESET, SMALLER, frames, press
from tests.browser.reading.test_place import LINE, MARK, scroll_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import ViewportSize

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


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


def prepared(setting: Setting[Value]) -> dict[str, Value]:
    """What others must be, so that a setting has an effect: own colours want their theme, brightness a dark one."""
    unfit = {(void.setting, value) for void in setting.void for value in void.values}
    others = {name for name, _ in unfit}
    fit = {each.name: [step for step in each.steps if (each.name, step) not in unfit] for each in SETTINGS}
    return {name: fit[name][0] for name in others}


def values(setting: Setting[Value]) -> Iterator[Value]:
    """Every change that a setting has room for: each choice, and of a range its ends and a step within."""
    steps = setting.steps or ("#123456",)
    yield from (steps[0], steps[len(steps) // 3], steps[-1]) if setting.kind == "range" else steps


SET = """([values, module]) => {
    portalReading.replace(values);
    return Promise.all([portalReading.load(module || "colours"), document.fonts.ready]).then(() => {});
}"""


@VIEWPORTS
async def test_each_setting_keeps_the_place(open_page: OpenPage, viewport: Any) -> None:
    """With what each does when its module, its typeface or its theme is there: none is without effect on this page."""
    page = await open_page(LONG, viewport=viewport)
    await hydrated(page)
    await scroll_to(page, 0.35)
    await page.evaluate(MARK)
    top, height = await page.evaluate(LINE)
    for setting in SETTINGS:
        chosen, effective = prepared(setting), False
        for value in values(setting):
            await page.evaluate(SET, [chosen | {setting.name: value}, setting.module])
            await frames(page)
            top_now, height_now = await page.evaluate(LINE)
            assert abs(top_now - top) <= ONE_LINE * max(height, height_now), (setting.name, value)
            effective |= await page.evaluate("(name) => portalReading.isEffective(name)", setting.name)
        assert effective, setting.name
        await page.evaluate(SET, [{}, ""])
        await frames(page)
        assert abs((await page.evaluate(LINE))[0] - top) <= 0.1 * height, setting.name


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
