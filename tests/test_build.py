"""Building when nothing changed, and when Reflex fails."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from portal_ui import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have builds kept in a folder of the test's own, and return the one that is current there."""
    monkeypatch.setattr(build, "WEB", tmp_path)
    monkeypatch.setattr(build, "BUILDS", tmp_path / "builds")
    monkeypatch.setattr(build, "CURRENT", tmp_path / "builds" / "current")

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        (tmp_path / "build").mkdir(exist_ok=True)
        (tmp_path / "build" / "page.js").write_text("1")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    first = build.build()
    assert (first / "page.js").read_text() == "1"
    return first


def test_nothing_changed_is_nothing_built(
    web: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise AssertionError("Reflex was run")

    monkeypatch.setattr(build, "_run_reflex", fail)
    capsys.readouterr()
    assert build.build() == web
    assert capsys.readouterr().out == "The front end is up to date.\n"
    assert build.current() == web


def test_a_failing_reflex_is_told_in_its_words_and_leaves_the_current_build(
    web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        (web.parents[1] / "build" / "page.js").write_text("half")
        return subprocess.CompletedProcess(command, 1, "Compiling\n", "SyntaxError: in article.py\n")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(build, "fingerprint", lambda: "changed")
    with pytest.raises(build.BuildError, match=r"Reflex said:\nCompiling\nSyntaxError: in article\.py$"):
        build.build()
    assert build.current() == web
    assert (build.current() / "page.js").read_text() == "1"
    assert [path.name for path in build.BUILDS.iterdir() if path.is_dir() and not path.is_symlink()] == [web.name]


def test_no_build_at_all_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "CURRENT", tmp_path / "current")
    with pytest.raises(build.BuildError, match="python -m portal_ui build"):
        build.current()
