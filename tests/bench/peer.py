"""What the portal's speed is compared with: the same web server giving out a file."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from tests.serving import ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import Generator

FOLDER = "BENCH_PEER_FOLDER"


def create() -> Starlette:
    """Return the application that the peer's worker runs."""
    return Starlette(routes=[Mount("/", StaticFiles(directory=os.environ[FOLDER]))])


@contextlib.contextmanager
def serving(folder: Path) -> Generator[str]:
    """Serve the files of `folder` until the block ends, and return the server's address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    application = ["--interface", "asgi", "--factory", "--no-access-log", "--log-level", "error", f"{__name__}:create"]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(port), *application],
        cwd=ROOT,
        env=os.environ | {FOLDER: str(folder)},
    )
    try:
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(url)
            return
        time.sleep(0.05)
    raise RuntimeError("the peer did not start")
