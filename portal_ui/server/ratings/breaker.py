"""A circuit breaker around blocking work: a broken store is asked by one caller at a time, the others hear at once."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger(__name__)


class StoreResting(Exception):
    """The store cannot answer now; trying again later is right. The message is the cause, for the log only."""


class CircuitBreaker:
    """Runs one kind of blocking work in threads of its own, and rests while that work fails.

    `name` is the kind of work as the log calls it; `threads` is how many calls may run at once; `is_outage` tells the
    errors that mean "the store is unwell" from those that are a mistake of the caller.
    """

    def __init__(self, name: str, threads: int, is_outage: Callable[[Exception], bool]) -> None:
        self._name = name
        self._is_outage = is_outage
        self._threads = ThreadPoolExecutor(threads, f"ratings-{name}")
        self._probing = threading.Lock()
        self._cause: str | None = None

    async def call(self, work: Callable[[], T]) -> T:
        """Return what `work` returns.

        Raises `StoreResting` where the work met an outage, or waited behind work that did. During an outage one call
        at a time really tries; when it succeeds, the outage is over.
        """
        probe = self._cause is not None
        if probe and not self._probing.acquire(blocking=False):
            raise StoreResting(self._cause)
        future = self._threads.submit(self._run, work, probe)
        if probe:
            future.add_done_callback(self._probe_done)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Wait for the calls that were made; later ones raise `RuntimeError`."""
        self._threads.shutdown()

    def _probe_done(self, _: Future[T]) -> None:
        self._probing.release()

    def _run(self, work: Callable[[], T], probe: bool) -> T:
        if self._cause is not None and not probe:
            raise StoreResting(self._cause)
        try:
            result = work()
        except Exception as error:
            if not self._is_outage(error):
                raise
            cause = str(getattr(error, "orig", None) or error).strip()
            if self._cause is None:
                log.error("ratings rest: %s fails: %s", self._name, cause)
            self._cause = cause
            raise StoreResting(cause) from error
        if self._cause is not None:
            log.warning("ratings are back: %s works again", self._name)
            self._cause = None
        return result
