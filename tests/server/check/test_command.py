"""`python -m portal_ui check`, as an operator runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from portal_ui.server.hooks import purge_token
from tests.serving import ROOT, free_port

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "a secret of the portal"


def check(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    given = {f"PORTAL_{name.upper()}": value for name, value in {"secret": SECRET, **settings}.items()}
    command = [sys.executable, "-m", "portal_ui", "check", *arguments]
    return subprocess.run(command, cwd=ROOT, env=own | given, capture_output=True, text=True, timeout=120, check=False)


def test_the_sample_portal_can_be_served() -> None:
    done = check(site_url="https://portal.example")
    assert done.returncode == 0, done.stderr
    assert "The portal can be served." in done.stdout
    assert "PORTAL_SITE_URL" not in done.stdout
    assert re.search(r"found lacking in the newest (\d+) of \1 articles", done.stdout)


def test_what_is_wrong_with_a_folder_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\ndate: gestern\n---\nXem [tại đây](/b).", "utf-8")
    done = check("--backend", f"folder:{tmp_path}")
    assert done.returncode == 0
    assert "- a.md:3:" in done.stdout
    assert "links that do not say where they lead: 1, in 1 article\n    tại đây > /b - A (/media/a.md)" in done.stdout
    assert "in the newest" not in check("--backend", f"folder:{tmp_path}", "--articles", "0").stdout
    assert "Set PORTAL_TITLE" in done.stdout
    assert "Set PORTAL_SITE_URL" in done.stdout


def test_a_backend_that_is_not_there_is_told_without_its_key() -> None:
    done = check(backend=f"wordpress:http://127.0.0.1:{free_port()}", backend_key="editor:k3y-of-the-cms")
    assert done.returncode == 1
    assert "can this machine reach it?" in done.stdout
    assert "The portal cannot be served like this." in done.stdout
    told = done.stdout + done.stderr
    for secret in ("k3y-of-the-cms", SECRET, purge_token(SECRET.encode())):
        assert secret not in told


def test_an_unusable_setting_is_one_sentence() -> None:
    done = check("--backend", "joomla:https://portal.example")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "joomla" in done.stderr
