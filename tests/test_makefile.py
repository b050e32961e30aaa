"""`make run` on a machine where it cannot work: one plain sentence says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serving import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that anybody may enter, with nothing in it but the Makefile."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(ROOT / "Makefile", name)
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


def run(folder: Path, python: str, user: int | None = None) -> list[str]:
    """Run `make run`, which must fail, and return the lines it says."""
    # The tests may themselves be run by make, whose settings are not this one's.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", f"PYTHON={python}", "VENV=v", "run"]
    done = subprocess.run(
        command, cwd=folder, env=env | {"LC_ALL": "C"}, user=user, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    (trouble,) = done.stderr.splitlines()
    assert trouble.startswith("make: ***"), "nothing but make's own line"
    return done.stdout.splitlines()


def test_a_python_too_old_or_missing(folder: Path) -> None:
    for python in ("false", "no-such-python"):
        assert run(folder, python) == [
            "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11",
        ]


def test_no_permission_to_write(folder: Path) -> None:
    folder.chmod(0o555)
    user = NOBODY if os.geteuid() == 0 else None
    assert run(folder, "true", user) == [f"There is no permission to write in {folder}."]


def test_a_python_without_its_venv_module(folder: Path) -> None:
    python = folder / "python-without-venv"
    python.write_text('#!/bin/sh\n[ "$1" = -c ]\n')
    python.chmod(0o755)
    assert run(folder, str(python)) == [
        "Making the virtual environment ...",
        "Python's venv module is missing; on Debian: apt install python3-venv",
    ]
    assert not (folder / "Makefile.writable").exists()
