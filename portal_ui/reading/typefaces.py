"""The typefaces a reader can choose: what they are called, and the room that their letters need.

The files and their `@font-face` rules are in assets/ (docs/fonts.md); a browser fetches those that a page uses.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """A typeface.

    name: the value of the setting.
    family: its name for people and stylesheets; empty for the face that the reader's browser has by default.
    line_floor: the least line height, in em, at which the stacked marks of a capital never meet the dot below the line
        above, in any weight.
    character: the mean width of a character of Vietnamese text, spaces counted, in em.
    """

    name: str
    family: str
    line_floor: float
    character: float


TYPEFACES = (
    Typeface(name="be-vietnam-pro", family="Be Vietnam Pro", line_floor=1.55, character=0.4923),
    Typeface(name="lexend", family="Lexend", line_floor=1.45, character=0.49),
    Typeface(name="inclusive-sans", family="Inclusive Sans", line_floor=1.6, character=0.484),
    Typeface(name="noto-sans", family="Noto Sans", line_floor=1.4, character=0.475),
    Typeface(name="literata", family="Literata", line_floor=1.55, character=0.476),
    Typeface(name="opendyslexic", family="OpenDyslexic", line_floor=2.0, character=0.776),
    # Nobody knows which it is: the room that the widest of the usual ones need.
    Typeface(name="device", family="", line_floor=1.5, character=0.4923),
)
"""The first is the portal's own."""


def typefaces_css() -> str:
    """Return the rules that put a chosen typeface on the page, and each one's name in its own letters (`data-face`).

    `--typeface` of the device is no value: `font-family: var(--typeface)` then is what it is by default.
    """
    own, *others = TYPEFACES
    rules = [f":root{{{_room(own)}}}", _name(own)]
    for face in others:
        families = f'"{face.family}",var(--typeface-fallback)' if face.family else "initial"
        rules.append(f'html[data-typeface="{face.name}"]{{--typeface:{families};{_room(face)}}}')
        rules.append(_name(face))
    return "\n".join(rules)


def _name(face: Typeface) -> str:
    families = f'"{face.family} Name",var(--typeface)' if face.family else "initial"
    return f'[data-face="{face.name}"]{{font-family:{families}}}'


def _room(face: Typeface) -> str:
    return f"--line-floor:{face.line_floor};--character:{face.character}"
