"""`make run` where it cannot work: one plain sentence says what to do. `make test`: nothing fails unheard."""

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


def environment() -> dict[str, str]:
    """Return ours without make's settings, for the tests may themselves be run by make."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))} | {
        "LC_ALL": "C"
    }


def run(folder: Path, python: str, user: int | None = None) -> list[str]:
    """Run `make run`, which must fail, and return the lines it says."""
    command = ["make", f"PYTHON={python}", "VENV=v", "run"]
    done = subprocess.run(
        command, cwd=folder, env=environment(), user=user, capture_output=True, text=True, check=False
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


@pytest.mark.parametrize(("tests", "lint", "code"), [(0, 0, 0), (1, 0, 2), (0, 1, 2), (1, 1, 2)])
def test_the_tests_and_the_linters_are_both_heard_and_either_fails_the_run(
    folder: Path, tests: int, lint: int, code: int
) -> None:
    (folder / "v" / "bin").mkdir(parents=True)
    (folder / "tests" / "node_modules").mkdir(parents=True)
    for made in ("requirements.txt", "tests/requirements.txt", "tests/package-lock.json", "v/python", "v/runtime"):
        (folder / made).touch()
    for made in ("v/tests", "tests/node_modules/.package-lock.json"):
        (folder / made).touch()
    for name, lines in {
        "python": f'case "$*" in *pytest*) echo the tests; exit {tests};; esac',
        "ruff": "",
        "basedpyright": f"echo the linters >&2; exit {lint}",
        "node": "",
    }.items():
        program = folder / "v" / "bin" / name
        program.write_text(f"#!/bin/sh\n{lines}\n")
        program.chmod(0o755)
    done = subprocess.run(
        ["make", "VENV=v", "test"], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stdout.startswith("the tests\n")
    assert "the linters\n" in done.stdout
