"""What an abbreviation stands for or a word means, beside it: by pointer, keyboard and finger (WCAG 2.2, 1.4.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import hydrated, loaded
from tests.browser.test_axe import expect_nothing

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")

WITH_ABBREVIATIONS = "/articles/cap-lai-the-bao-hiem-y-te"
WITH_TERMS = "/articles/le-phi-dang-ky-dat-dai"
BUBBLE = "#abbreviation-bubble"
# Put in before the module comes: twice under one heading and once under the next.
GIVEN = """document.addEventListener("DOMContentLoaded", () => {
    const abbr = '<abbr title="Ủy ban nhân dân">UBND</abbr>';
    const more = `<h2>Một</h2><p>${abbr} và ${abbr}</p><h2>Hai</h2><p>${abbr}</p>`;
    document.querySelector(".body").insertAdjacentHTML("beforeend", more);
})"""
WITHIN = """(bubble) => {
    const { left, top, right, bottom } = bubble.getBoundingClientRect();
    const onScreen = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return onScreen && bubble.scrollWidth <= bubble.clientWidth;
}"""


async def opened(context: BrowserContext) -> Page:
    context.set_default_timeout(8000)
    await context.add_init_script(GIVEN)
    page = await context.new_page()
    await page.goto(WITH_ABBREVIATIONS)
    await hydrated(page)
    await loaded(page, "abbreviations")
    return page


async def test_by_pointer_and_keyboard(open_context: OpenContext) -> None:
    page = await opened(await open_context(bypass_csp=True))
    bubble = page.locator(BUBBLE)
    first, second, third = [page.locator(".body abbr", has_text="UBND").nth(index) for index in (-3, -2, -1)]
    await second.hover()
    await expect(bubble).to_have_text("Ủy ban nhân dân")
    # The browser's own small letters would come beside it.
    await expect(second).not_to_have_attribute("title", "Ủy ban nhân dân")
    # It can be pointed at, and stays.
    await bubble.hover()
    await page.mouse.move(0, 0)
    await expect(bubble).to_be_hidden()
    await expect(second).to_have_attribute("title", "Ủy ban nhân dân")
    await second.hover()
    await expect(bubble).to_be_visible()
    await expect_nothing(page)
    await page.keyboard.press("Escape")
    await expect(bubble).to_be_hidden()

    link = page.locator("a.abbreviation").first
    await link.focus()
    await expect(bubble).to_be_visible()
    await page.mouse.move(5, 5)
    await expect(bubble).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(bubble).to_be_hidden()
    # By the Tab key each is met once under a heading.
    assert [await each.get_attribute("tabindex") for each in (first, second, third)] == ["0", None, "0"]
    await third.focus()
    await expect(third).to_have_accessible_description("Ủy ban nhân dân")
    # Escape is the bubble's alone while there is one.
    await page.keyboard.press("Escape")
    await expect(third).to_be_focused()


@pytest.mark.parametrize("height", [640, 256])
async def test_by_finger_at_the_largest_size(open_context: OpenContext, height: int) -> None:
    page = await opened(await open_context(viewport={"width": 320, "height": height}, has_touch=True))
    await page.evaluate("portalReading.set('size', 600)")
    bubble = page.locator(BUBBLE)
    await page.locator(".body abbr").last.tap()
    await expect(bubble).to_have_text("Ủy ban nhân dân")
    assert await bubble.evaluate(WITHIN)
    # The first touch of a link explains, the second leads to the list.
    link = page.locator("a.abbreviation").first
    await link.tap()
    await expect(bubble).to_be_visible()
    assert "#abbr" not in page.url
    await link.tap()
    await page.wait_for_url("**#abbr-*")


async def test_what_a_word_means(open_context: OpenContext) -> None:
    context = await open_context(has_touch=True, bypass_csp=True)
    page = await context.new_page()
    await page.goto(WITH_TERMS)
    await hydrated(page)
    await loaded(page, "abbreviations")
    bubble, term = page.locator(BUBBLE), page.locator(".body a.term").first
    meaning = await page.locator(".explained dd").first.text_content() or ""
    await term.hover()
    await expect(bubble).to_have_text(meaning)
    await expect_nothing(page)
    await page.mouse.move(0, 0)
    await expect(bubble).to_be_hidden()
    await term.focus()
    await expect(bubble).to_have_text(meaning)
    await expect(term).to_have_accessible_description(meaning)
    await page.keyboard.press("Escape")
    await expect(bubble).to_be_hidden()
    await expect(term).to_have_accessible_description(meaning)
    await term.tap()
    await expect(bubble).to_be_visible()
    await term.tap()
    await page.wait_for_url("**#term-*")
    await expect(page.locator(".explained dd:target")).to_have_text(meaning)
