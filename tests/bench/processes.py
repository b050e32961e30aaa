"""The memory of a process and of all it has started, from Linux's `/proc`."""

from __future__ import annotations

import os
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


def resident_mb(process: int) -> float:
    """Return the resident memory of a process and its descendants in MB; what they share counts for each."""
    return sum(_resident(member) for member in (process, *_descendants(process))) / 1e6


def _descendants(process: int) -> list[int]:
    children = [
        int(child)
        for task in Path(f"/proc/{process}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [*children, *(below for child in children for below in _descendants(child))]


def _resident(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
