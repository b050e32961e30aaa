"""When a failed read is tried again, and after how long."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from portal_ui.content.protocol import BackendDown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DELAYS = (0.2, 0.6)
"""Mean seconds before the second and the third attempt: a reader is waiting."""

SHORT = 2.0
"""Seconds of `Retry-After` that are waited for within a request; more is the caller's to know."""

PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that may be gone a moment later (RFC 9110, 15.5.9 and 15.6; RFC 6585, 4)."""


class MayPass(BackendDown):
    """A failure that another attempt may not meet."""


def delays() -> Iterator[float]:
    """Yield the seconds before each further attempt, spread so that readers who failed together do not return so."""
    for mean in DELAYS:
        yield mean * random.uniform(0.5, 1.5)  # noqa: S311 (it hides nothing)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110, 10.2.3), `None` if it says nothing that can be read."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - (now or datetime.now(UTC))).total_seconds())
