"""Indexes of backends that the portal had once: taken away when nobody has kept them for a month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.search import file
from portal_ui.search.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

STALE_SECONDS = 30 * 86_400.0
"""Since it was last kept: who goes back to a former backend before that has its index at once."""

_OURS = re.compile(r".+-[0-9a-f]{12}\.lock")


def remove_stale(directory: Path, now: float) -> list[str]:
    """Take away the indexes in `directory` that nobody keeps and that are stale at `now`; return their names.

    `now` is in seconds since the epoch. An index that is kept has its lock taken and touched. The locks themselves
    stay, for two servers with two files of one name would both write. Raises `OSError`.
    """
    removed: list[str] = []
    for path in sorted(directory.glob("*.lock")):
        index = path.with_suffix(".sqlite")
        if not _OURS.fullmatch(path.name) or not index.exists() or now - path.stat().st_mtime < STALE_SECONDS:
            continue
        with path.open("r+") as lock:
            if locked(lock) and now - path.stat().st_mtime >= STALE_SECONDS:
                file.remove(index)
                removed.append(index.name)
    return removed
