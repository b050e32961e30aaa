"""The page's colours: one set of tokens for light and for dark devices at each contrast level.

Every pair that the page shows together is in `PAIRS` with the contrast it must hold; the tests prove each set
against it, in Python and in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one scheme at one contrast level, each `#rrggbb`; a field is the custom property `--{name}`.

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

THEMES: dict[Scheme, dict[int, Tokens]] = {
    "light": {
        -2: Tokens(
            paper="#f0e6d2",
            surface="#e9dec8",
            text="#423a2e",
            muted="#4a4236",
            link="#174a5b",
            visited="#5a3a63",
            selection="#1d5468",
            selection_text="#fbf5e8",
            focus="#17566b",
            rule="#7d745f",
            control="#e9dec8",
            control_text="#423a2e",
            highlight="#e3c98a",
            highlight_text="#2f2a20",
            word="#3f3222",
            word_text="#fff8ea",
            tint="#e9dec8",
        ),
        -1: Tokens(
            paper="#f7f0e3",
            surface="#efe7d7",
            text="#2f2b24",
            muted="#48423a",
            link="#0f4a60",
            visited="#57356a",
            selection="#14536a",
            selection_text="#ffffff",
            focus="#0f5a74",
            rule="#7c7566",
            control="#efe7d7",
            control_text="#2f2b24",
            highlight="#f3d88b",
            highlight_text="#2a251c",
            word="#3a3222",
            word_text="#ffffff",
            tint="#eee4d0",
        ),
        0: Tokens(
            paper="#fcfaf5",
            surface="#f4f0e7",
            text="#21201d",
            muted="#45423d",
            link="#0b4a63",
            visited="#56306f",
            selection="#0b4f6c",
            selection_text="#ffffff",
            focus="#0b5f80",
            rule="#7d786e",
            control="#f4f0e7",
            control_text="#21201d",
            highlight="#fbe08a",
            highlight_text="#1c1a16",
            word="#29302f",
            word_text="#ffffff",
            tint="#f0eadc",
        ),
        1: Tokens(
            paper="#ffffff",
            surface="#f5f5f5",
            text="#121212",
            muted="#333333",
            link="#003a63",
            visited="#4f1d6b",
            selection="#003a63",
            selection_text="#ffffff",
            focus="#00558c",
            rule="#666666",
            control="#ffffff",
            control_text="#121212",
            highlight="#ffe27a",
            highlight_text="#000000",
            word="#1c2b36",
            word_text="#ffffff",
            tint="#eeeeee",
        ),
        2: Tokens(
            paper="#ffffff",
            surface="#ffffff",
            text="#000000",
            muted="#000000",
            link="#00258a",
            visited="#5a005f",
            selection="#000000",
            selection_text="#ffffff",
            focus="#00258a",
            rule="#000000",
            control="#ffffff",
            control_text="#000000",
            highlight="#ffe033",
            highlight_text="#000000",
            word="#000000",
            word_text="#ffffff",
            tint="#e6e6e6",
        ),
    },
    "dark": {
        -2: Tokens(
            paper="#292a28",
            surface="#31322f",
            text="#cfc5b2",
            muted="#cbc1af",
            link="#9fcdd6",
            visited="#d9bfdc",
            selection="#a9cfd6",
            selection_text="#15201f",
            focus="#9fcdd6",
            rule="#8f8979",
            control="#31322f",
            control_text="#cfc5b2",
            highlight="#3d3a1f",
            highlight_text="#e4dac4",
            word="#d9c36a",
            word_text="#1a1808",
            tint="#333430",
        ),
        -1: Tokens(
            paper="#1e2122",
            surface="#272a2b",
            text="#dcd6ca",
            muted="#c9c3b7",
            link="#96d0e0",
            visited="#d8bbe6",
            selection="#a4d6e3",
            selection_text="#0d1b20",
            focus="#96d0e0",
            rule="#8a877e",
            control="#272a2b",
            control_text="#dcd6ca",
            highlight="#3f3b17",
            highlight_text="#ebe4d4",
            word="#e3c957",
            word_text="#161404",
            tint="#2a2e2f",
        ),
        0: Tokens(
            paper="#131719",
            surface="#1b2022",
            text="#f0ede6",
            muted="#cac6be",
            link="#8fd3e8",
            visited="#d9b8f0",
            selection="#9bdcf0",
            selection_text="#06181f",
            focus="#8fd3e8",
            rule="#87898a",
            control="#1b2022",
            control_text="#f0ede6",
            highlight="#3b3a10",
            highlight_text="#f6f2e8",
            word="#f2d64b",
            word_text="#121000",
            tint="#20272a",
        ),
        1: Tokens(
            paper="#080a0b",
            surface="#14181a",
            text="#f8f7f3",
            muted="#dcdad5",
            link="#a3e0f4",
            visited="#e3c8f8",
            selection="#b4e8f8",
            selection_text="#000000",
            focus="#a3e0f4",
            rule="#9c9ea0",
            control="#14181a",
            control_text="#f8f7f3",
            highlight="#3d3b08",
            highlight_text="#ffffff",
            word="#ffe14d",
            word_text="#000000",
            tint="#191f22",
        ),
        2: Tokens(
            paper="#000000",
            surface="#000000",
            text="#ffffff",
            muted="#ffffff",
            link="#8fe3ff",
            visited="#f0c8ff",
            selection="#ffffff",
            selection_text="#000000",
            focus="#ffe14d",
            rule="#ffffff",
            control="#000000",
            control_text="#ffffff",
            highlight="#404000",
            highlight_text="#ffffff",
            word="#ffe14d",
            word_text="#000000",
            tint="#262626",
        ),
    },
}
