"""The declarations are sound, and the browser gets them whole."""

import json
from dataclasses import asdict
from itertools import pairwise

import pytest

from portal_ui.reading.settings import CONTRAST, SETTINGS, SIZE, Setting, settings_json


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_declaration_is_sound(setting: Setting) -> None:
    assert list(setting.steps) == sorted(set(setting.steps))
    assert {setting.default, *(level for _, level in setting.device)} <= set(setting.steps)
    assert setting.attribute == f"data-{setting.name}"


def test_names_differ() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


def test_size_goes_from_75_to_600_in_even_steps() -> None:
    assert (SIZE.steps[0], SIZE.steps[-1], len(SIZE.steps)) == (75, 600, 13)
    assert all(1.12 <= larger / smaller <= 1.22 for smaller, larger in pairwise(SIZE.steps))


def test_contrast_has_steps_on_both_sides_of_the_normal() -> None:
    assert min(CONTRAST.steps) < CONTRAST.default < max(CONTRAST.steps)


def test_the_browser_gets_every_field() -> None:
    assert json.loads(settings_json()) == [json.loads(json.dumps(asdict(setting))) for setting in SETTINGS]
