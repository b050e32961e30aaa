"""Word of every reading from the CMS, for whoever counts them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.content.protocol import BackendError

if TYPE_CHECKING:
    from collections.abc import Generator


@dataclass(frozen=True, slots=True)
class Exchange:
    """One reading, further attempts in it: `seconds` it took, `failure` the name of the error's class, or empty."""

    seconds: float
    failure: str


_listeners: list[Callable[[Exchange], None]] = []


def listen(listener: Callable[[Exchange], None]) -> None:
    """Have `listener` told of every reading in this process."""
    _listeners.append(listener)


@contextlib.contextmanager
def reported() -> Generator[None]:
    """Tell the listeners how long the block took and what failed in it."""
    began, failure = time.perf_counter(), ""
    try:
        yield
    except BackendError as error:
        failure = type(error).__name__
        raise
    finally:
        exchange = Exchange(time.perf_counter() - began, failure)
        for listener in _listeners:
            listener(exchange)
