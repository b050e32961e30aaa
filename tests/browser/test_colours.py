"""Every pair of colours as the browser has it from the served stylesheet, and the device's own colours respected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from portal_ui.reading.contrast import wcag
from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.stylesheet import custom_property
from portal_ui.reading.themes import PAIRS, THEMES, Scheme
from tests.browser.portal import ARTICLE, HOME
from tests.browser.reading.reader import LESS, MORE, insist

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])

# Each text with the colour it has and the colour of what lies behind it; all of them are opaque.
SHOWN = r"""() => {
    const pairs = {};
    for (const element of document.querySelectorAll("body *")) {
        if (![...element.childNodes].some((node) => node.nodeType == 3 && node.data.trim())) continue;
        if (element.matches("script") || !element.checkVisibility()) continue;
        let ground = element;
        // Transparent: rgba(0, 0, 0, 0), or with white where colours are forced.
        while (/^rgba.* 0\)$/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
        const pair = `${getComputedStyle(element).color} on ${getComputedStyle(ground).backgroundColor}`;
        pairs[pair] ??= element.outerHTML.slice(0, 80);
    }
    return pairs;
}"""


def hexadecimal(colour: str) -> str:
    match = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    assert match, f"{colour} is not opaque"
    return "#" + "".join(f"{int(part):02x}" for part in match.groups())


async def tokens(page: Page) -> dict[str, str]:
    names = [custom_property(name) for pair in PAIRS for name in pair[:2]]
    # Through a colour, for the stylesheet that is served may write #000000 as #000.
    values: dict[str, str] = await page.evaluate(
        """(names) => {
            const probe = document.body.appendChild(document.createElement("i"));
            const colours = names.map((name) => {
                probe.style.color = `var(${name})`;
                return [name, getComputedStyle(probe).color];
            });
            probe.remove();
            return Object.fromEntries(colours);
        }""",
        names,
    )
    return {name: hexadecimal(value) for name, value in values.items()}


@SCHEMES
async def test_every_pair_on_every_level(open_page: OpenPage, scheme: Scheme) -> None:
    page = await open_page(ARTICLE, color_scheme=scheme)
    for level in CONTRAST.steps:
        await page.evaluate("(level) => portalReading.set('contrast', level)", level)
        served = await tokens(page)
        for ink, ground, least in PAIRS:
            one, other = served[custom_property(ink)], served[custom_property(ground)]
            assert wcag(one, other) >= least, (scheme, level, ink, ground)
    served = await tokens(page)
    assert {served["--text"], served["--paper"]} == {"#000000", "#ffffff"}


@SCHEMES
@pytest.mark.parametrize("path", [HOME, ARTICLE])
async def test_every_text_that_is_shown(open_page: OpenPage, scheme: Scheme, path: str) -> None:
    page = await open_page(path, color_scheme=scheme)
    for level in CONTRAST.steps:
        await page.evaluate("(level) => portalReading.set('contrast', level)", level)
        shown: dict[str, str] = await page.evaluate(SHOWN)
        assert len(shown) >= 2
        for pair, example in shown.items():
            ink, ground = pair.split(" on ")
            assert wcag(hexadecimal(ink), hexadecimal(ground)) >= 7, (level, pair, example)


@pytest.mark.parametrize(("contrast", "level"), [("more", 2), ("no-preference", 0)])
@SCHEMES
async def test_the_device_decides_first(open_page: OpenPage, scheme: Scheme, contrast: Any, level: int) -> None:
    page = await open_page(ARTICLE, color_scheme=scheme, contrast=contrast)
    assert (await tokens(page))["--text"] == THEMES[scheme][level].text
    await expect(page.locator("html")).not_to_have_attribute("data-contrast", re.compile("."))


async def test_a_device_that_turns_dark_is_followed(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, color_scheme="light")
    await page.emulate_media(color_scheme="dark")
    paper = await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert hexadecimal(paper) == THEMES["dark"][0].paper


@SCHEMES
async def test_forced_colours_are_left_alone(open_page: OpenPage, scheme: Scheme) -> None:
    page = await open_page(ARTICLE, forced_colors="active", color_scheme=scheme)
    system: dict[str, str] = await page.evaluate("""() => {
        const probe = document.createElement("p"), colours = {};
        document.body.append(probe);
        for (const name of ["Canvas", "CanvasText",
            "LinkText", "VisitedText", "ButtonFace", "ButtonText", "GrayText"]) {
            probe.style.color = name;
            colours[getComputedStyle(probe).color] = name;
        }
        probe.remove();
        return colours;
    }""")
    shown: dict[str, str] = await page.evaluate(SHOWN)
    used = {colour for pair in shown for colour in pair.split(" on ")}
    assert used <= set(system), used - set(system)
    for word in (MORE, LESS):
        await expect(page.get_by_role("button", name=word, exact=True)).to_have_attribute("aria-disabled", "true")
    await insist(page, MORE)
    await expect(page.locator("#portal-announcer")).to_have_text("Màu do máy của bạn quyết định")
    border = await page.locator(".reading-controls button").first.evaluate("(b) => getComputedStyle(b).borderStyle")
    assert border == "solid"


async def test_reduced_motion_leaves_no_motion(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, reduced_motion="reduce")
    assert (
        await page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return parseFloat(transitionDuration) > 0 || animationName != "none";
    }).length""")
        == 0
    )
