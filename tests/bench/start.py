"""How long a newcomer waits: from `make run` in a fresh copy to the first page."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import httpx

from tests.serving import ROOT, free_port

PATIENCE = 600.0


def measure() -> list[tuple[str, float, str]]:
    """Return the seconds for the committed state, with whatever the machine's package caches hold."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "portal"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
        first = _run(copy)
        return [
            ("start: fresh copy to first page", first, "s"),
            ("start: the second time", _run(copy), "s"),
        ]


def _run(copy: Path) -> float:
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "MAKE", "VIRTUAL_ENV"))}
    began = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=copy,
            env=own | {"PORTAL_PORT": str(port)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait(f"http://localhost:{port}/", process, began)
            return time.perf_counter() - began
        finally:
            os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C: to make and to all it has started
            process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], began: float) -> None:
    while process.poll() is None and time.perf_counter() < began + PATIENCE:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(url, timeout=30).status_code == 200:
                return
        time.sleep(0.05)
    raise RuntimeError("`make run` came to no page")
