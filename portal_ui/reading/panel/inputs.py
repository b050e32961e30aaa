"""The controls of one setting, by its kind. Until the script fills them they show no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.reading.panel.html import element
from portal_ui.reading.settings.text import TYPEFACE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from portal_ui.locales.panel import PanelWords, SettingTexts
    from portal_ui.reading.settings import Setting, Value


def inputs(setting: Setting[Value], texts: SettingTexts, words: PanelWords) -> Element:
    """Return the controls of a setting, named in its `texts`."""
    make = {"range": _range, "choice": _choice, "switch": _switch, "colour": _colour}[setting.kind]
    return make(setting, texts, words)


def identifier(setting: Setting[Value], part: str) -> str:
    """Return the id of a part of a setting."""
    return f"panel-{setting.name}-{part}"


def described_by(setting: Setting[Value]) -> str:
    """Return what describes each control of a setting: why it has no effect. What it is for describes their group."""
    return identifier(setting, "why")


def _range(setting: Setting[Value], texts: SettingTexts, words: PanelWords) -> Element:
    label, unit = identifier(setting, "label"), identifier(setting, "unit")
    step = [
        element("button", sign, type="button", data_step=direction, aria_label=text.format(setting=texts.label))
        for sign, direction, text in (("\N{MINUS SIGN}", "-1", words.less), ("+", "1", words.more_of))
    ]
    typed = element(
        "input",
        type="text",
        inputmode="decimal",
        autocomplete="off",
        size="5",
        data_typed=True,
        aria_labelledby=f"{label} {unit}",
        aria_describedby=described_by(setting),
    )
    slider = element(
        "input",
        type="range",
        min="0",
        max=str(len(setting.steps) - 1),
        aria_labelledby=label,
        aria_describedby=described_by(setting),
    )
    shown_unit = element("span", setting.unit, class_="panel-unit", id=unit)
    return element("div", *step, element("span", typed, shown_unit, class_="panel-typed"), slider, class_="panel-range")


def _choice(setting: Setting[Value], texts: SettingTexts, words: PanelWords) -> Element:
    named = zip(setting.steps, texts.steps, strict=True)
    options = [_option(setting, value, name) for value, name in named]
    if setting is TYPEFACE:
        options.append(_typeface_state(words))
    return element("div", *options, class_="panel-choice")


def _typeface_state(words: PanelWords) -> Element:
    """Return where the script says that a chosen typeface is not there yet."""
    return element(
        "p",
        hidden=True,
        data_typeface_state=True,
        data_loading=words.typeface_loading,
        data_unreachable=words.typeface_unreachable,
    )


_WORN = {"typeface": "data_face", "theme": "data_theme_sample"}
"""The attribute by which a stylesheet shows a value in what it names."""


def _option(setting: Setting[Value], value: Value, name: str) -> Element:
    # The name wears the value as the page would: a typeface is shown in its own face, a theme in its own colours.
    worn = {_WORN[setting.name]: str(value)} if setting.name in _WORN else {}
    button = element(
        "input",
        type="radio",
        name=identifier(setting, "choice"),
        value=str(value),
        aria_describedby=described_by(setting),
    )
    return element("label", button, element("span", name, data_value=str(value), **worn))


def _switch(setting: Setting[Value], texts: SettingTexts, words: PanelWords) -> Element:
    del words
    switch = element(
        "input",
        type="checkbox",
        role="switch",
        aria_labelledby=identifier(setting, "label"),
        aria_describedby=described_by(setting),
    )
    off, on = texts.steps
    states = (("false", off), ("true", on))
    names = (element("span", name, data_value=state) for state, name in states)
    return element("label", switch, *names, class_="panel-switch")


def _colour(setting: Setting[Value], texts: SettingTexts, words: PanelWords) -> Element:
    del texts, words
    picker = element(
        "input",
        type="color",
        value="#808080",
        aria_labelledby=identifier(setting, "label"),
        aria_describedby=f"{identifier(setting, 'why')} {identifier(setting, 'now')}",
    )
    sayings = (element("span"), element("span", hidden=True))
    now = element("div", *sayings, id=identifier(setting, "now"), data_colour_now=True)
    return element("div", picker, now, class_="panel-colour")
