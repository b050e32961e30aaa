"""The stylesheet of reading: the tokens, the controls, and the text that takes the reader's size."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from pathlib import Path
from typing import get_args

from portal_ui.reading.settings import CONTRAST, PRINT, SETTINGS
from portal_ui.reading.themes import THEMES, Scheme, Tokens
from portal_ui.reading.typefaces import typefaces_css

_HERE = Path(__file__).parent


def reading_css() -> str:
    """Return the whole stylesheet: the tokens and typefaces, then the controls and the text that use them."""
    sheets = ("controls.css", "text.css", "tables.css", "effects.css")
    texts = [(_HERE / name).read_text("utf-8") for name in sheets]
    return "\n".join([tokens_css(), typefaces_css(), *texts, unfit_css()])


def print_css() -> str:
    """Return the stylesheet for paper."""
    return (_HERE / "print.css").read_text("utf-8")


PRINT_STYLES = f"/assets/print-{hashlib.sha256(print_css().encode()).hexdigest()[:8]}.css"
"""Its address, which changes with it."""


def unfit_css() -> str:
    """Return the rules that take a spacing back where the text's language does not bear it (`Void.lang`)."""
    rules: list[str] = []
    for setting in SETTINGS:
        unfit = ",".join(f":lang({lang})" for void in setting.void for lang in void.lang)
        if unfit:
            # By the attribute: rules that any element may match would be tried on every one.
            rules.append(f"html .reading:is({unfit}),html .reading [lang]:is({unfit}){{{setting.name}:normal}}")
    return "\n".join(rules)


def custom_property(token: str) -> str:
    """Return the custom property that holds a token: `selection_text` gives `--selection-text`."""
    return f"--{token.replace('_', '-')}"


def _rule(selector: str, tokens: Tokens) -> str:
    values = ";".join(f"{custom_property(field.name)}:{getattr(tokens, field.name)}" for field in fields(tokens))
    return f"{selector}{{{values}}}"


def _scheme_rules(scheme: Scheme) -> str:
    levels = THEMES[scheme]
    device = [
        f"@media {query}{{{_rule(f'html:not([{CONTRAST.attribute}])', levels[level])}}}"
        for query, level in CONTRAST.device
    ]
    chosen = [_rule(f'html[{CONTRAST.attribute}="{level}"]', levels[level]) for level in CONTRAST.steps]
    return "\n".join([_rule(":root", levels[CONTRAST.default]), *device, *chosen])


def _palette(selector: str) -> str:
    tokens = [custom_property(field.name)[2:] for field in fields(Tokens)]
    return f"{selector}{{{';'.join(f'--{token}:var(--palette-{token})' for token in tokens)}}}"


def tokens_css() -> str:
    """Return the stylesheet that defines every token on `<html>`.

    The device's colour scheme and contrast decide until the reader chooses a level (`data-contrast`), or a theme, whose
    colours the script puts on `<html>` (palette.js). Under forced colours nothing here resists: the browser puts the
    system's colours in place of whatever uses the tokens. A dark device's colours hold on screens only. Print is black
    on white, or in the colours that the reader chose.
    """
    return "\n".join(
        [
            ":root{color-scheme:light dark}",
            _scheme_rules("light"),
            "@media screen and (prefers-color-scheme: dark){",
            _scheme_rules("dark"),
            _palette('html[data-palette="device"]'),
            "}",
            _palette('html:is([data-palette="light"],[data-palette="dark"])'),
            "@media screen{",
            *(f'html[data-palette="{scheme}"]{{color-scheme:{scheme}}}' for scheme in get_args(Scheme)),
            "}",
            "@media print{:root{color-scheme:light}",
            # Before all that a choice, or the owner's look, decides for the screen.
            _rule(f'html:root:root:not([{PRINT.attribute}="chosen"])', THEMES["light"][2]),
            "}",
            "",
        ]
    )
