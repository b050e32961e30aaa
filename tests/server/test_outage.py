"""What readers get when a part of the portal fails while it serves."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from tests.serving import ROOT, Served, serve

if TYPE_CHECKING:
    from collections.abc import Callable


def renderer_of(served: Served) -> int | None:
    """Return the process id of the portal's renderer, found by its command."""
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = command.read_bytes().split(b"\0")
            parent = int((command.parent / "stat").read_text().rpartition(")")[2].split()[1])
            grandparent = int(Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if any(word.endswith(b"renderer.mjs") for word in words) and served.process.pid in {parent, grandparent}:
            return int(command.parent.name)
    return None


def eventually(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Return whether it comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def test_the_renderer_killed_under_load_fails_no_page(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    for number in range(400):
        (folder / f"bai-{number}.md").write_text(f"---\ntitle: Bài {number}\n---\n\nCâu của bài {number}.\n", "utf-8")
    faults: list[str] = []
    killed: set[int] = set()

    with serve(tmp_path / "log", backend=f"folder:{folder}") as served:

        def read(start: int) -> None:
            with httpx.Client(base_url=served.url, timeout=30) as client:
                for number in range(start, 400, 4):
                    answer = client.get(f"/articles/bai-{number}")
                    if answer.status_code != 200 or f"<p>Câu của bài {number}.</p>" not in answer.text:
                        faults.append(f"bai-{number}: {answer.status_code}")

        readers = [threading.Thread(target=read, args=(start,)) for start in range(4)]
        for reader in readers:
            reader.start()
        while any(reader.is_alive() for reader in readers):
            if len(killed) < 3 and (process := renderer_of(served)) and process not in killed:
                os.kill(process, signal.SIGKILL)
                killed.add(process)
            time.sleep(0.2)
        for reader in readers:
            reader.join()
    assert len(killed) == 3
    assert faults == []


def test_the_folder_removed_while_serving(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    with serve(tmp_path / "log", backend=f"folder:{folder}") as served:
        read = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
        unread = "/articles/chuan-bi-mua-mua-lu-2026"
        first = httpx.get(served.url + read)
        folder.rename(tmp_path / "away")

        assert eventually(lambda: httpx.get(served.url + unread).status_code == 503)
        for _ in range(3):
            assert httpx.get(served.url + read).text == first.text, "what was read before stays readable"
        gone = httpx.get(served.url + unread)
        assert "Trang tạm thời chưa mở được" in gone.text
        assert f'href="{read}"' in gone.text, "the page says what can still be read"
        assert str(tmp_path) not in gone.text
        assert gone.headers["cache-control"] == "no-store"
        assert int(gone.headers["retry-after"]) > 0
        english = httpx.get(f"{served.url}/en{unread}")
        assert english.status_code == 503
        assert "This page cannot be opened right now" in english.text
        assert "is missing" in served.log()

        (tmp_path / "away").rename(folder)
        assert eventually(lambda: httpx.get(served.url + unread).status_code == 200)


def test_no_renderer_to_be_had_is_the_503_page_never_an_empty_one(built: Path, tmp_path: Path) -> None:
    """The pages of last resort were rendered at the start, so they need no renderer."""
    portal = tmp_path / "checkout"
    script = "portal_ui/server/renderer/renderer.mjs"
    shutil.copytree(ROOT / "portal_ui", portal / "portal_ui")
    (portal / ".web").symlink_to(ROOT / ".web")
    with serve(tmp_path / "log", root=portal, backend=f"folder:{ROOT / 'content'}") as served:
        assert httpx.get(served.url).status_code == 200
        (portal / script).write_text("process.exit(1)")
        process = renderer_of(served)
        assert process
        os.kill(process, signal.SIGKILL)
        answer = httpx.get(f"{served.url}/articles/nghi-le-2-9", timeout=60)
        assert answer.status_code == 503
        assert "Trang tạm thời chưa mở được" in answer.text
        assert httpx.get(served.url).status_code == 200, "cached pages go on"
        shutil.copy(ROOT / script, portal / script)
        assert httpx.get(f"{served.url}/articles/nghi-le-2-9", timeout=60).status_code == 200
