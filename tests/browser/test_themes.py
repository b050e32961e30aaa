"""Themes, the reader's own colours and brightness: every pair as the browser has it, from the first frame on."""

from __future__ import annotations

import colorsys
import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

import pytest
from playwright.async_api import expect

from portal_ui.reading.contrast import wcag
from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.stylesheet import custom_property
from portal_ui.reading.themes import PAIRS, SCHEMES, THEMES, Theme
from tests.browser.portal import ARTICLE, hydrated, loaded
from tests.browser.reading.reader import LESS, MORE, frames, press, token
from tests.browser.test_colours import SHOWN, hexadecimal, tokens
from tests.browser.test_first_paint import RECORD, rgb

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

DARK = [theme for theme, scheme in SCHEMES.items() if scheme == "dark"]
COLOURS = ["paper", "ink", "link", "visited", "selection", "highlight", "focus"]
SET = "([name, value]) => portalReading.set(name, value)"


async def choose(page: Page, **values: Any) -> None:
    """Set settings, `_` for the `-` of their names, once what they need is there."""
    await loaded(page, "colours")
    for name, value in values.items():
        await page.evaluate(SET, [name.replace("_", "-"), value])


def broken(colours: dict[str, str]) -> list[Any]:
    """The pairs that a set of tokens does not hold."""
    return [pair for pair in PAIRS if wcag(colours[pair[0]], colours[pair[1]]) < pair[2]]


def hue(colour: str) -> tuple[float, float]:
    """Hue in degrees, and how strong it is."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[0] * 360, max(red, green, blue) - min(red, green, blue)


async def test_each_theme_on_each_level(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    for theme in get_args(Theme):
        for level in CONTRAST.steps:
            await choose(page, theme=theme, contrast=level)
            served, own = await tokens(page), THEMES[theme][level]
            assert all(served[custom_property(name)] == getattr(own, name) for pair in PAIRS for name in pair[:2])
            for pair, example in (await page.evaluate(SHOWN)).items():
                ink, ground = pair.split(" on ")
                assert wcag(hexadecimal(ink), hexadecimal(ground)) >= 7, (theme, level, pair, example)
        assert await token(page, "color-scheme") == SCHEMES[theme]
    await page.emulate_media(media="print")
    assert (await tokens(page))["--paper"] == THEMES["light"][2].paper
    await page.emulate_media(media="screen")
    await page.evaluate("portalReading.reset('theme')")
    assert (await tokens(page))["--paper"] == THEMES["light"][2].paper
    assert await page.evaluate("localStorage.getItem('portal-reading-colours')") is None


async def test_the_buttons_go_on_working(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await choose(page, theme="yellow")
    await press(page, MORE, times=2)
    assert (await tokens(page))["--text"] == "#ffff00"
    await press(page, LESS, times=4)
    assert (await tokens(page))["--text"] == THEMES["yellow"][-2].text
    await choose(page, theme="own", own_paper="#dfe8d0", own_ink="#405030")
    ratios: list[float] = []
    for _ in range(5):
        served = await tokens(page)
        ratios.append(wcag(served["--text"], served["--paper"]))
        await page.evaluate("portalReading.set('contrast', portalReading.next('contrast', 1))")
    assert ratios == sorted(ratios)
    assert ratios[0] >= 7
    assert ratios[-1] >= 15


CHOSEN: list[dict[str, Any]] = [
    {"theme": "sepia", "contrast": 1},
    {"theme": "own", "own-paper": "#102a43", "own-ink": "#7fb0e0"},
    {"theme": "black", "text-brightness": 40, "paper-brightness": 30},
]


@pytest.mark.parametrize("chosen", CHOSEN, ids=lambda chosen: chosen["theme"])
async def test_saved_colours_are_in_every_frame(open_context: OpenContext, chosen: dict[str, Any]) -> None:
    context = await open_context()
    page = await context.new_page()
    await page.goto(ARTICLE)
    await choose(page, **chosen)
    shown = await tokens(page)
    await context.add_init_script(RECORD)
    await page.reload()
    await hydrated(page)
    await loaded(page, "colours")
    await frames(page, 10)
    assert await page.evaluate("[...new Set(window.frames)]") == [
        f"19px {rgb(shown['--paper'])} {rgb(shown['--text'])}"
    ]


async def test_a_dark_device_may_be_dimmed(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, color_scheme="dark")
    await choose(page, text_brightness=0)
    assert wcag((await tokens(page))["--text"], THEMES["dark"][0].paper) < 9
    await page.emulate_media(color_scheme="light")
    assert (await tokens(page))["--text"] == THEMES["light"][0].text
    assert await page.evaluate("portalReading.whyNot('text-brightness')") == "theme_not_dark"


async def test_brightness_keeps_its_floor(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    for theme in DARK:
        papers: list[float] = []
        for paper in (0, 50, 100):
            ratios: list[float] = []
            for text in (0, 40, 100):
                await choose(page, theme=theme, text_brightness=text, paper_brightness=paper)
                served = await tokens(page)
                assert broken({name: served[custom_property(name)] for pair in PAIRS for name in pair[:2]}) == []
                ratios.append(wcag(served["--text"], served["--paper"]))
            assert all(brighter > dimmer - 0.1 for dimmer, brighter in pairwise(ratios))  # colours come in whole steps
            assert ratios[0] < 9
            papers.append(wcag(served["--paper"], "#000000"))
        assert papers[0] * 1.2 < papers[1] < papers[2]
    assert await page.evaluate("getComputedStyle(document.documentElement).filter") == "none"


async def test_own_colours_are_locked(open_page: OpenPage) -> None:
    """Whatever is picked, every pair holds; a pick that held already stays; one that is moved keeps its hue."""
    page = await open_page(ARTICLE)
    pick = random.Random(6)
    asked: list[tuple[dict[str, str], int]] = []
    for number in range(150):
        some = pick.sample(COLOURS, pick.randint(1, len(COLOURS)))
        asked.append(({name: f"#{pick.randrange(1 << 24):06x}" for name in some}, number % 5 - 2))
    for grey in ("#000000", "#ffffff", "#767676", "#808080", "#5f5f5f", "#ff0000", "#ffff00", "#0000ff"):
        asked += [(dict.fromkeys(COLOURS, grey), level) for level in CONTRAST.steps]
    answers: list[dict[str, Any]] = await page.evaluate(
        """(asked) => portalReading.load("colours")
            .then(({ lock }) => asked.map(([picks, level]) => lock(picks, level)))""",
        asked,
    )
    for (picks, level), answer in zip(asked, answers, strict=True):
        assert broken(answer["tokens"]) == [], (picks, level)
        changed = {change["token"]: change for change in answer["changed"]}
        for name, colour in picks.items():
            held = answer["tokens"]["text" if name == "ink" else name]
            assert (held == colour) != (name in changed)
            if name not in changed:
                continue
            assert (changed[name]["from"], changed[name]["to"]) == (colour, held)
            assert changed[name]["ratio"] >= (3 if name == "focus" else 7)
            (before, strong), (after, still) = hue(colour), hue(held)
            if strong > 0.3 and still > 0.3:
                assert min(abs(before - after), 360 - abs(before - after)) < 50, (name, colour, held)


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ({"paper": "#ffffff", "ink": "#595959"}, {}),
        ({"paper": "#ffffff", "ink": "#5a5a5a"}, {"ink": "#595959"}),
        ({"paper": "#000000", "ink": "#ffff00", "link": "#00ffff"}, {}),
        ({"paper": "#808080"}, {"paper": "#959595"}),
        ({"paper": "red", "ink": None, "link": "#12", "focus": 7, "__proto__": "#000000"}, {}),
        ({}, {}),
    ],
)
async def test_a_pick_moves_no_further_than_it_must(
    open_page: OpenPage, picks: dict[str, Any], expected: dict[str, str]
) -> None:
    page = await open_page(ARTICLE)
    answer = await page.evaluate("(picks) => portalReading.load('colours').then(({ lock }) => lock(picks))", picks)
    assert {change["token"]: change["to"] for change in answer["changed"]} == expected
    assert broken(answer["tokens"]) == []


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "7",
        "null",
        '{"scope":"light"}',
        '{"scope":"x","tokens":{}}',
        '{"scope":"dark","tokens":{"paper":"url(x)"}}',
    ],
)
async def test_damaged_colours_are_made_anew(open_context: OpenContext, kept: str) -> None:
    context = await open_context()
    page = await context.new_page()
    await page.goto(ARTICLE)
    await page.evaluate(
        """(kept) => {
            localStorage["portal-reading"] = '{"theme":"grey"}';
            localStorage["portal-reading-colours"] = kept;
        }""",
        kept,
    )
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-palette", "light")
    assert (await tokens(page))["--paper"] == THEMES["grey"][0].paper


async def test_forced_colours_leave_themes_alone_and_say_so(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, forced_colors="active")
    await choose(page, theme="yellow")
    for name in ("theme", "own-paper", "text-brightness"):
        assert await page.evaluate("(name) => portalReading.whyNot(name)", name) == "forced_colours"
    shown: dict[str, str] = await page.evaluate(SHOWN)
    assert not any(rgb(THEMES["yellow"][0].text) in pair for pair in shown)


async def test_another_page_of_the_origin_may_keep_a_theme_of_its_own(open_context: OpenContext) -> None:
    page = await (await open_context(color_scheme="light")).new_page()
    await page.goto(ARTICLE)
    await hydrated(page)
    assert await page.evaluate("'theme' in localStorage") is False
    await page.evaluate("localStorage.theme = 'dark'")
    await page.reload()
    await hydrated(page)
    seen = """() => [document.documentElement.className, getComputedStyle(document.documentElement).colorScheme,
        ...Object.entries(localStorage).flat()]"""
    assert await page.evaluate(seen) == ["", "light dark", "theme", "dark"]
