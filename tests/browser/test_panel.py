"""The panel on the portal's own pages: every control, beside the text that stays, and never a trap."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from portal_ui.reading.settings import SETTINGS
from portal_ui.reading.themes import THEMES
from portal_ui.reading.typefaces import TYPEFACES
from tests.browser.panel import READING, READING_ENGLISH, chosen, open_panel, opener, panel, setting
from tests.browser.portal import ARTICLE, DESKTOP, LONG, PHONE, hydrated
from tests.browser.reading.reader import expect_said, frames
from tests.browser.reading.test_place import MARK, scroll_to
from tests.browser.test_axe import COLOURS, expect_nothing
from tests.browser.test_controls import HEAR
from tests.browser.test_keyboard import FOCUS, SMALL
from tests.browser.test_place import LINE, ONE_LINE
from tests.browser.test_reflow import CUT, SIDEWAYS

if TYPE_CHECKING:
    from playwright.async_api import Locator, ViewportSize

    from tests.browser.conftest import OpenContext, OpenPage, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

BEYOND = """() => {
    const panel = document.getElementById("reading-panel");
    return panel.compareDocumentPosition(document.activeElement) == Node.DOCUMENT_POSITION_FOLLOWING;
}"""
NAMES = """() => [...document.fonts].filter(({ family }) => /Name"?$/.test(family))
    .every(({ status }) => status == "loaded")"""
FETCHED = """(pattern) => performance.getEntriesByType("resource").some(({ name }) => new RegExp(pattern).test(name))"""
WIDTH = """() => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `40px ${getComputedStyle(document.querySelector(".body p")).fontFamily}`;
    return pen.measureText("Hoà bình").width;
}"""
NARROW: ViewportSize = {"width": 320, "height": 640}
ZOOMED: ViewportSize = {"width": 320, "height": 256}


async def test_it_opens_and_closes_by_keyboard_and_holds_nobody(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    await expect(opener(page)).not_to_have_attribute("aria-expanded", "true")
    for close in ("Escape", "Close"):
        await opener(page).focus()
        await page.keyboard.press("Enter")
        await expect(panel(page).locator("h2")).to_be_focused()
        await expect(opener(page)).to_have_attribute("aria-expanded", "true")
        await expect(opener(page)).to_have_attribute("aria-controls", "reading-panel")
        if close == "Escape":
            await page.keyboard.press("Tab")
            await page.keyboard.press("Escape")
        else:
            await page.keyboard.press("Tab")
            await page.keyboard.press("Space")
        await expect(panel(page)).to_be_hidden()
        await expect(opener(page)).to_be_focused()
        await expect(opener(page)).to_have_attribute("aria-expanded", "false")
    # From its end the Tab key leads on into the page, and back.
    await open_panel(page)
    await panel(page).locator("[data-reset-all]").focus()
    await page.keyboard.press("Tab")
    assert await page.evaluate(BEYOND)
    await page.keyboard.press("Shift+Tab")
    assert await page.evaluate("!!document.activeElement.closest('#reading-panel')")
    await page.locator("main a:not(.term)").first.focus()
    await page.keyboard.press("Escape")
    await expect(opener(page)).to_be_focused()


async def press(control: Locator) -> None:
    """Press a control at once, without waiting to see that it can be reached, which other tests look at."""
    await control.evaluate("(control) => control.click()")


async def test_every_control_of_every_setting(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await open_panel(page, more=True)
    for each in SETTINGS:
        field = setting(page, each.name)
        reset = field.locator("[data-reset]")
        await expect(reset).to_be_hidden()
        if each.kind == "range":
            start = await page.evaluate("(name) => portalReading.get(name)", each.name)
            direction, back = ("1", "-1") if start < each.steps[-1] else ("-1", "1")
            await press(field.locator(f'[data-step="{direction}"]'))
            stepped = await page.evaluate("(name) => portalReading.get(name)", each.name)
            assert (stepped > start) == (direction == "1"), each.name
            await press(field.locator(f'[data-step="{back}"]'))
            slider = field.locator("[type=range]")
            await slider.press("End" if direction == "1" else "Home")
            edge = each.steps[-1 if direction == "1" else 0]
            assert (await chosen(page))[each.name] == edge
            shown = f"{edge:g}".replace(".", ",")
            await expect(field.locator("[data-typed]")).to_have_value(shown)
            await expect(slider).to_have_attribute("aria-valuetext", f"{shown} {each.unit}".strip())
            await expect(field.locator(f'[data-step="{direction}"]')).to_have_attribute("aria-disabled", "true")
        elif each.kind == "choice":
            other = next(step for step in each.steps if step != each.default)
            await press(field.locator(f'[value="{other}"]'))
            assert (await chosen(page))[each.name] == other
        elif each.kind == "switch":
            await press(field.get_by_role("switch"))
            assert (await chosen(page))[each.name] is True
        else:
            await field.locator("input").fill("#123456")
            assert (await chosen(page))[each.name] == "#123456"
        await reset.press("Enter")
        await expect(reset).to_be_focused()
        assert each.name not in await chosen(page)
    assert await chosen(page) == {}


async def test_a_typed_value(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await open_panel(page)
    for name, given, taken, shown in (
        ("size", "150", 150, "150"),
        ("size", " 233 % ", 233, "233"),
        ("size", "9999", 600, "600"),
        ("size", "-5", 75, "75"),
        ("size", "chữ", 75, "75"),
        ("line-height", "1,85", 1.85, "1,85"),
        ("line-height", "2.1", 2.1, "2,1"),
        ("letter-spacing", "0", 0, "0"),
    ):
        field = setting(page, name).locator("[data-typed]")
        await field.fill(given)
        await page.keyboard.press("Enter")
        await expect(field).to_have_value(shown)
        assert await page.evaluate("(name) => portalReading.get(name)", name) == taken
    await setting(page, "size").locator("[data-typed]").fill("9999")
    await page.keyboard.press("Tab")
    await expect_said(page, "Nhận số từ 75 đến 600. Đang là 600 %.")


async def test_each_change_is_said_once(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await open_panel(page)
    await page.evaluate(HEAR)
    size = setting(page, "size")
    said: list[str] = []
    for action, words in (
        (size.locator('[data-step="1"]').click, "Cỡ chữ: 120 %"),
        (size.locator("[data-reset]").click, "Cỡ chữ: 100 %"),
        # What the browser's own control says when it is used is not said again.
        (setting(page, "contrast").locator('[value="2"]').check, ""),
        (setting(page, "letter-spacing").locator('[data-step="1"]').click, "Khoảng cách chữ cái: 0,03 em"),
        (panel(page).locator("[data-reset-all]").click, "Đã đặt lại tất cả."),
        (panel(page).locator(".panel-undo button").click, "Đã hoàn tác."),
    ):
        await action()
        said += [words] if words else []
        await page.wait_for_function("(n) => said.length >= n", arg=len(said))
    await frames(page, 10)
    assert await page.evaluate("said") == said


async def test_reset_all_and_take_it_back(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await open_panel(page)
    everything = panel(page).locator("[data-reset-all]")
    await expect(everything).to_have_attribute("aria-disabled", "true")
    await setting(page, "size").locator('[data-step="1"]').click()
    await setting(page, "contrast").locator('[value="-1"]').check()
    await everything.click()
    assert await chosen(page) == {}
    await panel(page).locator(".panel-undo button").click()
    assert await chosen(page) == {"size": 120, "contrast": -1}
    await expect(everything).to_be_focused()
    await expect(panel(page).locator(".panel-undo")).to_be_hidden()
    # Another tab's choice is seen here too.
    other = await page.context.new_page()
    await other.goto(ARTICLE)
    await other.evaluate("portalReading.set('size', 200)")
    await expect(setting(page, "size").locator("[data-typed]")).to_have_value("200")


async def test_what_has_no_effect_says_why(open_page: OpenPage) -> None:
    page = await open_page(LONG, forced_colors="active")
    await open_panel(page, more=True)
    await expect(setting(page, "size").locator(".panel-why")).to_have_text("")
    for name in ("contrast", "theme", "own-paper"):
        await expect(setting(page, name).locator("input").first).to_have_accessible_description(
            re.compile("^Lúc này không có tác dụng. Màu do máy của bạn quyết định.")
        )
    await page.emulate_media(forced_colors="none")
    await expect(setting(page, "contrast").locator(".panel-why p")).to_be_hidden()
    await expect(setting(page, "own-paper").locator(".panel-why p:visible")).to_contain_text("Màu của tôi")
    await setting(page, "theme").locator("[value=own]").check()
    await expect(setting(page, "own-paper").locator(".panel-why p:visible")).to_have_count(0)
    # A line is as long as there is room for, and the room changes with the text's size and with the screen.
    length = setting(page, "line-length").locator(".panel-why p:visible")
    await expect(length).to_have_count(0)
    await setting(page, "size").locator("[data-typed]").fill("200")
    await page.keyboard.press("Enter")
    await expect(length).to_contain_text("Ở đây không đủ chỗ cho dòng dài như vậy")
    await setting(page, "line-length").locator("[data-typed]").fill("20")
    await page.keyboard.press("Enter")
    await expect(length).to_have_count(0)
    await page.set_viewport_size(PHONE)
    await expect(length).to_have_count(1)


PRESETS = "JSON.parse(localStorage.getItem('portal-reading-presets'))"
HOSTILE = "<img src=x onerror=\"document.title='no'\"> {name} \u202eđảo"


async def test_sets_of_settings(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await open_panel(page)
    sets = panel(page).locator(".panel-presets")
    await sets.get_by_role("button", name="Chữ lớn, dòng thưa").click()
    used = await chosen(page)
    assert used["size"] == 200
    await expect_said(page, "Đang dùng “Chữ lớn, dòng thưa”.")
    await panel(page).locator(".panel-undo button").click()
    assert await chosen(page) == {}

    await setting(page, "size").locator('[data-step="1"]').click()
    name = sets.get_by_label("Giữ các cài đặt đang dùng với tên")
    await name.press("Enter")
    await expect_said(page, "Xin gõ một cái tên.")
    for given in ("Buổi  tối", HOSTILE, "Buổi tối"):
        await name.fill(given)
        await name.press("Enter")
    kept = await page.evaluate(PRESETS)
    assert [each["name"] for each in kept] == [HOSTILE[:40], "Buổi tối"]
    assert kept[1]["values"] == {"size": 120}
    await expect(sets.locator("bdi")).to_have_text([HOSTILE[:40], "Buổi tối"])

    await page.evaluate("portalReading.resetAll()")
    await sets.get_by_role("button", name="Dùng “Buổi tối”").click()
    assert await chosen(page) == {"size": 120}
    await sets.get_by_role("button", name="Đổi tên “Buổi tối”").click()
    renaming = sets.get_by_label("Tên mới").last
    await expect(renaming).to_be_focused()
    await renaming.fill("Ban ngày")
    await renaming.press("Enter")
    await expect(sets.locator("bdi").last).to_have_text("Ban ngày")
    for _ in range(2):
        await sets.get_by_role("button", name="Xoá “").first.click()
    await expect(sets.locator("bdi")).to_have_count(0)
    await expect(name).to_be_focused()
    await panel(page).locator(".panel-undo button").click()
    await expect(sets.locator("bdi")).to_have_text(["Ban ngày"])


FOUND: tuple[tuple[str, list[str]], ...] = (
    ("not JSON", []),
    ('{"name": "a"}', []),
    ('[null, 1, {"name": 5, "values": {}}, {"name": "  "}, {"name": "a", "values": 7}, {"name": "a"}]', ["a"]),
    ('[{"name": "b", "values": {"size": [1], "__proto__": {"x": 1}, "contrast": "2", "gone": 1}}]', ["b"]),
    (json.dumps([{"name": f"{i}", "values": {}} for i in range(40)]), [f"{i}" for i in range(12)]),
)


async def test_sets_as_they_may_be_found(open_page: OpenPage) -> None:
    page = await open_page(READING)
    for kept, names in FOUND:
        await page.evaluate("(kept) => localStorage.setItem('portal-reading-presets', kept)", kept)
        await page.reload()
        await expect(panel(page).locator("bdi")).to_have_text(names)
        await expect(setting(page, "size").locator("[data-typed]")).to_have_value("100")
        if names == ["b"]:
            await press(panel(page).locator("[data-preset-action=use]"))
            assert await chosen(page) == {"contrast": 2}
    await panel(page).locator("#panel-preset-name").fill("more")
    await panel(page).locator("#panel-preset-name").press("Enter")
    await expect_said(page, "Đã có 12 bộ. Xin xoá một bộ rồi lưu lại.")
    await expect(panel(page).locator("bdi")).to_have_count(12)


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["desktop", "narrow"])
async def test_the_text_being_read_stays_in_view_and_in_place(open_page: OpenPage, viewport: Any) -> None:
    page = await open_page(LONG, viewport=viewport)
    await hydrated(page)
    await scroll_to(page, 0.4)
    await page.evaluate(MARK)
    top, height = await page.evaluate(LINE)
    await open_panel(page)
    await frames(page, 10)

    async def expect_in_place() -> None:
        now, height_now = await page.evaluate(LINE)
        assert abs(now - top) <= ONE_LINE * max(height, height_now)
        box = await panel(page).bounding_box()
        assert box
        # Beside the panel, or above it.
        assert box["x"] >= viewport["width"] / 2 or now < box["y"]

    await expect_in_place()
    # What is pressed stays under the finger, while text and panel grow.
    more = setting(page, "size").locator('[data-step="1"]')
    before = await more.bounding_box()
    assert before
    for _ in range(3):
        await page.mouse.click(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
        await frames(page, 10)
        await expect_in_place()
    assert (await chosen(page))["size"] == 165
    await page.keyboard.press("Escape")
    await expect(panel(page)).to_be_hidden()
    await frames(page, 10)
    now, height_now = await page.evaluate(LINE)
    assert abs(now - top) <= ONE_LINE * max(height, height_now)


# What gets the focus off the screen, control by control; what has the focus already would not be scrolled to.
UNSEEN = f"""() => [...document.querySelectorAll("[data-setting]")].flatMap((setting) => {{
    document.activeElement.blur();
    setting.querySelector("input, button[data-step]").focus();
    return ({FOCUS})().onScreen ? [] : [setting.dataset.setting];
}})"""
WIDER = "() => { const p = document.getElementById('reading-panel'); return p.scrollWidth - p.clientWidth; }"


@pytest.mark.parametrize("path", [LONG, READING])
async def test_at_the_largest_size_everything_is_there(open_page: OpenPage, path: str) -> None:
    page = await open_page(path, viewport=NARROW)
    await page.evaluate("portalReading.set('size', 600)")
    if path == LONG:
        await open_panel(page)
    await panel(page).locator("summary").click()
    for viewport in (NARROW, ZOOMED, DESKTOP):
        await page.set_viewport_size(viewport)
        await frames(page)
        assert await page.evaluate(SIDEWAYS) <= 0
        assert await page.evaluate(WIDER) <= 0
        assert [cut for cut in await page.evaluate(CUT) if "panel" in cut] == []
        assert await page.evaluate(UNSEEN) == []
        less, more = (setting(page, "size").locator(f'[data-step="{step}"]') for step in ("-1", "1"))
        await less.click()
        assert (await chosen(page))["size"] == 495
        await press(more)
    if path == LONG:
        await panel(page).locator("[data-close]:visible").last.click()
        await expect(opener(page)).to_be_focused()


async def test_axe_targets_and_focus_with_the_panel_open(open_context: OpenContext) -> None:
    context = await open_context(color_scheme="dark", viewport=PHONE, bypass_csp=True)
    page = await context.new_page()
    await page.goto(ARTICLE)
    await page.evaluate("portalReading.set('size', 165)")
    await open_panel(page, more=True)
    await panel(page).locator("#panel-preset-name").fill("Buổi tối")
    await panel(page).locator("#panel-preset-name").press("Enter")
    await press(panel(page).locator("[data-preset-action=rename]"))
    assert await page.evaluate(SMALL) == []
    await panel(page).locator("h2").focus()
    for _ in range(150):
        await page.keyboard.press("Tab")
        focus = await page.evaluate(FOCUS)
        assert focus["outlined"] and focus["onScreen"] and not focus["covered"], focus
        if not focus["panel"]:
            break
    await expect_nothing(page)
    await page.set_viewport_size(DESKTOP)
    await page.emulate_media(color_scheme="light")
    assert await page.evaluate(COLOURS) == []
    assert await page.evaluate(SMALL) == []


async def test_axe_on_its_own_page(open_page: OpenPage) -> None:
    page = await open_page(READING_ENGLISH, bypass_csp=True)
    await expect(setting(page, "size").locator("[data-typed]")).to_have_value("100")
    await panel(page).locator("summary").click()
    await expect_nothing(page)
    assert await page.evaluate(SMALL) == []
    await page.emulate_media(color_scheme="dark")
    assert await page.evaluate(COLOURS) == []
    # The button leads to the panel that is there.
    await opener(page).click()
    await expect(panel(page).locator("h2")).to_be_focused()


async def test_its_page_says_it_all_without_javascript(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, java_script_enabled=False)
    await page.get_by_role("link", name="Cỡ chữ và màu").click()
    assert page.url.endswith(READING)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Đọc theo cách của bạn")
    await page.locator("summary").click()
    for each in SETTINGS:
        await expect(setting(page, each.name).locator("legend")).to_be_visible()
        await expect(setting(page, each.name).locator(".panel-help")).to_be_visible()
    await expect(page.locator("main :is(input, button):visible")).to_have_count(0)
    await expect(page.locator(".without-script")).to_be_visible()
    await expect(page.locator(".reading-browser")).to_contain_text("Ctrl")


async def test_once_fetched_it_works_with_the_network_gone(open_context: OpenContext, trouble: Trouble) -> None:
    # The names' typefaces are fetched when the panel is opened, and what else comes when idle may not have come yet.
    trouble.expect("Failed to load resource.+(-name.woff2|/assets/[a-z_]+-[^/]+.js)")
    context = await open_context()
    page = await context.new_page()
    await page.goto(ARTICLE)
    await page.wait_for_function("() => document.querySelector('#reading-panel link')?.sheet")
    await context.set_offline(True)
    await open_panel(page)
    await setting(page, "size").locator('[data-step="1"]').click()
    assert await chosen(page) == {"size": 120}


async def test_where_it_cannot_be_fetched_its_page_is_opened(open_context: OpenContext, trouble: Trouble) -> None:
    trouble.expect("Failed to (load|fetch)")
    context = await open_context()
    page = await context.new_page()
    await context.route("**/reading?v=*", lambda route: route.abort())
    await page.goto(ARTICLE)
    await opener(page).click()
    await page.wait_for_url(f"**{READING}")
    await expect(setting(page, "size").locator("[data-typed]")).to_have_value("100")


SPOKEN = """
- region "Cỡ chữ và màu":
  - heading "Cỡ chữ và màu" [level=2]
  - button "Đóng"
  - group "Cỡ chữ":
    - text: Cỡ chữ
    - 'button "Cỡ chữ: bớt"': −
    - 'button "Cỡ chữ: thêm"': +
    - textbox "Cỡ chữ %": "100"
    - text: "%"
    - slider "Cỡ chữ": "2"
  - group "Tương phản":
    - text: Tương phản
    - radio "thấp nhất"
    - text: thấp nhất
    - radio "thấp"
    - text: thấp
    - radio "thường" [checked]
    - text: thường
    - radio "cao"
    - text: cao
    - radio "cao nhất"
    - text: cao nhất
"""


async def test_what_a_screen_reader_is_told(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await open_panel(page)
    await expect(panel(page)).to_match_aria_snapshot(SPOKEN)


async def test_colours_show_what_holds_and_say_what_was_changed(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await open_panel(page, more=True)
    ink, paper = (setting(page, f"own-{name}") for name in ("ink", "paper"))
    light, dark = THEMES["light"][0], THEMES["dark"][0]
    await expect(ink.locator("input")).to_have_value(light.text)
    await expect(ink).to_contain_text(f"Theo bộ màu của trang: {light.text}, tương phản ")
    await setting(page, "theme").locator("[value=dark]").check()
    await expect(ink.locator("input")).to_have_value(dark.text)
    await expect(paper).to_contain_text(f"Theo bộ màu của trang: {dark.paper}, tương phản ")
    await setting(page, "theme").locator("[value=own]").check()
    await page.evaluate(HEAR)
    await paper.locator("input").fill("#ffffff")
    await expect(paper).to_contain_text("Đang dùng #ffffff, tương phản ")
    await page.wait_for_function("() => said.length == 1")
    await ink.locator("input").fill("#888888")
    moved = ink.get_by_text("Đã đổi #888888 thành #595959 để đủ tương phản 7:1.")
    await expect(moved).to_be_visible()
    await expect(ink.locator("input")).to_have_value("#595959")
    await page.wait_for_function("() => said.length == 2")
    # What another pick does to this one is said with it.
    await paper.locator("input").fill("#f0f0f0")
    await page.wait_for_function("() => said.length == 3")
    told = await page.evaluate("said")
    assert told[1] == "Màu chữ: Đang dùng #595959, tương phản 7:1. Đã đổi #888888 thành #595959 để đủ tương phản 7:1."
    assert told[2].startswith("Màu nền: Đang dùng #f0f0f0") and "Màu chữ: Đang dùng #505050" in told[2]
    await setting(page, "contrast").locator('[value="2"]').check()
    await expect(ink).to_contain_text(re.compile("Đã đổi #888888 thành #[0-9a-f]{6} theo mức tương phản bạn đã chọn"))
    await expect(ink.locator("input")).to_have_accessible_description(re.compile("^Đang dùng .+ Đã đổi "))
    await ink.locator("[data-reset]").click()
    await expect(moved).to_be_hidden()


async def test_a_typeface_that_is_not_there_says_so_and_comes(open_context: OpenContext, trouble: Trouble) -> None:
    trouble.expect("Failed to load")
    context = await open_context()
    page = await context.new_page()
    await page.goto(LONG)
    await open_panel(page)
    typeface = setting(page, "typeface")
    for face in TYPEFACES[:-1]:
        shown = typeface.locator(f'[data-face="{face.name}"]')
        assert f"{face.family} Name" in await shown.evaluate("(name) => getComputedStyle(name).fontFamily")
    await page.wait_for_function(NAMES)
    assert not await page.evaluate(FETCHED, "/lexend-[^n]")
    await scroll_to(page, 0.4)
    await page.evaluate(MARK)
    top, height = await page.evaluate(LINE)
    await context.route("**/lexend-*", lambda route: route.abort())
    await typeface.locator("[value=lexend]").check()
    await expect(typeface.locator("[data-typeface-state]")).to_contain_text("Chưa tải được kiểu chữ này")
    width = await page.evaluate(WIDTH)
    await context.unroute("**/lexend-*")
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(typeface.locator("[data-typeface-state]")).to_be_hidden()
    assert await page.evaluate(WIDTH) != width
    await frames(page, 10)
    now, height_now = await page.evaluate(LINE)
    assert abs(now - top) <= ONE_LINE * max(height, height_now)
