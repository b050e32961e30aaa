"""The bar and the text on narrow, short, zoomed and printed pages."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.browser.reading.reader import LARGER, LESS, MORE, SETTINGS, SMALLER, WORDS, button, frames, press

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDER = """() => [...document.querySelectorAll("body *")].filter((element) =>
    !element.closest(".table-region table") && element.getBoundingClientRect().right > innerWidth + 0.5
).map((element) => element.outerHTML.slice(0, 80))"""
# Every block laid out, so that what lies below the screen is measured too.
ALL = "html .body > *, html:not([data-embed]) .body > * {content-visibility: visible}"


async def boxes(page: Page) -> list[Any]:
    return [await button(page, word).bounding_box() for word in WORDS]


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
async def test_buttons_are_large_and_in_one_row(open_page: OpenPage, width: int) -> None:
    page = await open_page("/short", viewport={"width": width, "height": 844})
    found = await boxes(page)
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in found)
    assert len({box["y"] for box in found}) == 1
    assert [box["x"] for box in found] == sorted(box["x"] for box in found)
    assert await page.evaluate(OVERFLOW) <= 0
    bar = await page.locator("#portal-controls").bounding_box()
    assert bar
    # The button of all settings has a row of its own where there is no room beside the five.
    assert bar["height"] <= (80 if width >= 640 else 144)


@pytest.mark.parametrize("width", [320, 390])
async def test_fits_with_a_browser_font_of_200_percent(open_page: OpenPage, width: int) -> None:
    page = await open_page(viewport={"width": width, "height": 640})
    await page.add_style_tag(content="html{font-size:200%}" + ALL)
    assert await page.evaluate(OVERFLOW) <= 0
    assert await page.evaluate(WIDER) == []
    assert all(box["width"] >= 44 and box["x"] + box["width"] <= width for box in await boxes(page))


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 640}, {"width": 320, "height": 256}])
async def test_nothing_is_wider_than_the_screen_at_600_percent(open_page: OpenPage, viewport: Any) -> None:
    page = await open_page(viewport=viewport)
    await page.add_style_tag(content=ALL)
    before = await page.locator("#portal-controls").bounding_box()
    await page.evaluate("portalReading.set('size', 600)")
    assert await page.evaluate(OVERFLOW) <= 0
    assert await page.evaluate(WIDER) == []
    assert await page.locator("#portal-controls").bounding_box() == before
    assert await page.evaluate("""() => {
        const region = document.querySelector(".table-region");
        return region.scrollWidth > region.clientWidth;
    }""")


async def test_words_in_tables_stay_whole(open_page: OpenPage) -> None:
    page = await open_page(viewport={"width": 320, "height": 640})
    await page.add_style_tag(content=ALL)
    await page.evaluate("portalReading.set('size', 600)")
    assert (
        await page.evaluate("""() => {
        const text = document.querySelector("td").firstChild, range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, text.data.indexOf(" "));
        return range.getClientRects().length;
    }""")
        == 1
    )


async def test_headings_grow_less_than_the_text(open_page: OpenPage) -> None:
    page = await open_page()
    ratios: dict[int, list[float]] = {}
    for percent in (75, 100, 200, 300, 600):
        await page.evaluate("(percent) => portalReading.set('size', percent)", percent)
        ratios[percent] = await page.evaluate("""() => {
            const size = (query) => parseFloat(getComputedStyle(document.querySelector(query)).fontSize);
            return ["h1", ".body h2"].map((query) => size(query) / size(".body p"));
        }""")
    assert ratios[75] == pytest.approx(ratios[100])
    assert ratios[100] == pytest.approx([1.6, 1.35], abs=0.01)
    assert ratios[300] == pytest.approx([1.1, 1.08], abs=0.01)
    assert ratios[600] == pytest.approx(ratios[300])
    assert ratios[100][0] > ratios[200][0] > ratios[300][0]


@pytest.mark.parametrize(
    ("path", "viewport", "position"),
    [
        ("/", {"width": 390, "height": 844}, "sticky"),
        ("/", {"width": 1280, "height": 480}, "sticky"),
        ("/", {"width": 1280, "height": 470}, "static"),
        ("/", {"width": 844, "height": 390}, "static"),
        ("/", {"width": 320, "height": 256}, "static"),
        ("/embed", {"width": 390, "height": 844}, "static"),
    ],
)
async def test_sticks_only_where_there_is_room(open_page: OpenPage, path: str, viewport: Any, position: str) -> None:
    page = await open_page(path, viewport=viewport)
    await page.evaluate("scrollTo(0, 2000)")
    await frames(page)
    bar = await page.evaluate("document.getElementById('portal-controls').getBoundingClientRect().top")
    assert (bar == 0) == (position == "sticky")
    padding = await page.evaluate("getComputedStyle(document.documentElement).scrollPaddingBlockStart")
    assert (padding == "auto") == (position == "static")


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_what_is_focused_or_paged_to_is_never_under_the_bar(open_page: OpenPage, width: int) -> None:
    page = await open_page(viewport={"width": width, "height": 640})
    await page.evaluate("""() => {
        for (const paragraph of document.querySelectorAll(".body p"))
            paragraph.insertAdjacentHTML("afterbegin", `<a href="#muc-1">Liên kết</a> `);
    }""")
    await page.evaluate("scrollTo(0, 5000)")
    await frames(page)
    await page.locator(".body a").nth(30).evaluate("(link) => link.focus({preventScroll: true})")
    for _ in range(6):
        await page.keyboard.press("Shift+Tab")
        await frames(page)
        link, bar = await page.evaluate("""() => [
            document.activeElement.getBoundingClientRect().top,
            document.getElementById("portal-controls").getBoundingClientRect().bottom,
        ]""")
        assert link >= bar
    before = await page.evaluate("scrollY")
    await page.keyboard.press("PageDown")
    await asyncio.sleep(0.5)
    bar = await page.evaluate("document.getElementById('portal-controls').getBoundingClientRect().bottom")
    assert 0 < await page.evaluate("scrollY") - before <= 640 - bar


async def test_the_bar_hides_the_text_below_it(open_page: OpenPage) -> None:
    page = await open_page()
    await page.evaluate("scrollTo(0, 2000)")
    await frames(page)
    assert await page.evaluate("""() => {
        const bar = document.getElementById("portal-controls");
        const { width, height } = bar.getBoundingClientRect();
        return [4, width / 2, width - 4].every((x) => bar.contains(document.elementFromPoint(x, height / 2)))
            && getComputedStyle(bar).backgroundColor === getComputedStyle(document.documentElement).backgroundColor;
    }""")


async def test_names_and_descriptions(open_page: OpenPage) -> None:
    page = await open_page("/short")
    region = page.get_by_role("region", name="Cỡ chữ và tương phản", exact=True)
    await expect(region).to_be_visible()
    descriptions = ("Chữ nhỏ hơn", "Cỡ chữ ban đầu", "Chữ to hơn", "Chữ và nền khác nhau rõ hơn", "Chữ và nền dịu hơn")
    for word, description in zip(WORDS, descriptions, strict=True):
        await expect(button(page, word)).to_have_count(1)
        await expect(button(page, word)).to_have_accessible_description(description)
    assert (await region.inner_text()).split() == f"A- A A+ | {MORE} {LESS} {SETTINGS}".split()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_focus_is_shown(open_page: OpenPage, scheme: Any) -> None:
    page = await open_page("/short", color_scheme=scheme)
    await button(page, SMALLER).focus()
    await page.keyboard.press("Tab")
    style = await page.evaluate("""() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return [outlineStyle, parseFloat(outlineWidth)];
    }""")
    assert style[0] == "solid"
    assert style[1] >= 2


async def test_a_link_at_the_edge_of_a_block_shows_its_whole_outline(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await page.evaluate("""() => {
        const paragraph = document.querySelector(".body p");
        paragraph.innerHTML = "<a href='#x' style='display:inline-block;line-height:1;color:transparent'>Liên kết</a>";
        document.documentElement.style.setProperty("--focus", "#ff0000");
    }""")
    await button(page, SETTINGS).focus()
    await page.keyboard.press("Tab")
    box = await page.locator(".body a").bounding_box()
    assert box
    # The pixels just outside the left edge, where the outline is.
    clip = {"x": box["x"] - 5, "y": box["y"] + box["height"] / 2, "width": 3, "height": 1}
    shot = await page.screenshot(clip=clip)  # pyright: ignore[reportArgumentType]
    pixels = await page.evaluate(
        """async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        canvas.drawImage(bitmap, 0, 0);
        return [...canvas.getImageData(1, 0, 1, 1).data];
    }""",
        list(shot),
    )
    assert pixels == [255, 0, 0, 255]


async def test_print_has_the_text_without_the_controls(open_page: OpenPage) -> None:
    page = await open_page()
    await press(page, LARGER, times=2)
    await page.emulate_media(media="print")
    await expect(page.locator("#portal-controls")).to_be_hidden()
    assert await page.evaluate("getComputedStyle(document.querySelector('.body p')).contentVisibility") == "visible"
    assert await page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)"
    ) == pytest.approx(19 * 1.4)


async def test_without_javascript_a_line_stands_in_for_the_controls(open_page: OpenPage) -> None:
    page = await open_page("/short", java_script_enabled=False)
    await expect(page.locator("#portal-controls")).to_be_hidden()
    await expect(page.locator("#portal-clock")).to_be_hidden()
    await expect(page.locator(".zoom-hint")).to_be_visible()
    with_script = await open_page("/short")
    await expect(with_script.locator(".zoom-hint")).to_be_hidden()
    await expect(with_script.locator("#portal-controls")).to_be_visible()


async def test_reduced_motion_moves_nothing_by_itself(open_page: OpenPage) -> None:
    page = await open_page(reduced_motion="reduce")
    await press(page, MORE)
    assert await page.evaluate("document.getAnimations().length") == 0
    assert await page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
