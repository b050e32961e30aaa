"""What goes along with the voice: the page, and the lines in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.portal import DESKTOP, PHONE
from tests.browser.reading.reader import frames, rest
from tests.browser.test_aloud import listening, press

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Whether what is read is all on the screen, between the bar and the player.
SEEN = """() => {
    const [range] = CSS.highlights.get("aloud-sentence");
    if (!range) return document.querySelector("[data-aloud]") != null;  // a picture
    const { top, bottom } = range.getBoundingClientRect();
    return top >= document.getElementById("portal-controls").getBoundingClientRect().bottom
        && bottom <= document.querySelector(".aloud").getBoundingClientRect().top;
}"""
# Whether the word that is read, else its sentence, is in the clear on the screen, and not much more than so many lines.
IN_FOCUS = """(most) => {
    const [range] = [...CSS.highlights.get("aloud-word"), ...CSS.highlights.get("aloud-sentence")];
    const { top, bottom, height } = (range ?? document.querySelector("[data-aloud] img")).getBoundingClientRect();
    const [above, below] = [...document.querySelectorAll(".line-shade")].map((one) => one.getBoundingClientRect());
    return height && top >= above?.bottom - 2 && bottom <= below.top + 2 && top >= 0
        && bottom <= document.querySelector(".aloud").getBoundingClientRect().top
        && (!most || below.top - above.bottom < most * 2.5 * height);
}"""
BAND = "() => document.querySelector('.line-shade').getBoundingClientRect().bottom"


async def test_the_page_follows_until_the_reader_scrolls_and_comes_back_when_called(open_context: OpenContext) -> None:
    page = await listening(open_context, reduced_motion="reduce", viewport=PHONE)
    for _ in range(12):
        # A picture that comes just then does not take the page back.
        await page.evaluate(
            "() => { speech.finish(); document.querySelector('.article img').dispatchEvent(new Event('load')); }"
        )
        await page.wait_for_function(SEEN)
    await page.mouse.move(200, 300)
    await page.mouse.wheel(0, 3000)
    await page.get_by_role("button", name="Về chỗ đang đọc").wait_for()
    await page.wait_for_function(f"() => !({SEEN})()")
    at = await page.evaluate("() => scrollY")
    await page.evaluate("() => speech.finish()")
    assert await page.evaluate("() => scrollY") == at
    await press(page, "Về chỗ đang đọc")
    await page.wait_for_function(SEEN)
    assert await page.get_by_role("button", name="Về chỗ đang đọc").count() == 0


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_lines_in_focus_go_along_with_the_voice(open_context: OpenContext, viewport: Any) -> None:
    page = await listening(open_context, viewport=viewport)
    for lines in (1, 3, 5):
        await page.evaluate("(lines) => portalReading.set('line-focus', lines)", lines)
        # A voice without words: all of the sentence.
        for _ in range(3):
            await page.wait_for_function(IN_FOCUS)
            await page.evaluate("() => speech.finish()")
        for _ in range(3):
            for word in ("0", "speech.current.text.trimEnd().lastIndexOf(' ') + 1"):
                await page.evaluate(f"() => speech.word({word})")
                await page.wait_for_function(IN_FOCUS, arg=lines)
            await page.evaluate("() => speech.finish()")
        await page.keyboard.press("Escape")
        await press(page, "Đọc")
    assert await page.evaluate("() => scrollY") > 200
    # Once it stops, the window stays there, and is the reader's.
    await page.evaluate("() => { portalReading.set('line-focus', 1); speech.word(0); }")
    await rest(page)
    await page.wait_for_function(IN_FOCUS, arg=1)
    band = await page.evaluate(BAND)
    await page.keyboard.press("Escape")
    await frames(page)
    assert await page.evaluate(BAND) == band
    at = await page.evaluate("() => { document.activeElement.blur(); return scrollY; }")
    await page.keyboard.press("ArrowDown")
    await page.wait_for_function("(at) => scrollY > at", arg=at)
    # It goes to what is only pointed at too, until the reader scrolls.
    await press(page, "Câu sau")
    await page.wait_for_function(IN_FOCUS)
    await page.mouse.move(200, 300)
    await page.mouse.wheel(0, 120)
    await page.wait_for_function(f"() => !({IN_FOCUS})()")
