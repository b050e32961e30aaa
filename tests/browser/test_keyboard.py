"""The keyboard alone: past the header at once, always seen, never under the bar; targets as large as a fingertip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.browser.portal import ARTICLE, DESKTOP, HOME, MISSING, PAGES, PHONE, SECTION, hydrated
from tests.browser.reading.reader import frames

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element == document.body) return null;
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    const inBar = element.closest(".reading-controls");
    const bar = document.getElementById("portal-controls");
    const { bottom: edge } = bar.getBoundingClientRect();
    const sticks = getComputedStyle(bar).position == "sticky";
    const style = getComputedStyle(element);
    return {
        name: `${element.localName} ${element.textContent.slice(0, 40)}`,
        outlined: style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2,
        // A region taller than the screen can only be seen in part.
        covered: !inBar && sticks && bar.getBoundingClientRect().top <= 1 && top < edge - 0.5
            && !element.matches(".skip-link") && height < innerHeight - edge,
        panel: !!element.closest("#reading-panel"),
        onScreen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
}"""

SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter((element) => element.checkVisibility() && !element.matches(".skip-link"))
    // Links within a sentence are as tall as its line (WCAG 2.2, 2.5.5, inline).
    .filter((element) => !element.closest(".body"))
    // A label is part of what it names.
    .map((element) => element.labels?.[0]?.contains(element) ? element.labels[0] : element)
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
    .map(([element, { width, height }]) => `${element.outerHTML.slice(0, 90)}: ${width} x ${height}`)"""


@pytest.mark.parametrize("path", [*PAGES, MISSING])
async def test_the_skip_link_comes_first_and_leads_into_main(open_page: OpenPage, trouble: Trouble, path: str) -> None:
    if path == MISSING:
        trouble.expect("status of 404")
    page = await open_page(path)
    await hydrated(page)
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip-link")).to_be_focused()
    await expect(page.locator(".skip-link")).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize(
    "viewport", [DESKTOP, PHONE, {"width": 320, "height": 640}], ids=["desktop", "phone", "narrow"]
)
@pytest.mark.parametrize(("path", "size"), [(HOME, 100), (ARTICLE, 100), (ARTICLE, 285)])
async def test_the_focus_is_always_seen(open_page: OpenPage, path: str, size: int, viewport: Any) -> None:
    page = await open_page(path, viewport=viewport)
    await hydrated(page)
    await page.evaluate("(size) => portalReading.set('size', size)", size)
    for key in ("Tab", "Shift+Tab"):
        seen = 0
        for _ in range(120):
            await page.keyboard.press(key)
            focus = await page.evaluate(FOCUS)
            if focus is None:
                break
            if focus["covered"] or not focus["onScreen"]:
                await frames(page)
                focus = await page.evaluate(FOCUS)
            assert focus["outlined"] and focus["onScreen"] and not focus["covered"], (key, focus)
            seen += 1
        assert seen > 15


@pytest.mark.parametrize("path", [HOME, SECTION, ARTICLE, MISSING, "/?page=2"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_targets_are_large(open_page: OpenPage, trouble: Trouble, path: str, viewport: Any) -> None:
    """44 by 44 CSS pixels (WCAG 2.2, 2.5.5)."""
    if path == MISSING:
        trouble.expect("status of 404")
    page = await open_page(path, viewport=viewport)
    assert await page.evaluate(SMALL) == []
