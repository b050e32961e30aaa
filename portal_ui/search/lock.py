"""Who may write an index: whoever holds the lock on the file beside it."""

from __future__ import annotations

import fcntl
from typing import IO


def locked(lock: IO[str]) -> bool:
    """Lock the open file and return `True`, or `False` if another process has it. Closing it lets go."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
