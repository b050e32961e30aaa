"""The panel's markup: every setting with its own controls, wired by ids that exist, safe whatever the texts are."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from portal_ui.locales import LOCALES
from portal_ui.locales.panel import PanelWords
from portal_ui.reading.panel.html import element, html
from portal_ui.reading.panel.markup import panel_html, panel_version
from portal_ui.reading.panel.presets import PRESETS
from portal_ui.reading.settings import SETTINGS
from tests.markup import parse

if TYPE_CHECKING:
    from portal_ui.reading.panel.presets import Preset

TEXTS = LOCALES["vi"].panel
WIRED = ("for", "aria-labelledby", "aria-describedby")


def panel(lang: str = "vi") -> Any:
    return parse(panel_html(LOCALES[lang].panel))


def test_every_setting_is_there_once_and_the_short_list_comes_first() -> None:
    names = panel().xpath("//*[@data-setting]/@data-setting")
    assert sorted(names) == sorted(setting.name for setting in SETTINGS)
    short = panel().xpath("./*/@data-setting")
    assert short[:3] == ["size", "contrast", "typeface"]
    assert set(short) == {setting.name for setting in SETTINGS if setting.short}
    assert len(panel().xpath("//details//*[@data-setting]")) == len(SETTINGS) - len(short)


@pytest.mark.parametrize("lang", LOCALES)
def test_every_id_is_one_and_every_reference_leads_to_one(lang: str) -> None:
    ids = panel(lang).xpath("//@id")
    assert len(ids) == len(set(ids))
    for attribute in WIRED:
        for value in panel(lang).xpath(f"//@{attribute}"):
            assert set(value.split()) <= set(ids), value


def test_each_kind_has_its_controls() -> None:
    kinds = {
        "range": ["text", "range"],
        "choice": ["radio"],
        "switch": ["checkbox"],
        "colour": ["color"],
    }
    for setting in SETTINGS:
        (field,) = panel().xpath(f"//fieldset[@data-setting='{setting.name}']")
        types = field.xpath(".//input/@type")
        assert types == kinds[setting.kind] * (len(setting.steps) if setting.kind == "choice" else 1), setting.name
        assert len(field.xpath(".//button[@data-step]")) == (2 if setting.kind == "range" else 0)
        assert len(field.xpath(".//button[@data-reset]")) == 1
        assert set(field.xpath(".//@data-reason")) == {void.reason for void in setting.void}
        assert all("-why" in text and "-help" not in text for text in field.xpath(".//input/@aria-describedby"))
        assert field.get("aria-describedby") == f"panel-{setting.name}-help"


def test_whatever_a_text_holds_it_stays_text() -> None:
    hostile = """</section><script>alert("'")</script>"""
    words = replace(TEXTS.words, **{field.name: hostile for field in fields(PanelWords)})
    tree = parse(panel_html(replace(TEXTS, words=words)))
    assert not tree.xpath("//script")
    assert tree.xpath("string(//h2)") == hostile
    assert set(tree.xpath("//button[@data-step]/@aria-label")) == {hostile}
    assert html(element("p", "<", element("br"), "&", title='"')) == '<p title="&quot;">&lt;<br>&amp;</p>'


def test_the_version_changes_with_the_words() -> None:
    assert panel_version(TEXTS) == panel_version(replace(TEXTS))
    assert panel_version(TEXTS) != panel_version(replace(TEXTS, words=replace(TEXTS.words, close="Thoát")))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_holds_what_its_settings_allow(preset: Preset) -> None:
    known = {setting.name: setting for setting in SETTINGS}
    for name, value in preset.values.items():
        steps = known[name].steps
        if known[name].kind == "range":
            assert float(steps[0]) <= float(value) <= float(steps[-1]), name
        else:
            assert value in steps, name
