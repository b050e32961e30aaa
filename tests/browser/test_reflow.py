"""Nothing is cut off, covered, or reached only by scrolling sideways, however narrow the screen or large the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from portal_ui.pages.search import LONGEST
from tests.browser.portal import (
    ARCHIVE,
    ARTICLE,
    ENGLISH,
    HOME,
    HOME_ENGLISH,
    LONG,
    MISSING,
    SEARCH,
    SECTION,
    TAG,
    hydrated,
)
from tests.browser.reading.reader import WORDS, button, frames

if TYPE_CHECKING:
    from playwright.async_api import Page, ViewportSize

    from tests.browser.conftest import OpenPage, Trouble
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

KINDS = (HOME, HOME_ENGLISH, SECTION, ARTICLE, ENGLISH, SEARCH, ARCHIVE, TAG, LONG, MISSING)
NARROW: list[ViewportSize] = [
    {"width": 320, "height": 640},
    {"width": 320, "height": 256},
    {"width": 1280, "height": 800},
]

# WCAG 2.2, 1.4.12: line height 1.5, paragraphs 2, letters 0.12, words 0.16 times the font size.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

LAID_OUT = "html .body > * { content-visibility: visible !important; }"

SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"

# Elements with text of their own that stick out of the screen, or of a box that hides what sticks out.
CUT = """() => {
    const cut = [];
    for (const element of document.querySelectorAll("body *")) {
        if (![...element.childNodes].some((node) => node.nodeType == 3 && node.data.trim())) continue;
        if (element.closest("script, .skip-link, .table-region, [hidden]") || !element.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        for (const { left, right, width } of range.getClientRects())
            if (width && (left < -0.5 || right > innerWidth + 0.5))
                cut.push(`off screen: ${element.outerHTML.slice(0, 90)}`);
        for (let box = element; box && box != document.body; box = box.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(box);
            if (box.matches(".summary")) break;
            if ([overflowX, overflowY].some((value) => ["hidden", "clip"].includes(value))
                && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1))
                cut.push(`hidden: ${box.outerHTML.slice(0, 90)}`);
        }
    }
    return [...new Set(cut)];
}"""

# What lies under the controls while nothing is scrolled.
COVERED = """() => {
    const controls = document.getElementById("portal-controls").getBoundingClientRect();
    const texts = [...document.querySelectorAll("header *, main *, footer *")].filter((element) =>
        [...element.childNodes].some((node) => node.nodeType == 3 && node.data.trim()) && element.checkVisibility());
    return texts.filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top < controls.bottom - 1 && bottom > controls.top + 1;
    }).map((element) => element.outerHTML.slice(0, 90));
}"""


async def expect_all_there(page: Page) -> None:
    await page.evaluate("document.fonts.ready")
    await frames(page)
    assert await page.evaluate(SIDEWAYS) <= 0
    assert await page.evaluate(CUT) == []
    assert await page.evaluate(COVERED) == []


@pytest.mark.parametrize("path", KINDS)
async def test_at_the_largest_size(open_page: OpenPage, trouble: Trouble, path: str) -> None:
    if path == MISSING:
        trouble.expect("status of 404")
    page = await open_page(path, bypass_csp=True)
    await page.add_style_tag(content=LAID_OUT)
    for size, footer in ((100, "16px"), (600, "24px")):
        await page.evaluate("(size) => portalReading.set('size', size)", size)
        await expect(page.locator(".site-footer")).to_have_css("font-size", footer)
        for viewport in NARROW:
            await page.set_viewport_size(viewport)
            await expect_all_there(page)


async def test_the_longest_word_that_can_be_searched_for(open_page: OpenPage, cms_portal: Served) -> None:
    page = await open_page(f"/search?q={'w' * LONGEST}", base_url=cms_portal.url, bypass_csp=True)
    assert "w" * LONGEST in await page.locator("h1").inner_text()
    for size in (100, 600):
        await page.evaluate("(size) => portalReading.set('size', size)", size)
        for viewport in NARROW:
            await page.set_viewport_size(viewport)
            await expect_all_there(page)


@pytest.mark.parametrize("path", [HOME, ARTICLE])
async def test_text_spacing_loses_nothing(open_page: OpenPage, path: str) -> None:
    page = await open_page(path, bypass_csp=True)
    await page.add_style_tag(content=LAID_OUT + SPACING)
    for viewport, size in ((NARROW[0], 100), (NARROW[0], 600), (NARROW[2], 100), (NARROW[2], 200)):
        await page.set_viewport_size(viewport)
        await page.evaluate("(size) => portalReading.set('size', size)", size)
        await expect_all_there(page)
        for word in WORDS:
            await expect(button(page, word)).to_be_visible()


@pytest.mark.parametrize("path", [HOME, ARTICLE])
async def test_twice_the_browsers_own_size(open_page: OpenPage, path: str) -> None:
    page = await open_page(path, bypass_csp=True)
    await page.add_style_tag(content=LAID_OUT + "html { font-size: 200%; }")
    for viewport in NARROW:
        await page.set_viewport_size(viewport)
        await expect_all_there(page)
        assert await page.evaluate("parseFloat(getComputedStyle(document.querySelector('.reading')).fontSize)") == 38


async def test_the_controls_can_be_reached_and_pressed(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    for viewport in NARROW:
        await page.set_viewport_size(viewport)
        await page.evaluate("portalReading.set('size', 495)")
        for word in WORDS:
            await button(page, word).click()
            box = await button(page, word).bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= viewport["width"]


async def test_a_table_scrolls_in_its_own_region(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, viewport={"width": 320, "height": 640})
    await page.evaluate("portalReading.set('size', 600); portalReading.set('tables', 'grid')")
    region = page.get_by_role("region", name=re.compile("Bảng|lệ phí|thu", re.IGNORECASE)).first
    await region.focus()
    await expect(region).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await page.wait_for_function("() => document.querySelector('.table-region').scrollLeft > 0")


async def test_lines_are_no_longer_than_can_be_read(open_page: OpenPage) -> None:
    """65 characters a line, never more than 80 (WCAG 2.2, 1.4.8)."""
    page = await open_page(ARTICLE)
    for width in (320, 390, 768, 1280, 1920):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await page.evaluate(SIDEWAYS) <= 0
        longest = await page.evaluate("""() => {
            const texts = [...document.querySelectorAll(".body > p")];
            const text = texts.reduce((a, b) => (b.textContent.length > a.textContent.length ? b : a));
            const { height } = text.getBoundingClientRect();
            const lines = Math.round(height / parseFloat(getComputedStyle(text).lineHeight));
            return text.textContent.length / lines;
        }""")
        assert longest <= 80, width


async def test_many_sections_with_long_names(open_page: OpenPage, cms_portal: Served) -> None:
    page = await open_page("/search", base_url=cms_portal.url)
    await hydrated(page)
    menu = page.get_by_role("navigation", name="Chuyên mục chính")
    opener = menu.locator("summary")
    for size in (100, 600):
        await page.evaluate("(size) => portalReading.set('size', size)", size)
        for viewport in NARROW:
            await page.set_viewport_size(viewport)
            # Folded, it leaves the screen to the controls.
            await expect(menu.get_by_role("link")).to_have_count(0)
            box = await button(page, "A+").bounding_box()
            assert box and box["y"] < 640
            await opener.press("Enter")
            await expect(menu.get_by_role("link")).to_have_count(60)
            await expect(menu.locator("[aria-current=page]")).to_have_text("Chuyên mục thứ 1")
            await expect_all_there(page)
            small = "(links) => links.filter((one) => one.getBoundingClientRect().height < 44).length"
            assert await menu.locator("a, summary").evaluate_all(small) == 0
            await opener.press("Enter")
    without = await open_page("/", base_url=cms_portal.url, java_script_enabled=False, viewport=NARROW[0])
    await without.locator(".menu summary").click()
    await expect(without.locator(".menu a").last).to_be_visible()
