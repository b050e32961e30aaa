"""Every set of tokens holds every contrast it promises, each step is a step, and the documentation says the same."""

import re
from dataclasses import fields
from itertools import pairwise
from typing import get_args

import pytest

from portal_ui.reading.contrast import wcag
from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.themes import PAIRS, SCHEMES, THEMES, Scheme, Theme, Tokens
from tests.reading.legibility import NORMAL_TEXT_CONTRAST, apca
from tests.reading.theme_table import DOCUMENT, table

SETS = [(theme, level) for theme in get_args(Theme) for level in CONTRAST.steps]
NAMES = [field.name for field in fields(Tokens)]
EACH_SET = pytest.mark.parametrize(("theme", "level"), SETS)
EACH_THEME = pytest.mark.parametrize("theme", get_args(Theme))


def ratio(tokens: Tokens, one: str, other: str) -> float:
    return wcag(getattr(tokens, one), getattr(tokens, other))


def test_there_is_a_set_for_each_theme_and_level() -> None:
    assert [(theme, level) for theme, levels in THEMES.items() for level in levels] == SETS


@EACH_SET
def test_every_pair_holds(theme: Theme, level: int) -> None:
    tokens = THEMES[theme][level]
    assert {pair: ratio(tokens, *pair[:2]) for pair in PAIRS if ratio(tokens, *pair[:2]) < pair[2]} == {}


def test_every_token_is_in_a_pair_and_is_a_colour() -> None:
    assert {name for pair in PAIRS for name in pair[:2]} == set(NAMES)
    for theme, level in SETS:
        assert all(re.fullmatch("#[0-9a-f]{6}", getattr(THEMES[theme][level], name)) for name in NAMES)


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_normal_text_has_much_contrast(scheme: Scheme) -> None:
    tokens = THEMES[scheme][CONTRAST.default]
    assert ratio(tokens, "text", "paper") >= NORMAL_TEXT_CONTRAST
    assert abs(apca(tokens.text, tokens.paper)) >= 90


@EACH_THEME
def test_each_level_has_visibly_more_contrast(theme: Theme) -> None:
    ratios = [ratio(THEMES[theme][level], "text", "paper") for level in CONTRAST.steps]
    assert all(higher > lower * 1.1 for lower, higher in pairwise(ratios))


def test_the_highest_is_pure() -> None:
    light, dark = THEMES["light"][2], THEMES["dark"][2]
    assert (light.text, light.paper, light.muted) == ("#000000", "#ffffff", "#000000")
    assert (dark.text, dark.paper, dark.muted) == ("#ffffff", "#000000", "#ffffff")


@EACH_SET
def test_themes_are_of_the_scheme_they_say(theme: Theme, level: int) -> None:
    tokens = THEMES[theme][level]
    assert (apca(tokens.text, tokens.paper) > 0) == (SCHEMES[theme] == "light")


@EACH_SET
@pytest.mark.parametrize(("one", "other"), [("link", "visited"), ("tint", "paper"), ("highlight", "paper")])
def test_what_must_differ_does(theme: Theme, level: int, one: str, other: str) -> None:
    tokens = THEMES[theme][level]
    parts = (
        [int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (getattr(tokens, one), getattr(tokens, other))
    )
    least = {"link": 40, "tint": 6, "highlight": 20}[one]
    assert max(abs(a - b) for a, b in zip(*parts, strict=True)) >= least


def test_the_documentation_has_the_table() -> None:
    """`python -m tests.reading.theme_table` writes it."""
    assert table() in DOCUMENT.read_text("utf-8")
