"""The five buttons on the portal's own pages: by mouse, by keyboard, by touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from portal_ui.reading.settings import CONTRAST, SIZE
from tests.browser.portal import ARTICLE, HOME, MISSING, PAGES, PHONE, hydrated
from tests.browser.reading.reader import (
    LARGER,
    LESS,
    MORE,
    RESET,
    SETTINGS,
    SMALLER,
    WORDS,
    button,
    chosen_contrast,
    frames,
    insist,
    kept,
    press,
    size,
    token,
)

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

HUNDRED = 19

HEAR = """() => {
    window.said = [];
    const announcer = document.getElementById("portal-announcer");
    new MutationObserver(() => announcer.textContent && said.push(announcer.textContent))
        .observe(announcer, { childList: true, characterData: true, subtree: true });
}"""


@pytest.mark.parametrize("path", [*PAGES, MISSING])
async def test_the_buttons_are_on_every_page_in_their_order(open_page: OpenPage, trouble: Trouble, path: str) -> None:
    if path == MISSING:
        trouble.expect("status of 404")
    page = await open_page(path)
    buttons = page.locator(".reading-controls").get_by_role("button")
    await expect(buttons).to_have_count(6)
    await expect(buttons.first).to_have_text(SMALLER)
    if not path.startswith("/en"):
        await expect(buttons).to_have_text([*WORDS, SETTINGS])
    assert await buttons.evaluate_all("(all) => all.every((one) => one.localName == 'button' && one.type == 'button')")


async def test_mouse(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    assert await size(page) == HUNDRED
    papers = {await token(page, "--text")}
    await press(page, LARGER)
    assert await size(page) == pytest.approx(HUNDRED * 1.2)
    await press(page, SMALLER, times=2)
    assert await size(page) == pytest.approx(HUNDRED * 0.85)
    for word, level in ((MORE, "1"), (LESS, None), (LESS, "-1")):
        await press(page, word)
        assert await chosen_contrast(page) == level
        papers.add(await token(page, "--text"))
    assert len(papers) == 3
    assert await kept(page) == {"size": 85, "contrast": -1}


async def test_keyboard_alone(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    reached: list[str] = []
    for _ in range(30):
        await page.keyboard.press("Tab")
        word = await page.evaluate("document.activeElement.closest('[data-reading]')?.textContent ?? ''")
        if word:
            reached.append(word)
        if word == LARGER:
            await page.keyboard.press("Enter")
            await page.keyboard.press("Space")
        if word == MORE:
            await page.keyboard.press("Enter")
        if word == LESS:
            break
    assert tuple(reached) == WORDS
    assert await kept(page) == {"size": 140, "contrast": 1}
    await expect(button(page, LESS)).to_be_focused()


async def test_touch(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, viewport=PHONE, has_touch=True, is_mobile=True)
    await hydrated(page)
    for word in (LARGER, LARGER, SMALLER, MORE):
        await button(page, word).tap()
    assert await kept(page) == {"size": 120, "contrast": 1}


async def test_a_takes_back_the_size_and_normal_contrast_is_not_kept(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await press(page, LARGER, times=3)
    await press(page, MORE)
    await press(page, RESET)
    assert await size(page) == HUNDRED
    assert await kept(page) == {"contrast": 1}
    await press(page, LESS)
    assert await page.evaluate("localStorage.getItem('portal-reading')") is None
    assert await page.evaluate("['size', 'contrast'].some((name) => name in document.documentElement.dataset)") is False


@pytest.mark.parametrize(
    ("word", "back", "steps", "message"),
    [
        (LARGER, SMALLER, sum(step > 100 for step in SIZE.steps), "Cỡ chữ 600 %, đã lớn nhất"),
        (SMALLER, LARGER, sum(step < 100 for step in SIZE.steps), "Cỡ chữ 75 %, đã nhỏ nhất"),
        (MORE, LESS, sum(step > 0 for step in CONTRAST.steps), "Tương phản cao nhất, đã ở mức cuối"),
        (LESS, MORE, sum(step < 0 for step in CONTRAST.steps), "Tương phản thấp nhất, đã ở mức cuối"),
    ],
)
async def test_a_limit_is_said_and_holds_the_focus(
    open_page: OpenPage, word: str, back: str, steps: int, message: str
) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    await press(page, word, times=steps)
    await expect(button(page, word)).to_have_attribute("aria-disabled", "true")
    await expect(button(page, word)).to_be_focused()
    await expect(button(page, word)).not_to_have_attribute("disabled", "")
    before = await kept(page)
    await insist(page, word)
    await expect(page.locator("#portal-announcer")).to_have_text(message)
    assert await kept(page) == before
    await press(page, back)
    await expect(button(page, word)).not_to_have_attribute("aria-disabled", "true")


async def test_each_change_is_announced_once(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    await page.evaluate(HEAR)
    messages = ["Cỡ chữ 120 %", "Cỡ chữ 140 %", "Cỡ chữ 100 %", "Tương phản cao", "Tương phản thường"]
    for number, word in enumerate((LARGER, LARGER, RESET, MORE, LESS), 1):
        await press(page, word)
        await page.wait_for_function("(n) => said.length >= n", arg=number)
    await frames(page, 10)
    assert await page.evaluate("said") == messages
    await expect(page.locator("#portal-announcer")).to_have_attribute("aria-live", "polite")


async def test_the_chosen_size_reaches_everything_in_the_article(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    # Those that are there now: some come, and some go, when the page is idle.
    await page.evaluate("""() => {
        window.texts = [...document.querySelectorAll(".article *:not(.listen *)")]
            .filter((element) => [...element.childNodes].some((node) => node.nodeType == 3 && node.data.trim()));
    }""")
    sizes = "() => texts.map((element) => parseFloat(getComputedStyle(element).fontSize))"
    before = await page.evaluate(sizes)
    await press(page, LARGER, times=4)
    after = await page.evaluate(sizes)
    assert len(before) > 50
    # Headings grow less than the text, and all that is text by the same factor.
    assert all(now > then * 1.5 for then, now in zip(before, after, strict=True))
    assert sum(now == pytest.approx(then * 2, abs=0.02) for then, now in zip(before, after, strict=True)) > 50


async def test_what_was_chosen_holds_on_the_next_page(open_page: OpenPage) -> None:
    page = await open_page(HOME)
    await press(page, LARGER)
    await press(page, MORE)
    await page.locator(".card h2 a").first.click()
    await expect(page.locator("article.article")).to_be_visible()
    assert await size(page) == pytest.approx(HUNDRED * 1.2)
    assert await chosen_contrast(page) == "1"
    await page.locator(".languages a").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    assert await size(page) == pytest.approx(HUNDRED * 1.2)
