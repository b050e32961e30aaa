"""A saved setting is on in the first frame that is painted, and no later frame moves or recolours anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from portal_ui.reading.themes import THEMES, Scheme
from tests.browser.portal import ARTICLE, HOME, LONG, PHONE, hydrated
from tests.browser.reading.reader import LARGER, MORE, frames, press

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="session")
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


# A frame's callbacks run just before it is painted; none runs while a stylesheet holds the painting back.
RECORD = """
window.frames = [];
window.shifted = 0;
const record = () => {
    const text = document.querySelector("main h1");
    if (text) window.frames.push([getComputedStyle(text.parentElement.closest(".reading")).fontSize,
        getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(text).color].join(" "));
    requestAnimationFrame(record);
};
requestAnimationFrame(record);
new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true });
"""


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [HOME, ARTICLE])
async def test_the_saved_setting_is_in_every_frame(open_context: OpenContext, scheme: Scheme, path: str) -> None:
    context = await open_context(color_scheme=scheme)
    page = await context.new_page()
    await page.goto(HOME)
    await press(page, LARGER, times=3)
    await press(page, MORE, times=2)
    await context.add_init_script(RECORD)
    await page.goto(path)
    await hydrated(page)
    await frames(page, 10)
    tokens = THEMES[scheme][2]
    seen = await page.evaluate("[...new Set(window.frames)]")
    assert seen == [f"{19 * 1.65:.2f}".rstrip("0").rstrip(".") + f"px {rgb(tokens.paper)} {rgb(tokens.text)}"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_first_visit_follows_the_device(open_context: OpenContext, scheme: Scheme) -> None:
    context = await open_context(color_scheme=scheme, contrast="more")
    await context.add_init_script(RECORD)
    page = await context.new_page()
    await page.goto(ARTICLE)
    await hydrated(page)
    tokens = THEMES[scheme][2]
    assert await page.evaluate("[...new Set(window.frames)]") == [f"19px {rgb(tokens.paper)} {rgb(tokens.text)}"]


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "is_mobile": True}], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", [HOME, ARTICLE, LONG])
async def test_nothing_shifts(open_context: OpenContext, path: str, options: dict[str, Any]) -> None:
    context = await open_context(**options)
    await context.add_init_script(RECORD)
    page = await context.new_page()
    await page.goto(path)
    await hydrated(page)
    await page.evaluate("document.fonts.ready")
    await page.wait_for_load_state("networkidle")
    await frames(page, 10)
    assert await page.evaluate("window.shifted") <= 0.01
