"""What the script of the controls is given: settings, colours and words, each from its one declaration."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from portal_ui.locales import LOCALES, Texts
from portal_ui.reading.settings import CONTRAST, SIZE, THEME, Setting, settings_data
from portal_ui.reading.settings.aids import LINKS
from portal_ui.reading.settings.spacing import (
    ALIGNMENT,
    LETTER_SPACING,
    LINE_HEIGHT,
    LINE_LENGTH,
    PARAGRAPH_SPACING,
    WORD_SPACING,
)
from portal_ui.reading.settings.text import PLAIN
from portal_ui.reading.themes import SCHEMES, THEMES

# Those that a stylesheet can give to any markup. The typeface would be a font of another site, and weights are of the
# host's, which may lack them; own colours need a module that moves them; all others need markup of ours.
SETTINGS: tuple[Setting[Any], ...] = (
    SIZE,
    CONTRAST,
    # Neither the device's colours nor the reader's own.
    replace(THEME, steps=tuple(SCHEMES)),
    LINE_HEIGHT,
    LETTER_SPACING,
    WORD_SPACING,
    PARAGRAPH_SPACING,
    LINE_LENGTH,
    ALIGNMENT,
    # Off is as the host has it.
    replace(PLAIN, steps=(True,)),
    LINKS,
)

TOKENS = (
    "paper",
    "text",
    "link",
    "visited",
    "selection",
    "selection_text",
    "focus",
    "rule",
    "control",
    "control_text",
    "muted",
)


def given() -> list[Any]:
    """Return the arguments of `start` in start.js."""
    colours = {
        theme: {level: {name: getattr(tokens, name) for name in TOKENS} for level, tokens in levels.items()}
        for theme, levels in THEMES.items()
    }
    return [settings_data(SETTINGS), colours, {lang: _words(texts) for lang, texts in LOCALES.items()}]


def _words(texts: Texts) -> dict[str, Any]:
    labels, names = texts.labels, texts.panel.settings
    return {
        **asdict(texts.host_controls),
        "group": labels.controls,
        "names": {one.name: getattr(names, one.name.replace("-", "_")).label for one in SETTINGS},
        # Of those in `SETTINGS`, whose steps are fewer.
        "steps": {
            "theme": names.theme.steps[1 : 1 + len(SCHEMES)],
            "alignment": names.alignment.steps,
            "plain": names.plain.steps[1:],
            "links": names.links.steps,
        },
        "levels": labels.contrast_names.split("|"),
        "forced": labels.contrast_void,
        "buttons": [
            ["size", -1, labels.size_smaller, labels.size_smaller_help],
            ["size", 0, labels.size_reset, labels.size_reset_help],
            ["size", 1, labels.size_larger, labels.size_larger_help],
            ["contrast", 1, labels.contrast_more, labels.contrast_more_help],
            ["contrast", -1, labels.contrast_less, labels.contrast_less_help],
        ],
        "say": {
            "size": [labels.say_size_min, labels.say_size, labels.say_size_max],
            "contrast": [labels.say_contrast_min, labels.say_contrast, labels.say_contrast_max],
        },
    }
