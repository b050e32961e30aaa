"""What an adapter learns of its CMS and need not ask again for a while."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from portal_ui.content.protocol import BackendError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


class Remembered(Generic[T]):
    """Gives what `load` returns, loaded again once it is older than `seconds`.

    Callers at the same time share one load. If a later load fails, the value before it is given a while longer.
    """

    def __init__(
        self, load: Callable[[], Awaitable[T]], seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._load = load
        self._seconds = seconds
        self._clock = clock
        self._lock = asyncio.Lock()
        self._value: T | None = None
        self._due: float | None = None

    async def get(self) -> T:
        """Return the value. Raises what `load` raises while there is none."""
        async with self._lock:
            if self._due is None or self._clock() >= self._due:
                try:
                    self._value = await self._load()
                except BackendError:
                    if self._due is None:
                        raise
                self._due = self._clock() + self._seconds
            return self._value  # pyright: ignore[reportReturnType] - loaded once it is due

    def forget(self) -> None:
        """Load anew at the next call."""
        self._due = None
