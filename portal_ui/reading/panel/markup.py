"""The panel's markup: every setting of the declaration, the sets of settings, and the words that the script says."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from portal_ui.reading.carry.markup import carry
from portal_ui.reading.comfort.markup import comfort
from portal_ui.reading.panel.html import element, html
from portal_ui.reading.panel.inputs import identifier, inputs
from portal_ui.reading.panel.presets import PRESETS
from portal_ui.reading.panel.stylesheet import PANEL_STYLES
from portal_ui.reading.settings import PRINT, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from portal_ui.locales.panel import PanelTexts, PanelWords, SettingTexts
    from portal_ui.reading.settings import Setting, Value


def panel_version(texts: PanelTexts) -> str:
    """Return what changes with the panel's markup, so that browsers can keep what they have fetched."""
    return hashlib.sha256(panel_html(texts).encode()).hexdigest()[:8]


@cache
def panel_html(texts: PanelTexts) -> str:
    """Return the panel, which is the same wherever it stands. What it holds in rows is a section each."""
    words = texts.words
    size, *short = sorted((setting for setting in SETTINGS if setting.short), key=lambda setting: setting.short)
    panel = element(
        "section",
        element("link", rel="stylesheet", href=PANEL_STYLES),
        _head(words),
        _setting(size, texts),
        comfort(texts.comfort, words.unreachable),
        *(_setting(setting, texts) for setting in short),
        _more(texts),
        _presets(words),
        carry(texts.carry, words.unreachable),
        _foot(words),
        _undo(words),
        id="reading-panel",
        class_="reading-panel",
        aria_labelledby="panel-title",
        data_say_value=words.say_value,
        data_say_most=words.say_most,
        data_say_least=words.say_least,
        data_say_range=words.say_range,
        data_say_reset_all=words.say_reset_all,
        data_colour_unset=words.colour_unset,
        data_colour_picked=words.colour_picked,
        data_colour_moved=words.colour_moved,
        data_colour_moved_ground=words.colour_moved_ground,
        data_colour_moved_level=words.colour_moved_level,
    )
    return html(panel)


def _head(words: PanelWords) -> Element:
    return element(
        "div",
        element("h2", words.title, id="panel-title", tabindex="-1"),
        element("button", words.close, type="button", data_close=True),
        class_="panel-head",
    )


def _setting(setting: Setting[Value], texts: PanelTexts) -> Element:
    words, named = texts.words, _texts(setting, texts)
    reset = element(
        "button",
        words.reset,
        type="button",
        data_reset=True,
        aria_label=words.reset_of.format(setting=named.label),
        class_="panel-quiet",
    )
    reasons = sorted({void.reason for void in setting.void})
    why = (
        element("p", words.void.format(reason=getattr(texts.reasons, reason)), data_reason=reason, hidden=True)
        for reason in reasons
    )
    return element(
        "fieldset",
        element("legend", named.label, id=identifier(setting, "label")),
        reset,
        inputs(setting, named, words),
        *((_print(words),) if setting is PRINT else ()),
        element("div", *why, id=identifier(setting, "why"), class_="panel-why"),
        element("p", named.help, id=identifier(setting, "help"), class_="panel-help"),
        data_setting=setting.name,
        aria_describedby=identifier(setting, "help"),
        class_="panel-setting",
    )


def _print(words: PanelWords) -> Element:
    """Return the button that prints the page. On the panel's own page it stays hidden: there is nothing to print."""
    return element("button", words.print_now, type="button", hidden=True, data_print=True)


def _texts(setting: Setting[Value], texts: PanelTexts) -> SettingTexts:
    return getattr(texts.settings, setting.name.replace("-", "_"))


def _more(texts: PanelTexts) -> Element:
    """Return what is not in the short list, folded away by the browser's own means."""
    rest = (setting for setting in SETTINGS if not setting.short)
    groups = (_group(name, settings, texts) for name, settings in groupby(rest, lambda setting: setting.group))
    return element("details", element("summary", texts.words.more), *groups, class_="panel-more")


def _group(name: str, settings: Iterable[Setting[Value]], texts: PanelTexts) -> Element:
    title = element("h3", getattr(texts.words, f"group_{name}"))
    return element("div", title, *(_setting(setting, texts) for setting in settings), class_="panel-group")


def _presets(words: PanelWords) -> Element:
    """Return our sets, the reader's own (a template of one), and the form that saves one."""
    ours = (
        element("li", element("button", getattr(words, f"preset_{preset.name}"), type="button", data_values=values))
        for preset in PRESETS
        for values in [json.dumps(dict(preset.values))]
    )
    return element(
        "section",
        element("h3", words.presets, id="panel-presets"),
        element("p", words.presets_help, class_="panel-help"),
        element("ul", *ours, class_="panel-ours"),
        element("ul", hidden=True, data_own=True, class_="panel-own"),
        element("template", _own_preset(words)),
        element(
            "form",
            element("label", words.preset_name, for_="panel-preset-name"),
            _name_field(id="panel-preset-name"),
            element("button", words.preset_save, type="submit"),
            data_save=True,
            class_="panel-naming",
        ),
        aria_labelledby="panel-presets",
        class_="panel-presets",
        data_say_used=words.say_used,
        data_say_saved=words.say_saved,
        data_say_renamed=words.say_renamed,
        data_say_deleted=words.say_deleted,
        data_say_full=words.say_full,
        data_say_nameless=words.say_nameless,
    )


def _own_preset(words: PanelWords) -> Element:
    actions = (
        ("use", words.preset_use, words.preset_use_of),
        ("rename", words.preset_rename, words.preset_rename_of),
        ("delete", words.preset_delete, words.preset_delete_of),
    )
    buttons = (
        element("button", word, type="button", data_preset_action=action, aria_label=name)
        for action, word, name in actions
    )
    rename = element(
        "form",
        _name_field(aria_label=words.preset_new_name),
        element("button", words.preset_keep_name, type="submit"),
        element("button", words.preset_leave, type="button", data_preset_action="leave"),
        hidden=True,
        class_="panel-naming",
    )
    return element("li", element("bdi"), element("div", *buttons, class_="panel-actions"), rename)


def _name_field(**attributes: str) -> Element:
    return element("input", type="text", name="name", maxlength="60", autocomplete="off", **attributes)


def _foot(words: PanelWords) -> Element:
    return element(
        "div",
        element("button", words.reset_all, type="button", data_reset_all=True),
        element("button", words.close, type="button", data_close=True, class_="panel-close-below"),
        class_="panel-foot",
    )


def _undo(words: PanelWords) -> Element:
    """Return the row that says what was done and takes it back, at the bottom edge of wherever the panel scrolls."""
    return element(
        "div",
        element("span"),
        element("button", words.undo, type="button"),
        hidden=True,
        data_undone=words.say_undone,
        class_="panel-undo",
    )
