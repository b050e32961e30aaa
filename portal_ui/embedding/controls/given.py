"""What the script of the controls is given: settings, colours and words, each from its one declaration."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from portal_ui.locales import LOCALES, Texts
from portal_ui.reading.settings import CONTRAST, SIZE, Setting, settings_data
from portal_ui.reading.settings.spacing import LETTER_SPACING, LINE_HEIGHT, PARAGRAPH_SPACING, WORD_SPACING
from portal_ui.reading.themes import THEMES

# Those that a stylesheet can give to any markup. The typeface would be a font of another site, the length of lines the
# host's layout; all others need markup of ours.
SETTINGS: tuple[Setting[Any], ...] = (SIZE, CONTRAST, LINE_HEIGHT, LETTER_SPACING, WORD_SPACING, PARAGRAPH_SPACING)

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
        scheme: {level: {name: getattr(tokens, name) for name in TOKENS} for level, tokens in THEMES[scheme].items()}
        for scheme in ("light", "dark")
    }
    return [settings_data(SETTINGS), colours, {lang: _words(texts) for lang, texts in LOCALES.items()}]


def _words(texts: Texts) -> dict[str, Any]:
    labels, names = texts.labels, texts.panel.settings
    return {
        **asdict(texts.host_controls),
        "group": labels.controls,
        "names": {name: getattr(names, name.replace("-", "_")).label for name in (one.name for one in SETTINGS)},
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
