"""Every reading setting, declared once: the store, the stylesheet, the documentation and the tests read it here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a reader can set. `0` is a value like any other; a reader who has chosen nothing has the default.

    kind: `"range"` takes any number from the first to the last step, the buttons stop at the steps;
        `"choice"` takes the steps alone.
    steps: rising; what the buttons go through.
    attribute: the data attribute of `<html>` that holds the reader's choice, absent where there is none.
    css_property: the custom property of `<html>` that holds the choice divided by `per`.
    device: media queries, each with the default where it matches; the first match wins over `default`.
    void_where: the media query under which the device decides and the setting has no effect.
    label: its key among the interface's texts.
    """

    name: str
    kind: Literal["range", "choice"]
    steps: tuple[int, ...]
    default: int
    label: str
    attribute: str
    unit: str = ""
    css_property: str = ""
    per: int = 1
    device: tuple[tuple[str, int], ...] = ()
    void_where: str = ""


SIZE = Setting(
    name="size",
    kind="range",
    # Thirteen steps, each about a fifth larger. A typical low-vision reader enlarges print six times (PMC6123827);
    # readers with a small field of view want smaller text than usual (W3C, low-vision user requirements).
    steps=(75, 85, 100, 120, 140, 165, 200, 240, 285, 340, 410, 495, 600),
    default=100,
    unit="%",
    label="reading.size",
    attribute="data-size",
    css_property="--reading-size",
    per=100,
)

CONTRAST = Setting(
    name="contrast",
    kind="choice",
    steps=(-2, -1, 0, 1, 2),
    default=0,
    label="reading.contrast",
    attribute="data-contrast",
    device=(("(prefers-contrast: more)", 2), ("(prefers-contrast: less)", -1)),
    void_where="(forced-colors: active)",
)

SETTINGS: tuple[Setting, ...] = (SIZE, CONTRAST)


def settings_json() -> str:
    """Return the declarations as the JSON array that the browser's store is started with (`Setting` in store.js)."""
    return json.dumps([asdict(setting) for setting in SETTINGS], separators=(",", ":"))
