"""What a script adds within an article: notes at their marks, links to headings, and how far the reader has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import ARTICLE, LONG, PHONE, hydrated, loaded
from tests.browser.test_axe import expect_nothing
from tests.browser.test_reflow import SIDEWAYS

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

# The words of a heading's last line and its button have no place in common.
APART = """(heading) => {
    const range = document.createRange();
    range.setStart(heading, 0);
    range.setEndBefore(heading.lastChild);
    const button = heading.lastChild.getBoundingClientRect();
    const apart = ({ right, bottom, top }) => right <= button.left || bottom <= button.top + 12 || top >= button.bottom;
    return [...range.getClientRects()].every(apart);
}"""


async def opened(context: BrowserContext, path: str = ARTICLE) -> Page:
    page = await context.new_page()
    await page.goto(path)
    await hydrated(page)
    await loaded(page, "within")
    return page


async def test_a_footnote_leads_there_and_back_without_javascript(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, java_script_enabled=False)
    await page.get_by_role("link", name="Chú thích 1", exact=True).click()
    note = page.locator(".body .footnote li:target")
    await expect(note).to_contain_text("tổ đo đạc")
    await note.get_by_role("link", name="Trở lại chỗ có chú thích 1").click()
    await expect(page.locator("sup:target")).to_be_in_viewport()


async def test_a_footnote_is_read_where_its_mark_is(open_context: OpenContext) -> None:
    page = await opened(await open_context(bypass_csp=True))
    mark = page.get_by_role("button", name="Chú thích 1", exact=True)
    note = page.get_by_role("note", name="Chú thích 1")
    await mark.scroll_into_view_if_needed()
    before = await mark.bounding_box()
    await mark.press("Space")
    await expect(note).to_be_focused()
    await expect(note).to_contain_text("tổ đo đạc")
    await expect(mark).to_have_attribute("aria-expanded", "true")
    assert await page.evaluate("location.hash") == ""
    assert before
    assert await page.evaluate("(mark) => mark.getBoundingClientRect().top < innerHeight", await mark.element_handle())
    await expect_nothing(page)
    await page.keyboard.press("Escape")
    await expect(note).to_have_count(0)
    await expect(mark).to_be_focused()
    await mark.press("Enter")
    await note.get_by_role("button", name="Đóng chú thích").click()
    await expect(mark).to_be_focused()
    await expect(mark).to_have_attribute("aria-expanded", "false")


async def test_the_link_to_a_heading_is_copied(open_context: OpenContext) -> None:
    context = await open_context(viewport=PHONE, bypass_csp=True, permissions=["clipboard-read", "clipboard-write"])
    page = await opened(context, LONG)
    # Its name is without the button's.
    heading = page.get_by_role("heading", name="Điều 1. Phạm vi điều chỉnh", exact=True)
    button = page.get_by_role("button", name="Chép đường dẫn đến mục “Điều 1. Phạm vi điều chỉnh”")
    await button.scroll_into_view_if_needed()
    box = await button.bounding_box()
    assert box and min(box["width"], box["height"]) >= 44
    await button.press("Enter")
    await expect(page.locator("#portal-announcer")).to_have_text("Đã chép đường dẫn đến mục này.")
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{LONG}#dieu-1")
    assert await heading.evaluate(APART)
    # How far the reader has come is a line that says nothing.
    line = page.locator(".reading-progress")
    await expect(line).to_be_visible()
    await expect(line).to_have_attribute("aria-hidden", "true")
    await page.emulate_media(reduced_motion="reduce")
    await expect(line).to_be_hidden()

    await page.set_viewport_size({"width": 320, "height": 640})
    await page.evaluate("portalReading.set('size', 600)")
    await button.scroll_into_view_if_needed()
    await page.wait_for_function(APART, arg=await heading.element_handle())
    assert await page.evaluate(SIDEWAYS) <= 0
