"""Asking a CMS whether its answer has changed, where it says how to (RFC 9110, 13.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.backends.lru import Lru

if TYPE_CHECKING:
    from portal_ui.backends.fetch import Received

KEPT_BYTES = 8 * 2**20

_QUESTIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class Validators:
    """The answers that carry an `ETag` or `Last-Modified`, by what was asked, in `room` bytes."""

    def __init__(self, room: int = KEPT_BYTES) -> None:
        self._answers: Lru[str, Received] = Lru(room)

    def known(self, asked: str) -> Received | None:
        """Return the answer had before, if it can be asked about."""
        return self._answers.get(asked)

    def settle(self, asked: str, known: Received | None, received: Received) -> Received:
        """Return the answer that holds now: the one known, where the CMS says that it has not changed."""
        if known and received.status == 304:
            return known
        if received.status == 200 and questions(received):
            self._answers.put(asked, received, len(received.body) + len(asked) + 1000)
        return received


def questions(known: Received) -> dict[str, str]:
    """Return the headers that ask whether an answer has changed."""
    return {question: known.headers[name] for name, question in _QUESTIONS.items() if name in known.headers}
