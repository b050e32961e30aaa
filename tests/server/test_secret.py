"""The portal's secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from portal_ui.config import ConfigError
from portal_ui.server.secret import portal_secret


def test_the_first_start_makes_it_and_later_ones_keep_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret"
    first = portal_secret(None, file)
    assert len(first) == 64
    assert portal_secret(None, file) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret"]


def test_the_given_one_wins(tmp_path: Path) -> None:
    assert portal_secret(SecretStr("sixteen letters!"), tmp_path / "secret") == b"sixteen letters!"
    assert not (tmp_path / "secret").exists()


def test_a_short_one_is_refused_without_repeating_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        portal_secret(SecretStr("hush"), tmp_path / "secret")
    assert "hush" not in str(refused.value)


def test_where_none_can_be_kept_it_must_be_given(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(ConfigError, match="PORTAL_SECRET must be set"):
        portal_secret(None, tmp_path / "data" / "secret")


def test_an_empty_file_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    with pytest.raises(ConfigError, match="remove it"):
        portal_secret(None, tmp_path / "secret")
