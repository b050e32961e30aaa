"""The contrasts of every theme, the table of docs/colours.md: `python -m tests.reading.theme_table` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from portal_ui.reading.contrast import wcag
from portal_ui.reading.themes import THEMES, Tokens
from tests.reading.legibility import apca

DOCUMENT = Path(__file__).parents[2] / "docs" / "colours.md"
SHOWN = (
    ("text", "paper"),
    ("muted", "surface"),
    ("link", "paper"),
    ("visited", "paper"),
    ("selection_text", "selection"),
    ("highlight_text", "highlight"),
    ("word_text", "word"),
    ("focus", "paper"),
)


def table() -> str:
    """Return, for each theme and level, each pair's WCAG ratio and APCA's Lc."""
    lines = [
        f"| theme | level | {' | '.join(f'{ink} on {ground}' for ink, ground in SHOWN)} |".replace("_", " "),
        f"|---|---|{'---|' * len(SHOWN)}",
    ]
    for theme, levels in THEMES.items():
        for level, tokens in levels.items():
            cells = (_cell(tokens, ink, ground) for ink, ground in SHOWN)
            lines.append(f"| {theme} | {level} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(tokens: Tokens, ink: str, ground: str) -> str:
    one, other = getattr(tokens, ink), getattr(tokens, ground)
    # Cut off, not rounded: what is shown is never more than what is there.
    return f"{int(wcag(one, other) * 10) / 10} / {apca(one, other):.0f}"


if __name__ == "__main__":
    written = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(re.sub(r"\| theme \| level \|.*\n(\|.*\n)+", lambda _: table(), written), "utf-8")
