"""How many pages may be read without anybody waiting for just that one."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUTE = 60.0


class Budget:
    """At most `per_minute` in any minute; `clock` counts seconds."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._spent: deque[float] = deque(maxlen=per_minute)

    def spend(self) -> None:
        """Count one more."""
        self._spent.append(self._clock())

    def allow(self, per_minute: int) -> None:
        """Change how many; what has been spent stays counted."""
        self._per_minute = per_minute
        self._spent = deque(self._spent, maxlen=per_minute)

    def left(self) -> int:
        """Return how many may be read now."""
        begin = self._clock() - _MINUTE
        return self._per_minute - sum(at > begin for at in self._spent)

    def wait(self) -> float:
        """Return for how many seconds there is nothing left."""
        if len(self._spent) < self._per_minute:
            return 0.0
        return max(0.0, self._spent[0] + _MINUTE - self._clock())
