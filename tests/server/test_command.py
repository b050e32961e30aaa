"""The command line, run as an operator runs it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from portal_ui.__main__ import main
from tests.serving import COMMAND, ROOT, free_port, serve, wait_until_gone


def portal_ui(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "portal_ui", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_names_the_commands() -> None:
    words = portal_ui("--help").stdout
    for command in ("serve", "build", "check"):
        assert command in words


def test_a_taken_port_is_one_plain_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = portal_ui("serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (f"Port {port} on 127.0.0.1 is taken by another program; choose another with PORTAL_PORT.\n")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORTAL_PORT", "eighty", "PORTAL_PORT"),
        ("PORTAL_PORT", "99999", "PORTAL_PORT"),
        ("PORTAL_LOCALE", "fr", "must be one of en, vi"),
        ("PORTAL_TIMEZONE", "Asia/Atlantis", "must name a time zone"),
        ("PORTAL_SITE_URL", "portal.example", "must be an origin"),
        ("PORTAL_GLOSSARY", "nowhere.toml", "PORTAL_GLOSSARY cannot be used: nowhere.toml"),
        ("PORTAL_BACKEND", "folder", "PORTAL_BACKEND"),
        ("PORTAL_BACKEND", "joomla:https://portal.example", "joomla"),
    ],
)
def test_an_unusable_setting_is_one_plain_sentence(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def begin(*_: object) -> None:
        pytest.fail("the setting was taken")

    monkeypatch.setattr(os, "execv", begin)
    for variable, given in {"PORTAL_PORT": str(free_port()), name: value}.items():
        monkeypatch.setenv(variable, given)
    assert main(["serve"]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("whole_group", [False, True])
def test_ctrl_c_ends_every_process(tmp_path: Path, whole_group: bool) -> None:
    with serve(tmp_path / "log", program=COMMAND) as served:
        assert httpx.get(served.url).status_code == 200
        family = children(served.process.pid)
        assert len(family) >= 2, "a worker and its renderer"
        # A terminal sends Ctrl-C to the whole group; `kill` sends it to the one process.
        for process in [served.process.pid, *(family if whole_group else [])]:
            os.kill(process, signal.SIGINT)
        assert served.process.wait(15) == 0
    assert wait_until_gone(family), served.log()
    assert "Traceback" not in served.log()
    assert "refused" not in served.log()


def test_a_killed_worker_leaves_no_renderer(tmp_path: Path) -> None:
    with serve(tmp_path / "log") as served:
        family = children(served.process.pid)
        served.process.kill()
        for process in family:
            command = Path(f"/proc/{process}/cmdline").read_bytes()
            if b"renderer.mjs" not in command:
                os.kill(process, signal.SIGKILL)
        assert wait_until_gone(family)


def test_several_servers_run_from_one_checkout(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: Another portal's article\n---\n\nText.\n", "utf-8")
    with (
        serve(tmp_path / "one") as one,
        serve(tmp_path / "two", backend=f"folder:{folder}", locale="en", title="Another portal") as two,
    ):
        assert '<html lang="vi"' in httpx.get(one.url).text
        other = httpx.get(two.url).text
        assert '<html lang="en"' in other
        assert "Another portal&#x27;s article" in other
        assert f'href="{two.url}/" rel="canonical"' in other


def children(parent: int) -> list[int]:
    """Return the processes below `parent`."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            child = int(stat.parent.name)
            found += [child, *children(child)]
    return found


def test_it_starts_without_a_backend_and_heals(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    with serve(tmp_path / "log", program=COMMAND, backend=f"folder:{folder}") as served:
        answer = httpx.get(served.url)
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert "Trang tạm thời chưa mở được" in answer.text
        folder.mkdir()
        (folder / "bai.md").write_text("---\ntitle: Bài đầu tiên\n---\n\nNội dung.\n", "utf-8")
        end = time.monotonic() + 20
        while httpx.get(served.url).status_code != 200 and time.monotonic() < end:
            time.sleep(0.1)
        assert "Bài đầu tiên" in httpx.get(served.url).text


def test_several_workers_without_redis_are_told_what_they_do_not_share(tmp_path: Path) -> None:
    with serve(tmp_path / "log", workers="2") as served:
        assert httpx.get(served.url).status_code == 200
        assert "The 2 workers share votes, but not what the CMS has said" in served.log()
        family = children(served.process.pid)
    assert wait_until_gone(family)
