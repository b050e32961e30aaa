"""Each typeface as the browser draws it: fetched when chosen, in the first frame, its tone marks whole and apart."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from portal_ui.reading.typefaces import TYPEFACES, Typeface
from tests.browser.portal import ARTICLE, hydrated
from tests.browser.reading.reader import frames

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

OWN, *OTHERS = TYPEFACES
CHOOSE = "(name) => portalReading.set('typeface', name)"
FETCHED = """() => performance.getEntriesByType("resource").map(({ name }) => name)
    .filter((name) => name.endsWith("woff2"))"""

# Two lines of what reaches highest and lowest, the upper red and the lower blue, wherever text stands.
PROBES = """async () => {
    const line = (colour) => `<span style="color:${colour};background:var(--ground)">ẲẠỄẶỮỗằgỵ</span>`;
    const lines = `${line("#f00")}<br>${line("#00f")}`;
    const place = document.createElement("div");
    place.id = "probes";
    place.innerHTML = `<p>${lines}</p><p style="font-weight:800">${lines}</p><h2>${lines}</h2>
        <p style="--ground:#fff">${lines}</p><div class="reading-controls"><button>${lines}</button></div>`;
    document.querySelector(".body").prepend(place);
    for (const each of place.querySelectorAll("p, h2, div, button")) {
        each.style.cssText += ";background:#fff;border:0;margin:0;padding-block:2em;position:static;"
            + "overflow-wrap:normal;white-space:nowrap;inline-size:max-content";
    }
    place.getBoundingClientRect();
    await document.fonts.ready;
}"""

STRONG = [0] * 100 + [255] * 156


async def ink(element: Locator) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last row with red ink, and those with blue, once both are drawn."""
    for _ in range(20):
        red, _, blue = Image.open(BytesIO(await element.screenshot())).convert("RGB").split()
        differences = (ImageChops.subtract(red, blue), ImageChops.subtract(blue, red))
        boxes = [image.point(STRONG).getbbox() for image in differences]  # pyright: ignore[reportUnknownMemberType]
        if boxes[0] and boxes[1]:
            return (boxes[0][1], boxes[0][3]), (boxes[1][1], boxes[1][3])
        await frames(element.page)
    pytest.fail("one of the lines is not drawn")


@pytest.mark.parametrize("face", TYPEFACES, ids=lambda face: face.name)
async def test_tone_marks_are_whole_and_apart(open_page: OpenPage, face: Typeface) -> None:
    """At the least line height that there is: in text, bold text, headings, what is highlighted, and controls."""
    page = await open_page(ARTICLE, bypass_csp=True)
    await hydrated(page)
    await page.evaluate(CHOOSE, face.name)
    await page.evaluate("portalReading.set('line-height', 0)")
    assert await page.evaluate("portalReading.get('line-height')") == face.line_floor
    await page.evaluate("portalReading.set('size', 200)")
    await page.evaluate(PROBES)
    probes = page.locator("#probes :is(p, h2, button)")
    for index in range(await probes.count()):
        upper, lower = await ink(probes.nth(index))
        assert upper[1] <= lower[0], (index, "the lines share a row of pixels")
        await probes.nth(index).evaluate("(probe) => (probe.style.lineHeight = 4)")
        far = await ink(probes.nth(index))
        heights = [bottom - top for top, bottom in (upper, lower, *far)]
        assert max(heights) - min(heights) <= 1, (index, "something is cut off", heights)


async def test_only_what_is_chosen_is_fetched(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await page.wait_for_load_state("networkidle")
    fetched = await page.evaluate(FETCHED)
    assert fetched
    assert all("be-vietnam-pro" in name for name in fetched)
    for face in OTHERS:
        await page.evaluate(CHOOSE, face.name)
        await page.evaluate("document.fonts.ready.then(() => {})")
        new = [name for name in await page.evaluate(FETCHED) if name not in fetched]
        fetched += new
        assert all(f"/{face.name}" in name for name in new)
        assert bool(new) == bool(face.family)
    used = await page.evaluate("getComputedStyle(document.querySelector('.body p')).fontFamily")
    assert "Vietnam" not in used


async def test_a_chosen_typeface_is_in_every_frame(open_context: OpenContext) -> None:
    context = await open_context()
    page = await context.new_page()
    await page.goto(ARTICLE)
    await page.evaluate(CHOOSE, "lexend")
    await page.evaluate("document.fonts.ready.then(() => {})")
    await context.add_init_script("""
        window.faces = [];
        const isFace = ({ family, status }) => family.replaceAll('"', "") == "Lexend" && status == "loading";
        const record = () => {
            const text = document.querySelector("main h1");
            // While the face is awaited its text is not drawn, and not in another face.
            const waits = [...document.fonts].some(isFace);
            const family = text && getComputedStyle(text).fontFamily.split(",")[0];
            if (text && !waits) window.faces.push(`${family} ${text.offsetHeight}`);
            requestAnimationFrame(record);
        };
        requestAnimationFrame(record);
    """)
    await page.reload()
    await hydrated(page)
    await page.evaluate("document.fonts.ready.then(() => {})")
    await frames(page, 10)
    seen: list[str] = await page.evaluate("[...new Set(window.faces)]")
    assert len(seen) == 1
    assert seen[0].startswith(("Lexend", '"Lexend'))
