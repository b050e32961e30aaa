"""How well one colour stands out from another, by WCAG and by APCA. Colours are `#rrggbb`."""

from __future__ import annotations


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it ("relative luminance")."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def wcag(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21, as WCAG 2.2 defines it ("contrast ratio"): (L1 + 0.05) / (L2 + 0.05)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def apca(text: str, paper: str) -> float:
    """Return APCA's lightness contrast Lc, 106 (black on white) to -108 (white on black); negative: light on dark.

    The formula and constants are those of APCA-W3 0.1.9 (Myndex, SAPC-APCA). It is for information beside
    `wcag`: it weighs dark themes more truly. Lc 90 is its preferred floor for body text, 75 its minimum.
    """

    def screen(colour: str) -> float:
        red, green, blue = (c**2.4 for c in _channels(colour))
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
