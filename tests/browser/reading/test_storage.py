"""What is kept: from the first paint on, across pages and tabs, and what happens where nothing can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.reading.reader import LARGER, MORE, RESET, button, chosen_contrast, expect_said, kept, press, size

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


REFUSE = """
for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
        configurable: true,
        get() { throw new DOMException("no", "SecurityError"); },
    });
Object.defineProperty(Document.prototype, "cookie", {
    configurable: true,
    get() { throw new DOMException("no", "SecurityError"); },
    set() { throw new DOMException("no", "SecurityError"); },
});
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


async def test_no_flash(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await press(page, LARGER, times=3)
    await press(page, MORE)
    await page.reload()
    assert await page.evaluate("beforeBody") == "1.65/1"
    assert await page.evaluate("performance.getEntriesByName('first-paint').length") <= 1


async def test_stays_across_pages(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await press(page, LARGER)
    await page.goto("/")
    assert await size(page) == pytest.approx(19 * 1.2)
    await press(page, RESET)
    await page.goto("/short")
    assert await size(page) == 19


async def test_tabs_stay_in_step(open_context: OpenContext) -> None:
    context = await open_context()
    one, two = await context.new_page(), await context.new_page()
    for page in (one, two):
        await page.goto("/short")
    await press(one, LARGER, times=2)
    await two.wait_for_function("document.documentElement.dataset.size === '140'")
    await press(two, MORE, times=2)
    await one.wait_for_function("document.documentElement.dataset.contrast === '2'")
    await expect(button(one, MORE)).to_have_attribute("aria-disabled", "true")
    assert await one.evaluate("document.documentElement.dataset.size") == "140"
    await press(one, RESET)
    await two.wait_for_function("!document.documentElement.hasAttribute('data-size')")
    await one.evaluate("localStorage.clear()")
    await two.wait_for_function("!document.documentElement.hasAttribute('data-contrast')")
    assert await two.evaluate("document.getElementById('portal-announcer').textContent") == "Tương phản cao nhất"


async def test_each_setting_is_repaired_or_dropped_by_itself(open_page: OpenPage) -> None:
    page = await open_page("/short")
    good = {"size": 200, "plain": True, "own-ink": "#102030", "line-focus": 3}
    for found, chosen in (
        # Of other kinds, out of range, of another version, of somebody else.
        (
            '{"size":"200","plain":"true","own-ink":"#102030","line-focus":"3","theme":"plaid","letter-spacing":9,'
            '"word-spacing":-1,"alignment":{"toString":1},"images":["calm"],"weight":null,"own-paper":"url(//x)","x":1}',
            good | {"letter-spacing": 0.24, "word-spacing": 0},
        ),
        (
            '{"size":0,"plain":false,"line-focus":0,"contrast":0}',
            {"size": 75, "plain": False, "line-focus": 0, "contrast": 0},
        ),
        ('{"size":200,"plain":true,"own-ink":"#102030","line-focus":3,"weight":7', good),
        ('\\u0000{"size":200,,"plain":true,"own-ink":"#102030","line-focus":3}}}', good),
        ('{"__proto__":{"size":200},"constructor":1}', {}),
    ):
        await page.evaluate("(found) => localStorage.setItem('portal-reading', found)", found)
        await page.reload()
        assert await page.evaluate("portalReading.chosen()") == chosen, found


async def test_all_settings_go_back_at_once(open_page: OpenPage) -> None:
    page = await open_page("/short")
    attributes = (
        "document.documentElement.getAttributeNames().filter((name) => !['lang', 'data-js', 'style'].includes(name))"
    )
    await page.evaluate(
        "portalReading.replace({ size: 240, 'line-height': 2, theme: 'nothing', plain: true, images: 'calm' })"
    )
    assert await kept(page) == {"size": 240, "line-height": 2, "plain": True, "images": "calm"}
    assert set(await page.evaluate(attributes)) == {"data-size", "data-line-height", "data-plain", "data-images"}
    # What follows another setting goes with it, within its own range.
    assert await page.evaluate("portalReading.get('paragraph-spacing')") == 3
    await page.evaluate("portalReading.resetAll()")
    assert (await kept(page), await page.evaluate(attributes)) == (None, [])
    assert await page.evaluate("document.documentElement.style.length") == 0
    assert await page.evaluate("portalReading.get('paragraph-spacing')") == 2.4


async def test_a_setting_says_why_it_does_nothing(open_page: OpenPage) -> None:
    page = await open_page("/short")
    why = "(name) => portalReading.whyNot(name)"
    for name, reason in (
        ("size", None),
        ("tables", "no_tables"),
        ("images", "no_images"),
        ("own-ink", "theme_not_own"),
        ("letter-spacing", None),
    ):
        assert await page.evaluate(why, name) == reason, name
    await page.evaluate("document.documentElement.lang = 'ar'")
    assert await page.evaluate(why, "letter-spacing") == "joined_letters"
    await page.evaluate("portalReading.set('letter-spacing', 0.12)")
    spacing = "getComputedStyle(document.querySelector('.body p')).letterSpacing"
    assert await page.evaluate(spacing) == "normal"
    await page.evaluate("document.documentElement.lang = 'vi'")
    assert await page.evaluate(spacing) == "2.28px"


async def test_works_for_the_page_where_storage_is_refused(open_context: OpenContext) -> None:
    context = await open_context()
    await context.add_init_script(REFUSE)
    page = await context.new_page()
    await page.goto("/short")
    await press(page, LARGER)
    await press(page, MORE)
    assert await size(page) == pytest.approx(19 * 1.2)
    assert await chosen_contrast(page) == "1"
    assert await kept(page) == {"size": 120, "contrast": 1}
    assert await page.evaluate("""() => {
        sessionStorage.setItem("a", 1);
        document.cookie = "first=1; path=/";
        document.cookie = "second=2";
        document.cookie = "first=3";
        const got = [sessionStorage.getItem("a"), sessionStorage.key(0), sessionStorage.length, document.cookie];
        sessionStorage.clear();
        return [...got, sessionStorage.getItem("a")];
    }""") == ["1", "a", 1, "first=3; second=2", None]


async def test_works_for_the_page_where_storage_is_full(open_context: OpenContext) -> None:
    context = await open_context()
    await context.add_init_script(FULL)
    page = await context.new_page()
    await page.goto("/short")
    await press(page, LARGER)
    await expect_said(page, "Cỡ chữ 120 %")
    assert await size(page) == pytest.approx(19 * 1.2)
    await page.reload()
    assert await size(page) == 19


async def test_works_in_a_sandboxed_frame_of_another_site(open_page: OpenPage, site: str) -> None:
    page = await open_page("/frame")
    await page.evaluate(
        "(url) => document.querySelector('iframe').src = url", site.replace("127.0.0.1", "localhost") + "/short"
    )
    frame = page.frame_locator("iframe")
    larger = frame.get_by_role("button", name=LARGER, exact=True)
    await larger.click()
    await expect(frame.locator("html")).to_have_attribute("data-size", "120")
    assert await larger.evaluate("() => [localStorage.length, document.cookie]") == [1, ""]
