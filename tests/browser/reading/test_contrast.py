"""Contrast: levels, the device's wishes, forced colours, and every pair as the browser computes it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.async_api import expect

from portal_ui.reading.contrast import wcag
from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.stylesheet import custom_property
from portal_ui.reading.themes import PAIRS, THEMES, Scheme
from tests.browser.reading.reader import (
    LARGER,
    LESS,
    MORE,
    button,
    chosen_contrast,
    expect_said,
    insist,
    kept,
    press,
    protocol,
    token,
)
from tests.reading.legibility import NORMAL_TEXT_CONTRAST

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

COMPUTED = """(names) => names.map((name) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    const [r, g, b] = getComputedStyle(probe).color.match(/[0-9]+/g).map(Number);
    probe.remove();
    return "#" + [r, g, b].map((c) => c.toString(16).padStart(2, "0")).join("");
})"""


async def test_steps_both_ways_and_removes_the_normal(open_page: OpenPage) -> None:
    page = await open_page("/short")
    for word, levels in ((MORE, [1, 2]), (LESS, [1, None, -1, -2]), (MORE, [-1, None])):
        for level in levels:
            await press(page, word)
            assert await kept(page) == (None if level is None else {"contrast": level})
            assert await chosen_contrast(page) == (None if level is None else str(level))


async def test_says_levels_and_limits(open_page: OpenPage) -> None:
    page = await open_page("/short")
    await press(page, MORE)
    await expect_said(page, "Tương phản cao")
    await press(page, MORE)
    await expect(button(page, MORE)).to_have_attribute("aria-disabled", "true")
    await insist(page, MORE)
    await expect_said(page, "Tương phản cao nhất, không tăng được nữa")
    await press(page, LESS, times=4)
    await expect_said(page, "Tương phản thấp nhất")
    await insist(page, LESS)
    await expect_said(page, "Tương phản thấp nhất, không giảm được nữa")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_pair_holds_in_the_browser(open_page: OpenPage, scheme: Scheme) -> None:
    page = await open_page("/short", color_scheme=scheme)
    names = sorted({name for pair in PAIRS for name in pair[:2]})
    ratios: list[float] = []
    for level in CONTRAST.steps:
        await page.evaluate("(level) => portalReading.set('contrast', level)", level)
        computed: list[str] = await page.evaluate(COMPUTED, [custom_property(name) for name in names])
        colours = dict(zip(names, computed, strict=True))
        assert colours["paper"] == THEMES[scheme][level].paper
        for ink, ground, least in PAIRS:
            assert wcag(colours[ink], colours[ground]) >= least, (level, ink, ground)
        ratios.append(wcag(colours["text"], colours["paper"]))
        if level == 0:
            assert ratios[-1] >= NORMAL_TEXT_CONTRAST
    assert all(higher > lower * 1.1 for lower, higher in pairwise(ratios))
    assert ratios[-1] == pytest.approx(21)


@pytest.mark.parametrize(("wish", "level"), [("more", 2), ("less", -1)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_follows_the_device_until_the_reader_chooses(
    open_page: OpenPage, scheme: Scheme, wish: Literal["more", "less"], level: int
) -> None:
    page = await open_page("/short", color_scheme=scheme)

    async def wish_for(value: str) -> None:
        features = [{"name": "prefers-contrast", "value": value}, {"name": "prefers-color-scheme", "value": scheme}]
        await protocol(page, "Emulation.setEmulatedMedia", features=features)

    await wish_for(wish)
    await page.wait_for_function("(level) => portalReading.get('contrast') === level", arg=level)
    assert await chosen_contrast(page) is None
    assert await token(page, "--paper") == THEMES[scheme][level].paper
    if level == 2:
        await expect(button(page, MORE)).to_have_attribute("aria-disabled", "true")
    away, back = (LESS, MORE) if level == 2 else (MORE, LESS)
    await press(page, away)
    assert await kept(page) == {"contrast": level - 1 if level == 2 else 0}
    if level == -1:
        assert await token(page, "--paper") == THEMES[scheme][0].paper
    await press(page, back)
    assert await kept(page) is None
    await wish_for("no-preference")
    await page.wait_for_function("portalReading.get('contrast') === 0")
    assert await token(page, "--paper") == THEMES[scheme][0].paper


async def test_dark_device_gets_the_dark_tokens_and_scheme(open_page: OpenPage) -> None:
    page = await open_page("/short")
    assert await token(page, "--paper") == THEMES["light"][0].paper
    await page.emulate_media(color_scheme="dark")
    assert await token(page, "--paper") == THEMES["dark"][0].paper
    assert await token(page, "color-scheme") == "light dark"
    await press(page, MORE, times=2)
    assert (await token(page, "--paper"), await token(page, "--text")) == ("#000000", "#ffffff")
    await page.emulate_media(color_scheme="dark", media="print")
    assert (await token(page, "--paper"), await token(page, "--text")) == ("#ffffff", "#000000")


async def test_forced_colours_decide_and_the_button_says_so(open_page: OpenPage) -> None:
    page = await open_page("/short", forced_colors="active")
    for word in (MORE, LESS):
        await expect(button(page, word)).to_have_attribute("aria-disabled", "true")
        await insist(page, word)
        await expect_said(page, "Màu do máy của bạn quyết định")
    assert await kept(page) is None
    colours: Any = await page.evaluate("""() => {
        const probe = document.body.appendChild(document.createElement("i"));
        const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
        const button = getComputedStyle(document.querySelector("[data-reading=size-larger]"));
        const body = getComputedStyle(document.querySelector(".body p"));
        return [[body.color, system("CanvasText")], [button.color, system("ButtonText")],
            [button.backgroundColor, system("ButtonFace")]];
    }""")
    assert all(shown == system for shown, system in colours)
    await press(page, LARGER)
    assert await kept(page) == {"size": 120}
    await page.emulate_media(forced_colors="none")
    await expect(button(page, MORE)).not_to_have_attribute("aria-disabled", "true")


async def test_links_are_underlined(open_page: OpenPage) -> None:
    page = await open_page()
    assert "underline" in await page.evaluate("getComputedStyle(document.querySelector('.body a')).textDecorationLine")
