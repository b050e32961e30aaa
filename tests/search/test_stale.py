"""Indexes of former backends go, and none that anybody keeps or that is not ours."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.search.index import DIRECTORY, Index, index_file
from portal_ui.search.lock import locked
from portal_ui.search.stale import STALE_SECONDS, remove_stale
from tests.search.conftest import until_whole

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_800_000_000.0


def index(directory: Path, name: str, age: float) -> Path:
    path = directory / name
    for suffix in (".sqlite", ".sqlite-wal", ".sqlite-shm", ".lock"):
        (directory / f"{name}{suffix}").write_text("x")
    os.utime(directory / f"{name}.lock", (NOW - age, NOW - age))
    return path


def test_only_what_is_ours_and_nobody_keeps_goes(tmp_path: Path) -> None:
    old = STALE_SECONDS + 1
    ours = index_file("wordpress:https://portal.example")
    assert ours.parent == DIRECTORY
    index(tmp_path, ours.stem, old)
    index(tmp_path, index_file("feed:https://portal.example/feed").stem, STALE_SECONDS - 1)
    index(tmp_path, "somebody-elses", old)
    kept = index(tmp_path, index_file("ghost:https://portal.example").stem, old).with_suffix(".lock")
    with kept.open("r+") as lock:
        assert locked(lock)
        before = {path.name for path in tmp_path.iterdir()}
        assert remove_stale(tmp_path, NOW) == [ours.name]
    after = {path.name for path in tmp_path.iterdir()}
    assert before - after == {ours.name, f"{ours.name}-wal", f"{ours.name}-shm"}
    assert remove_stale(tmp_path, NOW) == [f"{kept.stem}.sqlite"]


async def test_a_portal_clears_away_and_says_that_it_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    former = index(tmp_path, index_file("feed:https://portal.example/feed").stem, NOW).with_suffix(".sqlite")
    own = tmp_path / index_file("folder:content").name
    started = time.time()
    kept = Index(own, FolderBackend(tmp_path / "content"))
    kept.start()
    await until_whole(own)
    await kept.close()
    assert not former.exists()
    assert own.with_suffix(".lock").stat().st_mtime >= started - 1
    assert remove_stale(tmp_path, started) == []
