"""The stylesheet of the owner's colours: tokens in the place of ours, each in the nearest shade that can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal_ui.reading.contrast import wcag
from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.stylesheet import custom_property
from portal_ui.reading.themes import PAIRS, THEMES
from portal_ui.server.look.shades import nearest_shade

if TYPE_CHECKING:
    from portal_ui.owner import Look
    from portal_ui.reading.themes import Scheme, Tokens

TEXT = 7.0
"""The contrast of text (WCAG 2.2, 1.4.6)."""

_MEDIA: dict[Scheme, str] = {"light": "all", "dark": "screen and (prefers-color-scheme: dark)"}
_ACCENTED = ("link", "focus", "selection", "selection_text")
_INK, _PAPER = "#000000", "#ffffff"


@dataclass(frozen=True, slots=True)
class Painted:
    """The stylesheet, and what had to be changed for it: a sentence each."""

    css: str
    corrections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The ground behind the portal's name, and the colour of what stands on it."""

    ground: str
    ink: str


def masthead(colour: str) -> Band:
    """Return the band of the owner's colour, in the nearest shade that can be read."""
    ink = max((_INK, _PAPER), key=lambda text: wcag(colour, text))
    return Band(nearest_shade(colour, [ink], TEXT), ink)


def painted(look: Look) -> Painted:
    """Return the owner's colours as CSS that comes after the page's own.

    They hold until the reader chooses a theme, and the accent follows the five levels of contrast in light and dark.
    """
    rules: list[str] = []
    corrections: list[str] = []
    if look.accent:
        for scheme, media in _MEDIA.items():
            rules += [f"@media {media}{{", *_accent_rules(scheme, look.accent), "}"]
        default = accented(THEMES["light"][CONTRAST.default], look.accent)
        if default.link != look.accent:
            corrections.append(
                f"[look] accent {look.accent} has too little contrast on the page; links are {default.link}"
            )
    if look.masthead:
        band = masthead(look.masthead)
        rules.append(_MASTHEAD.format(ground=band.ground, ink=band.ink))
        if band.ground != look.masthead:
            corrections.append(
                f"[look] masthead {look.masthead} has too little contrast with text; it is {band.ground}"
            )
    return Painted("\n".join(rules), tuple(corrections))


# Not where the reader or the device has chosen colours: a band of another would stand in the way of them.
_MASTHEAD = """@media screen and (forced-colors: none){{
html:not([data-palette],[data-contrast]) .masthead{{background:{ground};box-shadow:0 0 0 100vmax {ground};
clip-path:inset(0 -100vmax);color:{ink};--focus:{ink}}}
html:not([data-palette],[data-contrast]) .masthead :is(a,p){{color:inherit}}
html:not([data-palette],[data-contrast]) .masthead+.ways{{border-block-start:0}}}}"""


def accented(tokens: Tokens, accent: str) -> Tokens:
    """Return a set of tokens with the accent in the shades that hold every pair's contrast."""
    link, focus = (_shade(tokens, name, accent) for name in ("link", "focus"))
    # What can be read on the paper can have the paper's colour written on it.
    return replace(tokens, link=link, focus=focus, selection=link, selection_text=tokens.paper)


def _shade(tokens: Tokens, name: str, accent: str) -> str:
    grounds = {ground: least for own, ground, least in PAIRS if own == name}
    return nearest_shade(accent, [getattr(tokens, ground) for ground in grounds], max(grounds.values()))


def _accent_rules(scheme: Scheme, accent: str) -> list[str]:
    levels = {level: accented(tokens, accent) for level, tokens in THEMES[scheme].items()}
    device = [
        f"@media {query}{{{_rule(f'html:not([data-palette],[{CONTRAST.attribute}])', levels[int(level)])}}}"
        for query, level in CONTRAST.device
    ]
    chosen = [
        _rule(f'html:not([data-palette])[{CONTRAST.attribute}="{level}"]', tokens) for level, tokens in levels.items()
    ]
    return [_rule("html:not([data-palette])", levels[int(CONTRAST.default)]), *device, *chosen]


def _rule(selector: str, tokens: Tokens) -> str:
    return f"{selector}{{{';'.join(f'{custom_property(name)}:{getattr(tokens, name)}' for name in _ACCENTED)}}}"
