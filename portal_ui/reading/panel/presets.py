"""Sets of settings that the portal offers, each named by what it does to the page, never by who might want it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal_ui.reading.settings import Value


@dataclass(frozen=True, slots=True)
class Preset:
    """A set: `values` by the names of settings, all others at their defaults. `PanelWords.preset_{name}` words it."""

    name: str
    values: Mapping[str, Value]


PRESETS: tuple[Preset, ...] = (
    # Lines and words twice as far apart (Blackmore-Wright 2013, e80325), at about twice the acuity that most need.
    Preset("large_open", {"size": 200, "line-height": 2, "word-spacing": 0.25}),
    Preset("bold_contrast", {"size": 165, "weight": 700, "contrast": 2}),
    # Dark paper, with text that does not glare.
    Preset("dark_soft", {"theme": "dark", "text-brightness": 80, "line-height": 1.8}),
    # For a small field of view: more of a line is seen at once (W3C, low-vision user requirements).
    Preset("small_narrow", {"size": 85, "line-length": 35}),
    Preset("calm", {"images": "calm", "plain": True, "links": "underlined", "line-length": 50}),
)
