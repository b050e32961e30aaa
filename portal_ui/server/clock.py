"""The machine's clock, which dates, caches, votes' cookies and certificates go by."""

from __future__ import annotations

from datetime import UTC, datetime

from portal_ui.config import ConfigError

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No earlier day can be today: the program was written after it. A machine without a battery begins in 1970."""


def require_clock(now: datetime) -> None:
    """Raise `ConfigError` if `now`, which has a zone, is a day that has been over since before this was written."""
    if now < EARLIEST:
        raise ConfigError(
            f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, which is past: set it, for the dates that"
            " readers see, caches and certificates go by it."
        )
