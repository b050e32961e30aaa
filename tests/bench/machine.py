"""The machine that the figures hold for."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from tests.browser import chromium


def facts() -> str:
    """Return cores, processor, memory, load and versions, in two lines."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{cores} cores of {_processor()}, {memory:.0f} GB, load {load} (1, 5, 15 minutes)\n"
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {_browser()}"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")


def _browser() -> str:
    program = chromium.find()
    if program is None:
        return "no Chromium"
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
