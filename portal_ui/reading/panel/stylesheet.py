"""The panel's stylesheet, which comes with its markup: pages that show no panel do not carry it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from portal_ui.reading.themes import THEMES, Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

_READING = Path(__file__).parent.parent
_SHEETS = ("panel/panel.css", "comfort/comfort.css", "carry/carry.css")


def panel_css() -> str:
    """Return the stylesheet: the panel's own, those of the parts that have a folder of their own, and the themes'."""
    sheets = ((_READING / name).read_text("utf-8") for name in _SHEETS)
    return "\n".join([*sheets, *_samples()])


def _samples() -> Iterator[str]:
    """Yield what gives each theme's sample its paper, text and links."""
    for theme, levels in THEMES.items():
        tokens = levels[0]
        colours = f"--own-paper:{tokens.paper};--own-ink:{tokens.text};--own-link:{tokens.link}"
        yield f'[data-theme-sample="{theme}"]{{{colours}}}'
    light, dark = (THEMES[scheme][0].paper for scheme in get_args(Scheme))
    yield f'[data-theme-sample="auto"]{{--own-paper:{light};--own-ink:{dark}}}'


PANEL_STYLES = f"/assets/panel-{hashlib.sha256(panel_css().encode()).hexdigest()[:8]}.css"
"""Its address, which changes with it."""
