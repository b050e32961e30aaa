"""What text is held to beyond WCAG: the contrast it starts with, and APCA's measure. Colours are `#rrggbb`."""

from __future__ import annotations

NORMAL_TEXT_CONTRAST = 15.0
"""Least contrast of text on paper where nothing is set: contrast thresholds with low vision are several times the
normal ones (Rubin and Legge 1989), so 7:1 leaves too little reserve to start from."""


def apca(text: str, paper: str) -> float:
    """Return APCA's lightness contrast Lc, 106 (black on white) to -108 (white on black); negative: light on dark.

    The formula and constants are those of APCA-W3 0.1.9 (Myndex, SAPC-APCA). It is for information beside
    WCAG's ratio: it weighs dark themes more truly. Lc 90 is its preferred floor for body text, 75 its minimum.
    """

    def screen(colour: str) -> float:
        red, green, blue = ((int(colour[i : i + 2], 16) / 255) ** 2.4 for i in (1, 3, 5))
        y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
        return y + (0.022 - y) ** 1.414 if y < 0.022 else y

    ink, ground = screen(text), screen(paper)
    if abs(ink - ground) < 0.0005:
        return 0.0
    if ground > ink:
        contrast = (ground**0.56 - ink**0.57) * 1.14
        return 0.0 if contrast < 0.1 else (contrast - 0.027) * 100
    contrast = (ground**0.65 - ink**0.62) * 1.14
    return 0.0 if contrast > -0.1 else (contrast + 0.027) * 100
