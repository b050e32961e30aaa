"""The stylesheet defines what it uses and leaves forced colours to the device."""

import re
from dataclasses import fields

from portal_ui.reading.settings import CONTRAST, SIZE
from portal_ui.reading.stylesheet import custom_property, reading_css, tokens_css
from portal_ui.reading.themes import THEMES, Tokens

TOKENS = {custom_property(field.name) for field in fields(Tokens)}


def test_every_rule_defines_every_token() -> None:
    rules = [body for body in re.findall(r"\{([^{}]*)\}", tokens_css()) if "--paper" in body]
    # Each scheme: the normal, what the device may wish, and each level chosen.
    assert len(rules) == len(THEMES) * (1 + len(CONTRAST.device) + len(CONTRAST.steps))
    assert all(set(re.findall(r"(--[\w-]+):", rule)) == TOKENS for rule in rules)


def test_uses_only_what_is_defined() -> None:
    css = reading_css()
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= TOKENS | {SIZE.css_property, "--size"}


def test_leaves_forced_colours_alone() -> None:
    assert "forced-color-adjust" not in reading_css()
    assert "!important" not in reading_css()


def test_sizes_of_text_are_relative() -> None:
    assert re.findall(r"font-size:[^;]*px", reading_css()) == []
