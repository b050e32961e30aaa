"""A time zone in a few numbers, so that a browser can tell the portal's hour without its own tables of zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

YEARS = 3
"""A copy of a page that was kept on a device for longer goes by the last change known then."""


@lru_cache(maxsize=8)
def offsets(zone: ZoneInfo, year: int) -> str:
    """Return how far a zone is from UTC from the beginning of `year` on, for `YEARS` years, in minutes.

    First the offset then, and for each change its moment (minutes since 1970, UTC) and the offset from there on:
    `420`, `60 29578860:120 29881260:60 ...`.
    """
    now = datetime(year, 1, 1, tzinfo=UTC)
    end = now.replace(year=year + YEARS)
    said = [f"{_offset(zone, now)}"]
    while now < end:
        day = now + timedelta(days=1)
        if _offset(zone, now) != _offset(zone, day):
            change = _change(zone, now, day)
            said.append(f"{int(change.timestamp()) // 60}:{_offset(zone, change)}")
        now = day
    return " ".join(said)


def _offset(zone: ZoneInfo, at: datetime) -> int:
    offset = at.astimezone(zone).utcoffset() or timedelta()
    return round(offset / timedelta(minutes=1))


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the first minute in which the offset is that of `after`."""
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        before, after = (middle, after) if _offset(zone, middle) == _offset(zone, before) else (before, middle)
    return after
