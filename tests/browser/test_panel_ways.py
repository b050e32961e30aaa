"""The panel by finger alone and by one switch alone, in two tabs at once, and what it does beyond the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from portal_ui.reading.settings import SETTINGS, Value
from portal_ui.reading.typefaces import TYPEFACES
from tests.browser.panel import READING, chosen, open_panel, opener, panel, setting
from tests.browser.portal import ARTICLE, LONG, PHONE, hydrated
from tests.browser.reading.reader import expect_said
from tests.browser.test_place import SET, prepared, values

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRESETS = "JSON.parse(localStorage.getItem('portal-reading-presets'))"
ALOUD = "localStorage.getItem('portal-aloud')"


async def test_by_finger(open_context: OpenContext) -> None:
    context = await open_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = await context.new_page()
    await page.goto(LONG)
    await hydrated(page)
    await opener(page).tap()
    await expect(panel(page)).to_be_visible()
    # What is changed is seen to change, also from the top of the page.
    title, sheet = await page.locator("h1").bounding_box(), await panel(page).bounding_box()
    assert title and sheet
    assert 0 < title["y"] < sheet["y"] - 40
    await setting(page, "size").locator('[data-step="1"]').tap()
    await setting(page, "contrast").locator("label", has=page.locator('[value="2"]')).tap()
    slider = setting(page, "letter-spacing").locator("[type=range]")
    box = await slider.bounding_box()
    assert box
    await slider.tap(position={"x": box["width"] - 4, "y": box["height"] / 2})
    await panel(page).locator("summary").tap()
    await setting(page, "plain").get_by_role("switch").tap()
    assert await chosen(page) == {"size": 120, "contrast": 2, "letter-spacing": 0.24, "plain": True}
    await setting(page, "size").locator("[data-reset]").tap()
    await panel(page).locator("[data-reset-all]").tap()
    await panel(page).locator(".panel-undo button").tap()
    assert await chosen(page) == {"contrast": 2, "letter-spacing": 0.24, "plain": True}
    await panel(page).locator("[data-close]:visible").first.tap()
    await expect(panel(page)).to_be_hidden()


async def scan_to(page: Page, selector: str) -> None:
    """Go from stop to stop, as who has one key to go on and one to press, until one is reached."""
    for _ in range(120):
        await page.keyboard.press("Tab")
        if await page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached")


@pytest.mark.parametrize("key", ["Enter", "Space"])
async def test_by_one_key_to_go_on_and_one_to_press(open_page: OpenPage, key: str) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    for selector in (
        ".reading-controls-settings",
        '[data-setting="size"] [data-step="1"]',
        '[data-setting="line-height"] [data-step="1"]',
        "#reading-panel summary",
        '[data-setting="weight"] [data-step="1"]',
        ".panel-ours button",
        ".panel-undo button",
    ):
        await scan_to(page, selector)
        await page.keyboard.press(key)
    assert await chosen(page) == {"size": 120, "line-height": 1.7, "weight": 500}
    await panel(page).locator("h2").focus()
    await scan_to(page, "#reading-panel [data-close]")
    await page.keyboard.press(key)
    await expect(panel(page)).to_be_hidden()
    await expect(opener(page)).to_be_focused()


# What plain paragraphs on a screen do not show.
UNSEEN = {"own-link", "own-visited", "own-selection", "own-highlight", "own-focus", "print"}
# How they look, and whether a setting says that it has an effect on them.
LOOK = """async (name) => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
    // What is beyond the screen follows (reading/later/beyond.js).
    while (document.querySelector("[style*=content-visibility]")) await frame();
    const looks = [...document.querySelectorAll(".reading-sample, .reading-sample *")].map((each) => {
        const style = getComputedStyle(each);
        return [...style].filter((name) => !/^--|^max-/.test(name)).map((name) => style.getPropertyValue(name));
    });
    return [`${document.querySelectorAll(".line-shade").length} ${looks}`, portalReading.isEffective(name)];
}"""


async def test_on_its_page_each_setting_is_seen_or_says_why_not(open_page: OpenPage) -> None:
    page = await open_page(READING)
    await hydrated(page)
    for each in SETTINGS:
        # Where text is large, headings may grow less than it.
        others = {"size": 200} | prepared(each)
        await page.evaluate(SET, [others, each.module])
        before, _ = await page.evaluate(LOOK, each.name)
        seen, effective = set[Value](), set[Value]()
        for value in values(each):
            await page.evaluate(SET, [others | {each.name: value}, each.module])
            look, has_effect = await page.evaluate(LOOK, each.name)
            seen |= {value} if look != before else set()
            effective |= {value} if has_effect else set()
        assert seen <= effective, each.name
        assert seen or not effective or each.name in UNSEEN, each.name
    await page.goto("/")
    for name in ("paragraph-spacing", "line-length", "line-tint"):
        assert await page.evaluate("(name) => portalReading.whyNot(name)", name) == "no_article"


async def test_sets_of_settings_in_two_tabs(open_context: OpenContext) -> None:
    context = await open_context()
    one, two = await context.new_page(), await context.new_page()
    for page in (one, two):
        await page.goto(ARTICLE)
        await open_panel(page)
    await setting(one, "size").locator('[data-step="1"]').click()
    for page, name in ((one, "Sáng"), (two, "Tối")):
        await panel(page).locator("#panel-preset-name").fill(name)
        await panel(page).locator("#panel-preset-name").press("Enter")
        for other in (one, two):
            await expect(panel(other).locator("bdi").last).to_have_text(name)
    assert [each["name"] for each in await one.evaluate(PRESETS)] == ["Sáng", "Tối"]
    await panel(one).get_by_role("button", name="Xoá “Sáng”").click()
    await expect(panel(two).locator("bdi")).to_have_text(["Tối"])
    await one.evaluate("portalReading.resetAll()")
    await panel(two).get_by_role("button", name="Dùng “Tối”").click()
    await expect(setting(one, "size").locator("[data-typed]")).to_have_value("120")


async def test_what_goes_beyond_the_settings(open_context: OpenContext) -> None:
    """Reading aloud forgets its speed and voice too; lines begin at the typeface's least; printing is a button."""
    context = await open_context()
    await context.add_init_script("window.print = () => (window.printed = (window.printed ?? 0) + 1)")
    page = await context.new_page()
    await page.goto(ARTICLE)
    await open_panel(page, more=True)
    everything = panel(page).locator("[data-reset-all]")
    await expect(everything).to_have_attribute("aria-disabled", "true")
    await page.evaluate("localStorage.setItem('portal-aloud', '{\"rate\":1.5}')")
    await everything.press("Enter")
    await expect_said(page, "Đã đặt lại tất cả.")
    assert await page.evaluate(ALOUD) is None
    await panel(page).locator(".panel-undo button").click()
    assert await page.evaluate(ALOUD) == '{"rate":1.5}'

    lines = setting(page, "line-height")
    for face in TYPEFACES[:2]:
        await setting(page, "typeface").locator(f'[value="{face.name}"]').check()
        await lines.locator("[type=range]").press("Home")
        least = f"{max(face.line_floor, 1.3):g}".replace(".", ",")
        await expect(lines.locator("[data-typed]")).to_have_value(least)
        await expect(lines.locator("[type=range]")).to_have_attribute("aria-valuetext", least)
        await expect(lines.locator('[data-step="-1"]')).to_have_attribute("aria-disabled", "true")
        slider = lines.locator("[type=range]")
        assert await slider.input_value() == await slider.get_attribute("min")
        await lines.locator("[data-typed]").fill("1")
        await lines.locator("[data-typed]").press("Enter")
        await expect_said(page, f"Nhận số từ {least} đến 2,5. Đang là {least}.")

    await setting(page, "print").get_by_role("button", name="In như tôi đang đọc").click()
    assert await page.evaluate("window.printed") == 1
    await page.goto("/reading")
    await expect(setting(page, "print").locator("[data-print]")).to_be_hidden()
