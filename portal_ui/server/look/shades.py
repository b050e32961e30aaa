"""The shade of a colour that can be read: same hue, lighter or darker by as little as it takes."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

from portal_ui.reading.contrast import wcag

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS = 400
"""Shades looked at between black and white, closer to each other than the 256 values of a channel."""


def nearest_shade(colour: str, grounds: Iterable[str], least: float) -> str:
    """Return the shade of `colour` (`#rrggbb`) nearest to it that has a contrast of at least `least` with all grounds.

    Raises `ValueError` if none has.
    """
    against = tuple(grounds)
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if _reads(colour, against, least):
        return colour
    levels = sorted((step / STEPS for step in range(STEPS + 1)), key=lambda level: abs(level - lightness))
    for level in levels:
        shade = _hex(colorsys.hls_to_rgb(hue, level, saturation))
        if _reads(shade, against, least):
            return shade
    raise ValueError(f"no shade of {colour} can be read on {', '.join(against)}")


def _reads(colour: str, grounds: Iterable[str], least: float) -> bool:
    return all(wcag(colour, ground) >= least for ground in grounds)


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
