"""The line being read stays where it was on the screen, within one line, whatever reflows the text.

The line is marked by the tests' own means: the character in the middle of the column at 30 % of the screen's height.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.portal import DESKTOP, PHONE, loaded
from tests.browser.reading.reader import LARGER, LESS, MORE, RESET, SMALLER, button, frames, press, protocol, withhold

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def open_page(open_page: OpenPage) -> OpenPage:
    """Opens a path whose place is kept from now on."""

    async def open_kept(path: str = "/", **options: Any) -> Page:
        page = await open_page(path, **options)
        await loaded(page, "later")
        return page

    return open_kept


VIEWPORTS = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
PLACES = [0.08, 0.37, 0.61, 0.93]

MARK = """() => {
    const column = document.querySelector(".body").getBoundingClientRect();
    // In the middle; beside a narrow table, further left; on an image, the same part of the image; between two blocks,
    // further down.
    const found = (y) => [0.5, 0.2].map((x) => document.caretRangeFromPoint(column.left + column.width * x, y))
        .find(({ startContainer }) => startContainer.nodeType == Node.TEXT_NODE);
    const isImage = (y) => document.elementFromPoint(column.left + column.width / 2, y).localName == "img";
    const y = [0.3, 0.34].map((share) => innerHeight * share).find((y) => found(y) || isImage(y)) ?? innerHeight * 0.3;
    const caret = found(y);
    window.mark = document.createRange();
    window.share = 0;
    if (caret) {
        let offset = Math.min(caret.startOffset, caret.startContainer.length - 1);
        while (!caret.startContainer.data[offset].trim()) offset--;
        mark.setStart(caret.startContainer, offset);
        mark.setEnd(caret.startContainer, offset + 1);
    } else {
        const image = document.elementFromPoint(column.left + column.width / 2, y);
        if (image.localName != "img") throw new Error(image.outerHTML);
        mark.selectNode(image);
        share = (y - image.getBoundingClientRect().top) / image.getBoundingClientRect().height;
    }
    window.markedTop = () => mark.getBoundingClientRect().top + share * mark.getBoundingClientRect().height;
    window.marked = markedTop();
}"""
# The browser scrolls to whole pixels: a character that went to the next line is half a pixel further at the most.
ONE_LINE = 1.02
LINE = """() => {
    const { parentElement } = mark.startContainer;
    return [markedTop(), parseFloat(getComputedStyle(parentElement ?? mark.startContainer).lineHeight)];
}"""
DRIFT = """() => [
    markedTop() - marked,
    parseFloat(getComputedStyle(mark.startContainer.parentElement).lineHeight),
]"""


async def scroll_to(page: Page, share: float) -> None:
    """Scroll to a share of the page, a few times, for what comes into view gets its true height only then."""
    for _ in range(3):
        await page.evaluate("(share) => scrollTo(0, share * (document.body.scrollHeight - innerHeight))", share)
        await frames(page)


async def drift(page: Page) -> float:
    """How far the marked line has moved, in its own lines."""
    await frames(page)
    moved, line = await page.evaluate(DRIFT)
    return abs(moved) / line


@VIEWPORTS
@pytest.mark.parametrize("place", PLACES)
async def test_each_control_keeps_the_place(open_page: OpenPage, viewport: Any, place: float) -> None:
    page = await open_page(viewport=viewport)
    await press(page, LARGER, times=2)
    await scroll_to(page, place)
    for word in (LARGER, SMALLER, SMALLER, RESET, MORE, LESS):
        await page.evaluate(MARK)
        await press(page, word)
        assert await drift(page) <= ONE_LINE, word


@VIEWPORTS
@pytest.mark.parametrize("place", PLACES[1::2])
async def test_all_sizes_up_down_and_back_keep_the_place(open_page: OpenPage, viewport: Any, place: float) -> None:
    page = await open_page(viewport=viewport)
    await scroll_to(page, place)
    await page.evaluate(MARK)
    for word, times in ((LARGER, 10), (SMALLER, 12), (LARGER, 2)):
        for _ in range(times):
            await press(page, word)
            assert await drift(page) <= 1
    assert await page.evaluate("portalReading.get('size')") == 100
    assert await drift(page) <= 0.1


@VIEWPORTS
async def test_the_place_follows_the_reader(open_page: OpenPage, viewport: Any) -> None:
    page = await open_page(viewport=viewport)
    for place in PLACES:
        await scroll_to(page, place)
        await page.evaluate(MARK)
        await press(page, LARGER)
        assert await drift(page) <= ONE_LINE


async def test_a_link_or_script_scrolls_while_something_loads(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE)
    loaded = "() => document.querySelector('main img').dispatchEvent(new Event('load'))"
    for place in (0.4, 0.7):
        # Not long after the scroll, and when all has settled.
        for count in (2, 4):
            await scroll_to(page, 0 if place == 0.4 else 0.1)
            await page.evaluate(
                f"(share) => {{ ({loaded})(); scrollTo(0, share * document.body.scrollHeight); }}", place
            )
            await frames(page, count)
            await page.evaluate(MARK)
            await page.evaluate("() => portalReading.set('size', 150)")
            assert await drift(page) <= ONE_LINE, (place, count)
            await page.evaluate("() => portalReading.set('size', 100)")


@VIEWPORTS
async def test_at_the_top_the_button_stays_under_the_finger(open_page: OpenPage, viewport: Any) -> None:
    page = await open_page(viewport=viewport)
    for scrolled in (0, 10):
        await page.evaluate("(y) => scrollTo(0, y)", scrolled)
        await frames(page)
        before = await button(page, LARGER).bounding_box()
        await press(page, LARGER, times=3)
        await frames(page)
        assert await button(page, LARGER).bounding_box() == before
        assert await page.evaluate("scrollY") == scrolled


async def test_keyboard_keeps_place_focus_and_selection(open_page: OpenPage) -> None:
    page = await open_page()
    await scroll_to(page, 0.5)
    await page.evaluate(MARK)
    await page.evaluate("getSelection().addRange(mark.cloneRange())")
    await button(page, LARGER).focus()
    await frames(page)
    await page.evaluate(MARK)
    selected = await page.evaluate("getSelection().toString()")
    for _ in range(4):
        await page.keyboard.press("Enter")
    assert await drift(page) <= 1
    assert await page.evaluate("document.activeElement.textContent") == LARGER
    assert await page.evaluate("getSelection().toString()") == selected


@pytest.mark.parametrize("place", PLACES)
async def test_rotation_there_and_back(open_page: OpenPage, place: float) -> None:
    page = await open_page(viewport=PHONE)
    await press(page, LARGER, times=2)
    await scroll_to(page, place)
    await page.evaluate(MARK)
    await page.set_viewport_size({"width": 844, "height": 390})
    assert await drift(page) <= 1
    await page.set_viewport_size({"width": 390, "height": 844})
    assert await drift(page) <= 0.1


async def test_a_window_made_narrower(open_page: OpenPage) -> None:
    page = await open_page(viewport=DESKTOP)
    await scroll_to(page, 0.6)
    await page.evaluate(MARK)
    for width in (1000, 700, 450, 320, 900):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await drift(page) <= 1, width


async def test_the_address_bar_does_not_fight_the_scroll(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE)
    await scroll_to(page, 0.5)
    # A scroll whose event has not come yet, and a resize of the height alone.
    await page.evaluate("""() => {
        scrollBy(0, 500);
        window.arrived = scrollY;
        dispatchEvent(new Event("resize"));
    }""")
    await frames(page)
    assert await page.evaluate("scrollY - arrived") == pytest.approx(0, abs=2)


@VIEWPORTS
async def test_a_late_image_without_size(open_context: OpenContext, viewport: Any) -> None:
    context = await open_context(viewport=viewport)
    page = await context.new_page()
    arrive = await withhold(page, "**/late.svg")
    await page.goto("/late-image", wait_until="domcontentloaded")
    await press(page, LARGER, times=2)
    await page.evaluate("document.querySelector('.body h2').nextSibling.scrollIntoView()")
    await frames(page)
    await page.evaluate(MARK)
    before = await page.evaluate("scrollY")
    await page.evaluate("""() => {
        const image = document.querySelector("img[src='/late.svg']");
        window.arrived = new Promise((done) => image.addEventListener("load", () => done(true)));
    }""")
    arrive.set()
    assert await page.evaluate("arrived")
    assert await drift(page) <= 1
    assert await page.evaluate("scrollY") > before + 100


async def test_a_large_image_where_the_reader_is(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE)
    await page.evaluate("""() => {
        const image = document.querySelector(".body img");
        image.style.cssText = "display:block;width:8em;height:60em;max-width:none";
        image.scrollIntoView();
        scrollBy(0, 300);
    }""")
    await frames(page)
    share = """() => {
        const { top, height } = document.querySelector(".body img").getBoundingClientRect();
        return (innerHeight * 0.3 - top) / height;
    }"""
    before = await page.evaluate(share)
    await press(page, LARGER, times=2)
    await frames(page)
    assert await page.evaluate(share) == pytest.approx(before, abs=0.01)


async def test_a_part_unfolded_is_not_taken_back(open_page: OpenPage) -> None:
    page = await open_page(viewport=DESKTOP)
    await page.evaluate("""() => {
        const details = document.createElement("details");
        details.innerHTML = "<summary>Xem thêm</summary><p style='height:150px'></p>";
        document.querySelector("#muc-20").after(details);
        details.scrollIntoView();
        scrollBy(0, -100);
    }""")
    await frames(page)
    await page.locator("summary").click()
    await frames(page)
    scrolled = await page.evaluate("scrollY")
    await page.evaluate("document.querySelector('.body img').dispatchEvent(new Event('load'))")
    await frames(page)
    assert await page.evaluate("scrollY") == scrolled


async def test_a_link_to_a_part_arrives_there_below_the_bar(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await page.evaluate("portalReading.set('size', 240)")
    await page.goto("/#muc-30")
    await frames(page, 10)
    top, bar = await page.evaluate("""() => [
        document.getElementById("muc-30").getBoundingClientRect().top,
        document.getElementById("portal-controls").getBoundingClientRect().bottom,
    ]""")
    assert bar <= top <= bar + 60


async def test_under_pinch_zoom_nothing_scrolls(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE, is_mobile=True, has_touch=True)
    await scroll_to(page, 0.5)
    await protocol(page, "Emulation.setPageScaleFactor", pageScaleFactor=2)
    await page.wait_for_function("visualViewport.scale === 2")
    await frames(page)
    before = await page.evaluate("scrollY")
    await page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    await page.evaluate("portalReading.set('size', 200)")
    await frames(page)
    assert await page.evaluate("scrollY") == before


async def test_what_is_beyond_the_screen_follows(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE)
    await scroll_to(page, 0.4)
    # In one task: before the next frame what is beyond the screen has its old size, and what is seen its new one.
    near, held_back = await page.evaluate("""() => {
        const blocks = [...document.querySelectorAll(".body > *")];
        const isNear = (block) => {
            const { top, bottom } = block.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
        };
        portalReading.set("size", 140);
        const isHeldBack = (block) => getComputedStyle(block).contentVisibility == "hidden";
        return [blocks.filter(isNear).filter(isHeldBack).length, blocks.filter(isHeldBack).length];
    }""")
    assert near == 0 < held_back
    await page.wait_for_function("() => !document.querySelector('[style*=content-visibility]')")
    await frames(page)
    # Nothing is left of it: each block is as tall as it is where nothing was held back.
    heights = "() => [...document.querySelectorAll('.body > *')].map((block) => block.offsetHeight)"
    await page.add_style_tag(content=".body > * { content-visibility: visible !important }")
    followed = await page.evaluate(heights)
    await page.reload()
    await page.add_style_tag(content=".body > * { content-visibility: visible !important }")
    assert await page.evaluate(heights) == followed


async def test_what_the_change_brings_near_is_seen_in_the_same_frame(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE)
    await page.evaluate("portalReading.set('size', 600)")
    await scroll_to(page, 0.5)
    await page.wait_for_function("() => !document.querySelector('[style*=content-visibility]')")
    hidden = await page.evaluate("""() => new Promise((done) => {
        portalReading.set("size", 75);
        // Behind the script's own, in the same frame.
        requestAnimationFrame(() => done([...document.querySelectorAll(".body > *")].filter((block) => {
            const { top, bottom } = block.getBoundingClientRect();
            return bottom > 0 && top < innerHeight && getComputedStyle(block).contentVisibility == "hidden";
        }).length));
    })""")
    assert hidden == 0


async def test_what_has_the_focus_is_not_held_back(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE)
    await page.evaluate("document.querySelector('.body > p a').focus({ preventScroll: true })")
    await page.evaluate("portalReading.set('size', 200)")
    await page.wait_for_function("() => !document.querySelector('[style*=content-visibility]')")
    assert await page.evaluate("document.activeElement.getAttribute('href')") == "#muc-3"
