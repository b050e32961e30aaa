"""The page's colours: six themes, each a whole set of tokens at each contrast level (`themes.json`).

Every pair that the page shows together is in `PAIRS` with the contrast it must hold; the tests prove each set
against it, in Python and in the browser. `light` and `dark` are also what follows the device.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Scheme = Literal["light", "dark"]
Theme = Literal["light", "sepia", "grey", "dark", "black", "yellow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme at one contrast level, each `#rrggbb`; a field is the custom property `--{name}`.

    `muted` is for captions and bylines, `rule` for lines and the borders of controls, `surface` for what lies on
    the paper (table heads, notes). `highlight` marks the sentence being read aloud and `word` the word in it; `tint` is
    the other colour of tinted lines.
    """

    paper: str
    surface: str
    text: str
    muted: str
    link: str
    visited: str
    selection: str
    selection_text: str
    focus: str
    rule: str
    control: str
    control_text: str
    highlight: str
    highlight_text: str
    word: str
    word_text: str
    tint: str


PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, 7.0) for ink in ("text", "muted", "link", "visited") for ground in ("paper", "surface", "tint")),
    ("selection_text", "selection", 7.0),
    ("control_text", "control", 7.0),
    ("muted", "control", 7.0),
    ("highlight_text", "highlight", 7.0),
    ("word_text", "word", 7.0),
    ("selection", "paper", 3.0),
    *(("word", ground, 3.0) for ground in ("paper", "highlight")),
    *((line, ground, 3.0) for line in ("focus", "rule") for ground in ("paper", "surface", "control", "tint")),
)
"""Foreground, background, least contrast: WCAG 2.2 1.4.6 (7:1 for text of any size), 1.4.11 and 2.4.13 (3:1)."""

SCHEMES: dict[Theme, Scheme] = {
    "light": "light",
    "sepia": "light",
    "grey": "light",
    "dark": "dark",
    "black": "dark",
    "yellow": "dark",
}


def _read() -> dict[Theme, dict[int, Tokens]]:
    """Return what the file holds: the browser's part reads the same one (`colours/start.js`)."""
    kept = json.loads(Path(__file__).with_name("themes.json").read_text("utf-8"))
    return {theme: {int(level): Tokens(**tokens) for level, tokens in kept[theme].items()} for theme in SCHEMES}


THEMES = _read()
"""The tokens of each theme by contrast level, -2 (lowest) to 2."""
