"""The stylesheet defines what it uses and leaves forced colours to the device."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

from portal_ui.reading.settings import CONTRAST, LINE_HEIGHT, SETTINGS
from portal_ui.reading.stylesheet import custom_property, reading_css, tokens_css
from portal_ui.reading.themes import Scheme, Tokens

ROOT = Path(__file__).parents[2]
TOKENS = {custom_property(field.name) for field in fields(Tokens)}
TYPEFACE = {"--typeface", "--typeface-fallback", "--line-floor", LINE_HEIGHT.css_property}
PALETTE = {f"--palette-{token.removeprefix('--')}" for token in TOKENS}


def test_every_rule_defines_every_token() -> None:
    rules = [body for body in re.findall(r"\{([^{}]*)\}", tokens_css()) if "--paper" in body]
    # Each scheme: the normal, what the device may wish, each level chosen, and the script's palette; and print.
    assert len(rules) == len(get_args(Scheme)) * (1 + len(CONTRAST.device) + len(CONTRAST.steps) + 1) + 1
    assert all(set(re.findall(r"(--[\w-]+):", rule)) == TOKENS for rule in rules)


def test_uses_only_what_is_defined() -> None:
    css = reading_css()
    defined = set(re.findall(r"(--[\w-]+):", css)) | {setting.css_property for setting in SETTINGS}
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= TOKENS | PALETTE | TYPEFACE | defined | {"--origin"}


def test_numbers_reach_whatever_uses_them() -> None:
    script = (ROOT / "portal_ui/reading/properties.js").read_text("utf-8")
    users = set(re.findall(r"[.#][\w-]+(?=[,\";])", script)) | {".reading"}
    sheets = [path.read_text("utf-8") for folder in ("portal_ui", "assets") for path in (ROOT / folder).rglob("*.css")]
    rules = [rule for css in sheets for rule in re.findall(r"([^{}/;]+)\{([^{}]*var\(--reading-[^{}]*)", css)]
    used = {name.split()[-1] for names, _ in rules for name in names.split(",")}
    # The bar stands within an article, which hands the numbers down; what `@page` says is in a rule of its margin.
    assert used - {".aloud", "@bottom-center"} <= users
    assert len(used) > 5


def test_leaves_forced_colours_alone() -> None:
    assert "forced-color-adjust" not in reading_css()
    assert "!important" not in reading_css()


def test_sizes_of_text_are_relative() -> None:
    assert re.findall(r"font-size:[^;]*px", reading_css()) == []
