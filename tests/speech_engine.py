"""A speech engine for Chromium: speech-dispatcher with espeak-ng, and a sound server that nobody hears."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

PACKAGES = ("speech-dispatcher", "speech-dispatcher-espeak-ng", "espeak-ng", "pulseaudio")
PROGRAMS = ("speech-dispatcher", "espeak-ng", "pulseaudio")


@contextmanager
def speech_engine() -> Generator[dict[str, str]]:
    """Run a sound server for the length of the block; give the environment in which Chromium finds both.

    Without the programs, where they cannot be installed, the test is skipped.
    """
    _require()
    home = tempfile.mkdtemp(prefix="portal-speech-")
    environment = os.environ | {"HOME": home, "XDG_RUNTIME_DIR": home}
    modules = ("-L", "module-native-protocol-unix", "-L", "module-null-sink")
    server = subprocess.Popen(
        ["pulseaudio", "-n", *modules, "--exit-idle-time=-1", "--daemonize=no"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 20
        while not (Path(home) / "pulse" / "native").exists():
            assert server.poll() is None, "pulseaudio did not start"
            assert time.monotonic() < end, "pulseaudio does not listen"
            time.sleep(0.02)
        yield environment
    finally:
        _stop_dispatcher(Path(home))
        server.terminate()
        server.wait()
        shutil.rmtree(home, ignore_errors=True)


def _stop_dispatcher(home: Path) -> None:
    """Stop the dispatcher that Chromium's library started for this home."""
    for file in home.rglob("speech-dispatcher.pid"):
        subprocess.run(["kill", file.read_text().strip()], check=False)


def _require() -> None:
    if any(shutil.which(program) is None for program in PROGRAMS):
        if os.geteuid() == 0 and shutil.which("apt-get"):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]):
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        missing = [program for program in PROGRAMS if shutil.which(program) is None]
        if missing:
            pytest.skip(f"speech needs {', '.join(missing)}: install them, on Debian by apt-get install")
