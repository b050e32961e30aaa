"""The index follows the backend, and is made anew whatever happens to its file."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.search import file, keeper
from portal_ui.search.find import Within
from portal_ui.search.index import Index, Resting
from portal_ui.search.question import Question
from tests.search.conftest import until_whole

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.asyncio
WORD = Question(("lúa",))


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "TICK", 0.01)
    monkeypatch.setattr(keeper, "TAKE_OVER", 0.01)
    monkeypatch.setattr("portal_ui.backends.folder.index.LEAST_REST", 0.0)


def write(folder: Path, name: str, words: str) -> None:
    (folder / f"{name}.md").write_text(f"---\ntitle: {words}\ndate: 2026-01-01\n---\n{words}\n", "utf-8")


async def found(index: Index) -> list[str]:
    answer = await index.search(WORD, Within(), 0, 10)
    return sorted(hit.summary.slug for hit in answer.found.hits)


async def finds(index: Index, *slugs: str) -> None:
    """Wait until exactly these are found."""
    async with asyncio.timeout(20):
        while True:
            try:
                if await found(index) == list(slugs):
                    return
            except Resting:
                pass
            await asyncio.sleep(0.02)


async def test_it_follows_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    write(folder, "mot", "Lúa mùa")
    index = Index(tmp_path / "index.sqlite", FolderBackend(folder))
    with pytest.raises(Resting):
        await found(index)
    index.start()
    await finds(index, "mot")
    write(folder, "hai", "Lúa chiêm")
    await finds(index, "hai", "mot")
    (folder / "mot.md").unlink()
    write(folder, "hai", "Ngô")
    await finds(index)
    await index.close()


@pytest.mark.parametrize(
    "harm",
    [
        *("overwritten", "garbage in its place", "emptied", "removed", "removed with its folder"),
        *("of another version", "cut"),
    ],
)
async def test_a_harmed_file_is_made_anew(tmp_path: Path, harm: str) -> None:
    folder, path = tmp_path / "content", tmp_path / "search" / "index.sqlite"
    folder.mkdir()
    for number in range(30):
        write(folder, f"bai-{number:02}", f"Lúa {number}")
    index = Index(path, FolderBackend(folder))
    index.start()
    await until_whole(path)
    if harm in {"of another version", "cut"}:
        await index.close()
        if harm == "cut":
            os.truncate(path, 5000)
        else:
            with file.reading(path):
                connection = file.writing(path)
                connection.execute("PRAGMA user_version = 99")
                connection.close()
        index = Index(path, FolderBackend(folder))
        index.start()
    elif harm == "removed":
        file.remove(path)
    elif harm == "removed with its folder":
        shutil.rmtree(path.parent)
    elif harm == "emptied":
        os.truncate(path, 0)
    elif harm == "overwritten":
        with path.open("r+b") as damaged:
            damaged.write(b"\xff" * 8192)
    else:
        other = tmp_path / "other"
        other.write_bytes(b"not a database at all" * 500)
        other.replace(path)
    await finds(index, *(f"bai-{number:02}" for number in range(10)))
    await index.close()


async def test_of_two_workers_one_keeps_it_and_the_other_takes_over(tmp_path: Path) -> None:
    folder, path = tmp_path / "content", tmp_path / "index.sqlite"
    folder.mkdir()
    write(folder, "mot", "Lúa mùa")
    first, second = (Index(path, FolderBackend(folder)) for _ in range(2))
    first.start()
    await finds(first, "mot")
    second.start()
    await finds(second, "mot")
    await first.close()
    write(folder, "hai", "Lúa chiêm")
    await finds(second, "hai", "mot")
    await second.close()
