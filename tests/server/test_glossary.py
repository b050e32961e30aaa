"""The glossary that the settings name: the folder's own, one of a file, followed while it changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from portal_ui.config import Config, ConfigError
from portal_ui.server.glossary import configured_glossary

if TYPE_CHECKING:
    from pathlib import Path


def config(**settings: str) -> Config:
    return Config.model_validate(settings)


def write(file: Path, text: str, at: int) -> None:
    file.write_text(text, "utf-8")
    os.utime(file, (at, at))


def test_a_folder_has_its_own_and_a_file_of_the_settings_wins(tmp_path: Path) -> None:
    assert configured_glossary(config(backend=f"folder:{tmp_path}")) is None
    write(tmp_path / "_glossary.toml", '[vi]\nA = "một"', 1)
    write(tmp_path / "other.toml", '[vi]\nA = "hai"', 1)
    own = configured_glossary(config(backend=f"folder:{tmp_path}"))
    other = configured_glossary(config(backend="wordpress:https://a.example", glossary=str(tmp_path / "other.toml")))
    assert own is not None
    assert own.current().entries == {"vi": {"A": "một"}}
    assert other is not None
    assert other.current().entries == {"vi": {"A": "hai"}}


def test_a_change_is_read_and_a_broken_one_is_not_taken(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "_glossary.toml"
    write(file, '[vi]\nA = "một"', 1)
    found = configured_glossary(config(backend=f"folder:{tmp_path}"))
    assert found is not None
    write(file, '[vi]\nA = "hai"', 2)
    assert found.current().entries == {"vi": {"A": "hai"}}
    write(file, "[vi", 3)
    assert found.current().entries == {"vi": {"A": "hai"}}
    assert found.current().entries == {"vi": {"A": "hai"}}
    assert len(caplog.messages) == 1
    file.unlink()
    assert found.current().entries == {"vi": {"A": "hai"}}


def test_one_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        configured_glossary(config(glossary=str(tmp_path / "none.toml")))
