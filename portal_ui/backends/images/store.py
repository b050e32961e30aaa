"""The copies on disk: one file an image, bounded, the ones not looked at the longest given up first.

A file's modification time says when the copy was fetched, its access time when it was last asked for; several workers
may share the directory. All of it is a cache: it may be removed at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KEPT_BYTES = 512 * 2**20
SWEEP_EVERY = 16 * 2**20
"""Bytes written between two looks at the whole directory; by so much the bound may be exceeded, once a worker."""

_ASKED_AGAIN = 3600


class Store:
    """Files in `directory` by the URL they are copies of, at most `room` bytes in all."""

    def __init__(self, directory: Path, room: int = KEPT_BYTES) -> None:
        self._directory = directory
        self._room = room
        self._written = SWEEP_EVERY

    def find(self, url: str) -> tuple[Path, float] | None:
        """Return the copy's file and when it was fetched, `None` if there is none."""
        file = self._file(url)
        try:
            stat = file.stat()
        except OSError:
            return None
        now = time.time()
        if now - stat.st_atime > _ASKED_AGAIN:
            with contextlib.suppress(OSError):
                os.utime(file, (now, stat.st_mtime))
        return file, stat.st_mtime

    def put(self, url: str, data: bytes) -> Path:
        """Keep a copy and return its file. Raises `OSError`."""
        file = self._file(url)
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(file)
        self._written += len(data)
        if self._written >= SWEEP_EVERY:
            self._written = 0
            self.sweep()
        return file

    def renew(self, url: str) -> None:
        """Count the copy as fetched now."""
        with contextlib.suppress(OSError):
            os.utime(self._file(url))

    def sweep(self) -> None:
        """Remove what exceeds the room."""
        found: list[tuple[float, int, Path]] = []
        for file in self._directory.glob("*/*"):
            with contextlib.suppress(OSError):
                stat = file.stat()
                found.append((stat.st_atime, stat.st_size, file))
        excess = sum(size for _, size, _ in found) - self._room
        for _, size, file in sorted(found):
            if excess <= 0:
                return
            with contextlib.suppress(OSError):
                file.unlink()
            excess -= size

    def _file(self, url: str) -> Path:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self._directory / name[:2] / name
