"""What a setting says of itself, and how the browser's store is told."""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass, fields
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = int | float | str | bool
V_co = TypeVar("V_co", bound=Value, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """Where a setting has no effect, and why. Of the conditions those that are given must hold together.

    reason: names its sentence, a field of `Reasons` (portal_ui/locales/panel.py).
    media: a media query.
    setting, values: another setting has one of these values.
    lang: the text is in one of these languages (the primary part of a BCP 47 tag).
    missing: a CSS selector; nothing on the page is chosen by it.
    crowded: a CSS selector; what it chooses is narrower than its `max-width` would let it be.
    """

    reason: str
    media: str = ""
    setting: str = ""
    values: tuple[Value, ...] = ()
    lang: tuple[str, ...] = ()
    missing: str = ""
    crowded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Generic[V_co]):
    """One thing a reader can set. `0` and `False` are values like any other; who has chosen nothing has the default.

    Its words are the field of the same name of `SettingNames` (portal_ui/locales/panel.py), with `_` for `-`.

    kind: `"range"` takes any number from the first to the last step, the buttons stop at the steps; `"choice"` takes
        the steps alone; `"switch"` is off or on; `"colour"` takes `#rrggbb`, and `""` for none.
    steps: what the buttons go through; of a range rising.
    short: its place in the panel's short list, 0 for none.
    unit: what stands after the number where people read it.
    css_property: the custom property that holds the choice (properties.js), a number divided by `per`.
    device: media queries, each with the default where it matches; the first match wins over `default`.
    follows: another setting and a factor: the default is that setting's value times the factor, within the range.
    floors: another setting and, for each of its values, the least this one can have beside it.
    void: where it has no effect.
    module: the lazy module (modules.js) without which it has no effect.
    """

    name: str
    kind: Literal["range", "choice", "switch", "colour"]
    group: Literal["text", "spacing", "colour", "aids"]
    default: V_co
    steps: tuple[V_co, ...] = ()
    short: int = 0
    unit: str = ""
    css_property: str = ""
    per: float = 1
    device: tuple[tuple[str, V_co], ...] = ()
    follows: tuple[str, float] | None = None
    floors: tuple[str, tuple[tuple[Value, float], ...]] | None = None
    void: tuple[Void, ...] = ()
    module: str = ""

    @property
    def attribute(self) -> str:
        """The data attribute of `<html>` that holds the reader's choice, absent where there is none."""
        return f"data-{self.name}"


NO_ARTICLE = Void(reason="no_article", missing=".body, .reading-sample")
"""What acts on the paragraphs of an article alone, and on those that the page of the settings shows for it."""

_PANEL_ONLY = {"group", "short", "unit"}


def _given(declaration: Setting[Value] | Void) -> dict[str, object]:
    """Return what a declaration says beyond the defaults of its fields: this goes into every page."""
    plain = {field.name: field.default for field in fields(declaration) if field.default is not MISSING}
    values = asdict(declaration)
    return {name: value for name, value in values.items() if name not in plain or value != plain[name]}


def settings_data(settings: Iterable[Setting[Value]]) -> list[dict[str, object]]:
    """Return the declarations as the JSON values that the browser's store is started with (`Setting` in store.js)."""
    return [
        {name: value for name, value in _given(setting).items() if name not in _PANEL_ONLY}
        | ({"void": [_given(void) for void in setting.void]} if setting.void else {})
        for setting in settings
    ]
