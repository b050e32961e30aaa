"""A real Wagtail with the site in `site/`, on this machine only.

What is installed and filled is kept in `.cache/wagtail-VERSION`, so that only the first run takes its time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE = Path(__file__).parent / "site"
CACHE = Path(__file__).parents[3] / ".cache"
START_SECONDS = 60.0
MIGRATE = """
from django.core.management import call_command
call_command("makemigrations", "portal", verbosity=0)
call_command("migrate", verbosity=0)
"""


class NotInstallable(Exception):
    """Wagtail could not be installed; the message is what pip said last."""


class WagtailServer:
    """Wagtail of one version at `url`; `stop` and `start` may be called at will."""

    def __init__(self, python: Path, folder: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._command = [str(python), "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._folder / "site", env=_environment(self._folder), stdout=log, stderr=log
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/api/v2/pages/?limit=1", timeout=5).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"Wagtail did not start; see {self._folder / 'server.log'}")

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None


def prepare(version: str, port: int | None = None) -> WagtailServer:
    """Return a server of this version, installed and filled but not started; `port` is a free one if not given.

    Raises `NotInstallable`.
    """
    folder = CACHE / f"wagtail-{version}"
    python = folder / ".venv" / "bin" / "python"
    _install(folder, python, version)
    _fill(folder, python)
    return WagtailServer(python, folder, port or _free_port())


def _install(folder: Path, python: Path, version: str) -> None:
    installed = folder / "installed"
    if installed.exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check"]
    # Python compiles what is imported; compiling all that comes along takes as long as fetching it.
    pip += ["--no-compile", f"wagtail=={version}"]
    answer = subprocess.run(pip, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise NotInstallable((answer.stderr.strip().splitlines() or ["pip said nothing"])[-1])
    installed.touch()


def _fill(folder: Path, python: Path) -> None:
    """Make the site's database anew unless it was made from these very files."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(SITE.rglob("*.py")))).hexdigest()
    filled = folder / "filled"
    if filled.exists() and filled.read_text() == digest:
        return
    for name in ("site", "data"):
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copytree(SITE, folder / "site", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data").mkdir()
    # In one process: Wagtail takes seconds to be imported.
    seed = MIGRATE + (folder / "site" / "seed.py").read_text("utf-8")
    subprocess.run(
        [str(python), "manage.py", "shell", "-v0"],
        cwd=folder / "site",
        env=_environment(folder),
        input=seed,
        text=True,
        check=True,
        capture_output=True,
    )
    filled.write_text(digest)


def _environment(folder: Path) -> Mapping[str, str]:
    return {**os.environ, "PORTAL_SITE_DATA": str(folder / "data"), "PYTHONWARNINGS": "ignore"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
