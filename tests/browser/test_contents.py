"""The table of contents: above a long text with or without a script, and in a margin that has room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.panel import open_panel
from tests.browser.portal import ARTICLE, LONG, PHONE, hydrated, loaded
from tests.browser.test_axe import expect_nothing
from tests.browser.test_reflow import SIDEWAYS

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

CURRENT = "[aria-current=location]"
READ = "() => document.elementFromPoint(innerWidth / 2, innerHeight * 0.3).textContent"


async def test_it_leads_to_each_heading_without_javascript(open_page: OpenPage) -> None:
    page = await open_page(LONG, java_script_enabled=False, viewport=PHONE)
    contents = page.get_by_role("navigation", name="Mục lục")
    link = contents.get_by_role("link", name="Điều 18. Mượn tài liệu về nhà")
    await expect(link).to_be_hidden()
    await contents.locator("summary").focus()
    await page.keyboard.press("Enter")
    box = await link.bounding_box()
    assert box and box["height"] >= 44
    # Levels are kept: an article of the regulation stands within its chapter.
    chapter = contents.locator("li", has=page.locator('> a[href="#chuong-iii"]'))
    await expect(chapter.locator("ol")).to_contain_text("Điều 18")
    await link.click()
    assert page.url.endswith("#dieu-18")
    await expect(page.locator("#dieu-18")).to_be_in_viewport()
    await page.goto(ARTICLE)
    await expect(page.locator("h1")).to_be_visible()
    await expect(contents).to_have_count(0)
    await page.goto("/embed" + LONG)
    await expect(contents).to_have_count(0)


async def test_the_heading_being_read_is_marked(open_context: OpenContext) -> None:
    page = await (await open_context(bypass_csp=True)).new_page()
    await page.goto(LONG)
    await hydrated(page)
    await loaded(page, "within")
    contents = page.get_by_role("navigation", name="Mục lục", exact=True)
    beside = page.get_by_role("navigation", name="Mục lục bên lề")
    await expect(page.locator(".dates")).to_contain_text("Đọc khoảng 30 phút")
    await expect(beside).to_have_count(0)
    await page.locator("#dieu-18").evaluate("(heading) => heading.scrollIntoView()")
    await expect(beside.locator(CURRENT)).to_have_text("Điều 18. Mượn tài liệu về nhà")
    await expect(beside.locator(CURRENT)).to_be_in_viewport()
    await expect(contents.locator(CURRENT)).to_have_attribute("href", "#dieu-18")
    # It stands clear of the text, and not by colour alone.
    side, text = await beside.bounding_box(), await page.locator("main article").bounding_box()
    assert side and text and side["x"] + side["width"] < text["x"]
    assert await beside.locator(CURRENT).evaluate("(link) => getComputedStyle(link).fontWeight") == "700"
    await expect_nothing(page)
    await beside.get_by_role("link", name="Điều 21. Ưu tiên").click()
    await expect(beside.locator(CURRENT)).to_have_text("Điều 21. Ưu tiên")
    # It takes the reader's spacing as the text does.
    await page.evaluate("portalReading.set('letter-spacing', 0.12)")
    await page.wait_for_function("""() => {
        const { fontSize, letterSpacing } = getComputedStyle(document.querySelector(".contents-beside"));
        return Math.abs(parseFloat(letterSpacing) - 0.12 * parseFloat(fontSize)) <= 0.05;
    }""")
    await page.evaluate("portalReading.reset('letter-spacing')")
    # Where the text needs the margin, the table is gone, and the line being read is where it was.
    await page.evaluate("scrollBy(0, 400)")
    await expect(beside).to_be_visible()
    await open_panel(page)
    await expect(beside).to_be_hidden()
    await page.keyboard.press("Escape")
    await expect(beside).to_be_visible()
    read = await page.evaluate(READ)
    await page.evaluate("portalReading.set('size', 250)")
    await expect(beside).to_be_hidden()
    await page.wait_for_function(f"(read) => ({READ})() == read", arg=read)


async def test_at_the_largest_size_on_the_smallest_screen(open_context: OpenContext) -> None:
    context = await open_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = await context.new_page()
    await page.goto(LONG)
    await page.evaluate("portalReading.set('size', 600)")
    await page.get_by_role("navigation", name="Mục lục").locator("summary").press("Enter")
    await page.keyboard.press("Tab")
    link = page.locator('.contents a[href="#chuong-i"]')
    await expect(link).to_be_focused()
    await expect(link).to_be_in_viewport()
    assert await page.evaluate(SIDEWAYS) <= 0
    await expect(page.locator(".contents-beside")).to_be_hidden()
