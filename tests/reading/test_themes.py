"""Every set of tokens holds every contrast it promises, and each step is a step."""

import re
from dataclasses import fields
from itertools import pairwise
from typing import get_args

import pytest

from portal_ui.reading.contrast import wcag
from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.themes import PAIRS, THEMES, Scheme, Tokens
from tests.reading.legibility import NORMAL_TEXT_CONTRAST, apca

SETS = [(scheme, level) for scheme in get_args(Scheme) for level in CONTRAST.steps]
NAMES = [field.name for field in fields(Tokens)]


def ratio(tokens: Tokens, one: str, other: str) -> float:
    return wcag(getattr(tokens, one), getattr(tokens, other))


def test_there_is_a_set_for_each_scheme_and_level() -> None:
    assert [(scheme, level) for scheme, levels in THEMES.items() for level in levels] == SETS


@pytest.mark.parametrize(("scheme", "level"), SETS)
def test_every_pair_holds(scheme: Scheme, level: int) -> None:
    tokens = THEMES[scheme][level]
    assert {pair: ratio(tokens, *pair[:2]) for pair in PAIRS if ratio(tokens, *pair[:2]) < pair[2]} == {}


def test_every_token_is_in_a_pair_and_is_a_colour() -> None:
    assert {name for pair in PAIRS for name in pair[:2]} == set(NAMES)
    for scheme, level in SETS:
        assert all(re.fullmatch("#[0-9a-f]{6}", getattr(THEMES[scheme][level], name)) for name in NAMES)


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_normal_text_has_much_contrast(scheme: Scheme) -> None:
    tokens = THEMES[scheme][CONTRAST.default]
    assert ratio(tokens, "text", "paper") >= NORMAL_TEXT_CONTRAST
    assert abs(apca(tokens.text, tokens.paper)) >= 90


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_each_level_has_visibly_more_contrast(scheme: Scheme) -> None:
    ratios = [ratio(THEMES[scheme][level], "text", "paper") for level in CONTRAST.steps]
    assert all(higher > lower * 1.1 for lower, higher in pairwise(ratios))


def test_the_highest_is_pure() -> None:
    light, dark = THEMES["light"][2], THEMES["dark"][2]
    assert (light.text, light.paper, light.muted) == ("#000000", "#ffffff", "#000000")
    assert (dark.text, dark.paper, dark.muted) == ("#ffffff", "#000000", "#ffffff")


@pytest.mark.parametrize(("scheme", "level"), SETS)
def test_schemes_are_what_they_say(scheme: Scheme, level: int) -> None:
    tokens = THEMES[scheme][level]
    assert (apca(tokens.text, tokens.paper) > 0) == (scheme == "light")


@pytest.mark.parametrize(("scheme", "level"), SETS)
def test_visited_links_differ_from_links(scheme: Scheme, level: int) -> None:
    tokens = THEMES[scheme][level]
    link, visited = ([int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (tokens.link, tokens.visited))
    assert max(abs(one - other) for one, other in zip(link, visited, strict=True)) >= 40
