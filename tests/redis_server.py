"""A Redis server of the tests' own, on loopback and a free port, from the operating system's packages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@dataclass(slots=True)
class RedisServer:
    """A server that keeps nothing on disk; `port` stays the same when it is stopped and started."""

    port: int
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it listens."""
        options = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        # In the directory of temporary files, as a server that saves nothing still wants a place to.
        self._process = subprocess.Popen(
            ["redis-server", *options], stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir()
        )
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise RuntimeError("redis-server does not listen")

    def stop(self) -> None:
        """End it at once, as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def redis_server() -> Generator[RedisServer]:
    """Run a new server for the length of the block."""
    _require()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        server = RedisServer(trial.getsockname()[1])
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _require() -> None:
    """Have the server's program; as root, install it where it is missing."""
    if not shutil.which("redis-server") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update"], check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", "redis-server"],
            check=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    if not shutil.which("redis-server"):
        raise RuntimeError("these tests need a Redis server: install it, on Debian by `apt-get install redis-server`")
