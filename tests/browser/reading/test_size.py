"""Text size: steps, limits, announcements, what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from portal_ui.reading.settings import SIZE
from tests.browser.reading.reader import LARGER, RESET, SMALLER, WORDS, button, expect_said, kept, press, size

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

HUNDRED = 1.1875 * 16
ABOVE = [step for step in SIZE.steps if step > 100]
BELOW = [step for step in reversed(SIZE.steps) if step < 100]


async def test_goes_through_every_step_up_and_down(open_page: OpenPage) -> None:
    page = await open_page()
    assert await size(page) == HUNDRED
    for step in ABOVE:
        await press(page, LARGER)
        assert await size(page) == pytest.approx(HUNDRED * step / 100, abs=0.01)
        assert await kept(page) == {"size": step}
    assert await size(page) == pytest.approx(6 * HUNDRED)
    for step in [*reversed(ABOVE[:-1]), 100, *BELOW]:
        await press(page, SMALLER)
        assert await size(page) == pytest.approx(HUNDRED * step / 100, abs=0.01)
    await press(page, RESET)
    assert await size(page) == HUNDRED
    assert await kept(page) is None


async def test_multiplies_the_browsers_own_size(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await page.add_style_tag(content="html{font-size:200%}")
    await press(page, LARGER)
    assert await size(page) == pytest.approx(2 * HUNDRED * 1.2)


async def test_reaches_the_text_where_no_script_can_bring_a_stylesheet(open_context: OpenContext) -> None:
    context = await open_context()
    await context.add_init_script("delete Document.prototype.adoptedStyleSheets")
    page = await context.new_page()
    await page.goto("/short")
    await press(page, LARGER)
    assert await size(page) == pytest.approx(HUNDRED * 1.2, abs=0.01)
    await page.reload()
    assert await size(page) == pytest.approx(HUNDRED * 1.2, abs=0.01)
    assert await page.evaluate("document.documentElement.style.getPropertyValue('--reading-size')") == "1.2"


@pytest.mark.parametrize(
    ("word", "limit", "message"),
    [
        (LARGER, 600, "Cỡ chữ 600 %, đã lớn nhất"),
        (SMALLER, 75, "Cỡ chữ 75 %, đã nhỏ nhất"),
    ],
)
async def test_says_the_limit(open_page: OpenPage, word: str, limit: int, message: str) -> None:
    page = await open_page("/short")
    for other in WORDS:
        await expect(button(page, other)).not_to_have_attribute("aria-disabled", "true")
    await press(page, word, times=len(ABOVE) if word == LARGER else len(BELOW))
    await expect(button(page, word)).to_have_attribute("aria-disabled", "true")
    await expect(button(page, word)).to_be_focused()
    await button(page, word).press("Enter")
    await expect_said(page, message)
    assert await kept(page) == {"size": limit}
    await press(page, RESET)
    await expect(button(page, word)).not_to_have_attribute("aria-disabled", "true")


async def test_announces_each_change_once(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await page.evaluate("""() => {
        window.said = [];
        const announcer = document.getElementById("portal-announcer");
        new MutationObserver(() => announcer.textContent && window.said.push(announcer.textContent))
            .observe(announcer, { childList: true, characterData: true, subtree: true });
    }""")
    for word, message in ((LARGER, "Cỡ chữ 120 %"), (RESET, "Cỡ chữ 100 %"), (RESET, "Cỡ chữ 100 %")):
        before = await page.evaluate("said.length")
        await press(page, word)
        await page.wait_for_function("(n) => said.length > n", arg=before)
        assert await page.evaluate("said.slice(-1)[0]") == message
    assert await page.evaluate("said") == ["Cỡ chữ 120 %", "Cỡ chữ 100 %", "Cỡ chữ 100 %"]


async def test_says_only_the_last_of_quick_presses(open_page: OpenPage) -> None:
    page = await open_page("/short")
    said = await page.evaluate("""async () => {
        const said = [], announcer = document.getElementById("portal-announcer");
        const heard = new Promise((done) => new MutationObserver(() => {
            if (announcer.textContent) { said.push(announcer.textContent); done(); }
        }).observe(announcer, { childList: true }));
        for (let i = 0; i < 3; i++) document.querySelector("[data-reading=size-larger]").click();
        await heard;
        return said;
    }""")
    assert said == ["Cỡ chữ 165 %"]


async def test_keyboard(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await button(page, SMALLER).focus()
    reached: list[str] = []
    for _ in WORDS:
        reached.append(await page.evaluate("document.activeElement.textContent"))
        await page.keyboard.press("Tab")
    assert tuple(reached) == WORDS
    await button(page, LARGER).focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Space")
    assert await kept(page) == {"size": 140}


async def test_touch(open_page: OpenPage) -> None:
    page = await open_page("/short", has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    await button(page, LARGER).tap()
    await button(page, LARGER).tap()
    assert await kept(page) == {"size": 140}


@pytest.mark.parametrize(
    ("found", "percent"),
    [
        ('{"size":200}', 200),
        ('{"size":"165"}', 165),
        ('{"size":150.5}', 150.5),
        ('{"size":0}', 75),
        ('{"size":-3}', 75),
        ('{"size":1e999}', 600),
        ('{"size":null}', 100),
        ('{"size":true}', 100),
        ('{"size":[200]}', 100),
        ('{"size":"<b>"}', 100),
        ('{"size":200,"contrast":"high","unknown":{"a":1}}', 200),
        ('{"size":200', 100),
        ("null", 100),
        ("[]", 100),
        ('"text"', 100),
        ("", 100),
    ],
)
async def test_repairs_or_drops_what_it_finds(open_context: OpenContext, found: str, percent: float) -> None:
    context = await open_context()
    page = await context.new_page()
    await page.goto("/short")
    await page.evaluate("(found) => localStorage.setItem('portal-reading', found)", found)
    await page.reload()
    assert await size(page) == pytest.approx(HUNDRED * percent / 100, abs=0.01)
    assert await page.evaluate("portalReading.get('contrast')") == 0


@pytest.mark.parametrize(("word", "next_step"), [(LARGER, 165), (SMALLER, 140)])
async def test_steps_from_a_value_between_steps(open_page: OpenPage, word: str, next_step: int) -> None:
    page = await open_page("/short")
    await page.evaluate("portalReading.set('size', 150)")
    assert await kept(page) == {"size": 150}
    await press(page, word)
    assert await kept(page) == {"size": next_step}


@pytest.mark.parametrize("given", [None, "", "big", float("nan"), {}, []])
async def test_interface_ignores_what_makes_no_sense(open_page: OpenPage, given: Any) -> None:
    page = await open_page("/short")
    await page.evaluate("(given) => portalReading.set('size', given)", given)
    assert await page.evaluate("portalReading.chosen()") == {}


async def test_interface_tells_subscribers(open_page: OpenPage) -> None:
    page = await open_page("/short")
    assert await page.evaluate("""() => {
        const heard = [], before = portalReading.snapshot();
        const stop = portalReading.subscribe(() => heard.push(portalReading.snapshot()));
        const same = before === portalReading.snapshot();
        portalReading.set("size", 200);
        portalReading.reset("size");
        stop();
        portalReading.set("size", 300);
        return [same, heard.map((values) => values.size), portalReading.get("size")];
    }""") == [True, [200, 100], 300]
