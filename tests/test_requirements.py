"""What the locks pin is all that pip needs: where it must look further, it takes what has no hash, and refuses it."""

from __future__ import annotations

import tomllib
from importlib.metadata import requires
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.serving import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKS = {"requirements.txt": (), "tests/requirements.txt": ("test",)}
"""The groups of `pyproject.toml` that a lock holds beside the program's own dependencies."""


def lock(name: str) -> dict[str, set[str]]:
    """Return the extras with which a lock pins each package that this Python installs."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    pins = (Requirement(line.rstrip(" \\")) for line in lines if "==" in line and not line.startswith((" ", "#")))
    return {canonicalize_name(pin.name): pin.extras for pin in pins if not pin.marker or pin.marker.evaluate()}


def asked(pins: dict[str, set[str]], groups: tuple[str, ...]) -> Iterator[tuple[str, Requirement]]:
    """Return what our project and the locked packages, each with its extras, ask for, and who does."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    own = [project["project"]["dependencies"], *(project["dependency-groups"][group] for group in groups)]
    yield from (("pyproject.toml", Requirement(line)) for lines in own for line in lines)
    for name, extras in pins.items():
        for line in requires(name) or ():
            wanted = Requirement(line)
            if not wanted.marker or any(wanted.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                yield name, wanted


@pytest.mark.parametrize("name", LOCKS)
def test_each_package_is_pinned_with_every_extra_that_is_asked_of_it(name: str) -> None:
    pins = lock(name)
    assert len(pins) > 50
    lacking = [
        f"{who} asks for {wanted}"
        for who, wanted in asked(pins, LOCKS[name])
        if not wanted.extras <= pins.get(canonicalize_name(wanted.name), set())
    ]
    assert lacking == []
