"""From the setting to the backend, and what is said where it cannot be."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from portal_ui.backends import registry
from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.backends.opening import Opening, OptionError, read_options
from portal_ui.backends.registry import BUILT_IN, UnknownBackend, open_backend

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OPENING = Opening(ZoneInfo("Asia/Ho_Chi_Minh"))


class Limits(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: int = Field(10, ge=1)
    token: SecretStr = SecretStr("")


def somebodys(address: str, options: Mapping[str, Any], opening: Opening) -> Any:
    """What a package of somebody else would register."""
    return address, read_options(Limits, options), opening.key.get_secret_value() if opening.key else None


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    registered = EntryPoints([EntryPoint("theirs", f"{__name__}:somebodys", registry.GROUP)])
    monkeypatch.setattr(registry, "entry_points", registered.select)


def test_the_folder_is_opened(tmp_path: Path) -> None:
    assert isinstance(open_backend(f"folder:{tmp_path}", {"ttl": 5}, OPENING), FolderBackend)


@pytest.mark.parametrize("setting", ["", "content", "folder:", "wordpres:https://portal.example", "../x:y"])
def test_an_unknown_kind_is_told_with_all_there_are(setting: str) -> None:
    with pytest.raises(UnknownBackend, match=", ".join(BUILT_IN)):
        open_backend(setting, {}, OPENING)


def test_an_unknown_option_is_named() -> None:
    with pytest.raises(OptionError, match=r"^\[backend\] has an option this backend does not know: selektor$"):
        open_backend("folder:content", {"selektor": "x"}, OPENING)


@pytest.mark.usefixtures("somebody")
def test_a_package_of_somebody_else_adds_a_backend() -> None:
    backend: Any = open_backend("theirs:https://portal.example/a?b=1", {"size": 3, "ttl": 5}, OPENING)
    assert backend == ("https://portal.example/a?b=1", Limits(size=3), None)
    with pytest.raises(UnknownBackend, match=r"html, theirs$"):
        open_backend("other:x", {}, OPENING)


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("setting", "given", "address", "key"),
    [
        ("theirs:https://portal.example/?key=a%2Fb", None, "https://portal.example/", "a/b"),
        ("theirs:https://portal.example/x?a=1&key=k&b=2", None, "https://portal.example/x?a=1&b=2", "k"),
        ("theirs:https://portal.example?key=k", "own", "https://portal.example", "own"),
        ("theirs:file?key=k", None, "file?key=k", None),
    ],
)
def test_a_key_in_the_address_becomes_the_key(setting: str, given: str | None, address: str, key: str | None) -> None:
    opening = Opening(ZoneInfo("UTC"), SecretStr(given) if given else None)
    backend: Any = open_backend(setting, {}, opening)
    assert (backend[0], backend[2]) == (address, key)


@pytest.mark.usefixtures("somebody")
def test_a_wrong_option_is_named_and_its_value_kept_quiet() -> None:
    with pytest.raises(OptionError) as failure:
        open_backend("theirs:https://portal.example", {"size": 0, "token": ["s3cr3t"]}, OPENING)
    assert "[backend] size: input should be greater than or equal to 1" in str(failure.value)
    assert "token" in str(failure.value)
    assert "s3cr3t" not in str(failure.value)


@pytest.mark.usefixtures("somebody")
def test_what_an_adapter_says_of_its_address_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(address: str, options: Mapping[str, Any], opening: Opening) -> Any:
        raise ValueError("the address must begin with https://")

    monkeypatch.setattr(f"{__name__}.somebodys", refuse)
    with pytest.raises(OptionError, match=r"PORTAL_BACKEND=theirs:\.\.\. cannot be used: the address must begin"):
        open_backend("theirs:portal.example", {}, OPENING)
