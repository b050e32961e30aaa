"""A portal served for tests: by the real server, on a free port."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).parent.parent

COMMAND = "portal_ui serve"
SERVER = "portal_ui.server.run"
"""What the command begins once it has checked the settings, which takes as long as the start itself."""


@dataclass(frozen=True)
class Served:
    """A running portal: its address, its process, and where it writes its log."""

    url: str
    process: subprocess.Popen[bytes]
    log_file: Path

    def log(self) -> str:
        """Return what the server has logged so far."""
        return self.log_file.read_text("utf-8", errors="replace")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextlib.contextmanager
def serve(log_file: Path, root: Path = ROOT, program: str = SERVER, **settings: str) -> Generator[Served]:
    """Serve the portal with `PORTAL_...` settings given without their prefix, until the block ends."""
    port = settings.get("port") or free_port()
    url = f"http://localhost:{port}"
    own = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    votes = f"sqlite:///{log_file.parent / 'votes.sqlite'}"
    given = {"port": str(port), "site_url": url, "database_url": votes, "secret": "a secret for tests", **settings}
    environment = own | {f"PORTAL_{name.upper()}": value for name, value in given.items()}
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *program.split()], cwd=root, env=environment, stdout=log, stderr=log
        )
    served = Served(url, process, log_file)
    try:
        wait_until_healthy(served)
        yield served
    finally:
        stop(process)


def wait_until_healthy(served: Served, seconds: float = 60) -> None:
    """Wait until `/healthz` answers. Raises `AssertionError` with the log if it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and served.process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{served.url}/healthz", timeout=2).status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError(f"the portal did not start:\n{served.log()}")


def wait_until_searchable(served: Served, seconds: float = 60) -> None:
    """Wait until the search index is whole: until then the search says that it is resting."""
    end = time.monotonic() + seconds
    while httpx.get(f"{served.url}/search", params={"q": "nowhere"}, timeout=10).status_code == 503:
        assert time.monotonic() < end, f"the search rests for ever:\n{served.log()}"
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop it as Ctrl-C does, and see that it goes."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError("the portal did not stop on Ctrl-C") from None


def wait_until_gone(processes: list[int], seconds: float = 10) -> bool:
    """Wait until none of the processes runs any more; return whether that came true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(_runs(process) for process in processes):
            return True
        time.sleep(0.05)
    return False


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
