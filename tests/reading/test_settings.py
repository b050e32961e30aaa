"""The declarations are sound, worded in every language, and the browser gets what it needs of them."""

import json
from dataclasses import fields
from itertools import pairwise

import pytest

from portal_ui.locales import LOCALES
from portal_ui.locales.panel import Reasons, SettingNames
from portal_ui.reading.settings import CONTRAST, SETTINGS, SIZE, Setting, Value, settings_data

EACH = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
NAMES = [setting.name for setting in SETTINGS]


@EACH
def test_a_declaration_is_sound(setting: Setting[Value]) -> None:
    defaults = {setting.default, *(value for _, value in setting.device)}
    if setting.kind == "range":
        steps = [float(step) for step in setting.steps]
        assert all(higher > lower for lower, higher in pairwise(steps))
        assert all(steps[0] <= float(value) <= steps[-1] for value in defaults)
    else:
        assert defaults <= set(setting.steps or [""])
    assert (setting.kind == "colour") == (not setting.steps)
    assert setting.kind != "switch" or setting.steps == (False, True)
    assert setting.kind in ("choice", "switch") or setting.module or setting.css_property == f"--reading-{setting.name}"
    # The browser settles them in this order.
    beside = [each[0] for each in (setting.follows, setting.floors) if each]
    assert all(NAMES.index(other) < NAMES.index(setting.name) for other in beside)
    assert {void.setting for void in setting.void} - {""} <= set(NAMES)


@EACH
@pytest.mark.parametrize("lang", LOCALES)
def test_a_setting_is_worded(setting: Setting[Value], lang: str) -> None:
    panel = LOCALES[lang].panel
    texts = getattr(panel.settings, setting.name.replace("-", "_"))
    assert all(text.strip() for text in (texts.label, texts.help, *texts.steps))
    assert len(texts.steps) == (len(setting.steps) if setting.kind in ("choice", "switch") else 0)
    assert all(getattr(panel.reasons, void.reason).strip() for void in setting.void)


def test_nothing_is_worded_that_is_not_there() -> None:
    assert {field.name for field in fields(SettingNames)} == {name.replace("-", "_") for name in NAMES}
    assert {field.name for field in fields(Reasons)} == {void.reason for each in SETTINGS for void in each.void}


def test_names_differ() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_size_goes_from_75_to_600_in_even_steps() -> None:
    assert (SIZE.steps[0], SIZE.steps[-1], len(SIZE.steps)) == (75, 600, 13)
    assert all(1.12 <= larger / smaller <= 1.22 for smaller, larger in pairwise(SIZE.steps))


@pytest.mark.parametrize(
    ("name", "least", "greatest"),
    [
        ("line-height", 1.3, 2.5),
        ("letter-spacing", 0, 0.24),
        ("word-spacing", 0, 0.5),
        ("paragraph-spacing", 0.5, 3),
        ("line-length", 20, 80),
        ("weight", 400, 800),
    ],
)
def test_ranges(name: str, least: float, greatest: float) -> None:
    steps = next(setting for setting in SETTINGS if setting.name == name).steps
    assert (steps[0], steps[-1]) == (least, greatest)


def test_contrast_has_steps_on_both_sides_of_the_normal() -> None:
    assert min(CONTRAST.steps) < CONTRAST.default < max(CONTRAST.steps)


def test_the_browser_gets_what_differs_from_nothing() -> None:
    told = {setting["name"]: setting for setting in json.loads(json.dumps(settings_data(SETTINGS)))}
    assert list(told) == NAMES
    sides = {"name": "alignment", "kind": "choice", "default": "start", "steps": ["start", "justify"]}
    assert told["alignment"] == sides
    assert told["contrast"]["default"] == 0
    assert told["contrast"]["void"] == [{"reason": "forced_colours", "media": "(forced-colors: active)"}]
    assert told["size"]["steps"] == list(SIZE.steps)
