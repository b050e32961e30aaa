"""A circuit breaker: a CMS that keeps failing is left alone for a while, and readers hear at once."""

from __future__ import annotations

import contextlib
import logging
import time
from typing import TYPE_CHECKING

from portal_ui.content.protocol import BackendDown, BackendError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

log = logging.getLogger(__name__)

FAILURES = 5
REST = 10.0
LONGEST_REST = 300.0


class Resting(BackendDown):
    """The backend was not asked, as it has just failed or asked for a rest."""


class Circuit:
    """Lets calls pass until `failures` in a row found the backend down, then none for `rest` seconds, then one to try.

    A failure that says when to come back (`retry_after`) opens it at once for that long, at most `LONGEST_REST`.
    `name` is the backend as the log calls it, `clock` counts seconds.
    """

    def __init__(
        self, name: str, clock: Callable[[], float] = time.monotonic, failures: int = FAILURES, rest: float = REST
    ) -> None:
        self._name = name
        self._clock = clock
        self._limit = failures
        self._rest = rest
        self._failures = 0
        self._open_until: float | None = None
        self._probing = False

    @contextlib.contextmanager
    def guard(self) -> Generator[None]:
        """Let one call pass and learn from how it ends. Raises `Resting`, with the seconds left."""
        probe = self._enter()
        try:
            yield
        except BackendDown as error:
            self._failed(error)
            raise
        except BackendError:
            self._succeeded()
            raise
        else:
            self._succeeded()
        finally:
            if probe:
                self._probing = False

    def _enter(self) -> bool:
        if self._open_until is None:
            return False
        left = self._open_until - self._clock()
        if left > 0 or self._probing:
            raise Resting(f"{self._name} is left alone after failures", max(left, 1.0))
        self._probing = True
        return True

    def _succeeded(self) -> None:
        if self._open_until is not None:
            log.warning("%s answers again", self._name)
        self._failures = 0
        self._open_until = None

    def _failed(self, error: BackendDown) -> None:
        self._failures += 1
        if error.retry_after is None and self._failures < self._limit:
            return
        rest = self._rest if error.retry_after is None else min(max(error.retry_after, 1.0), LONGEST_REST)
        if self._open_until is None:
            log.warning("%s is left alone for %.0f s at a time, until it answers: %s", self._name, rest, error)
        self._open_until = self._clock() + rest
