"""A zone in a few numbers says the same hour as the zone's own rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal_ui.reading.offsets import YEARS, offsets

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    "key",
    [
        "Asia/Ho_Chi_Minh",
        BERLIN,
        "America/New_York",
        "Asia/Kathmandu",  # three quarters of an hour
        "Australia/Lord_Howe",  # half an hour of summer time
        "Africa/Casablanca",  # a month of winter time, which moves
        "Pacific/Apia",  # on the other side of the date line
    ],
)
def test_says_what_the_zone_says(key: str) -> None:
    zone = ZoneInfo(key)
    first, *changes = offsets(zone, 2026).split(" ")
    table = [(int(moment), int(offset)) for moment, offset in (change.split(":") for change in changes)]
    at, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026 + YEARS, 1, 1, tzinfo=UTC)
    while at < end:
        minute = int(at.timestamp()) // 60
        offset = ([int(first)] + [offset for moment, offset in table if moment <= minute])[-1]
        assert timedelta(minutes=offset) == at.astimezone(zone).utcoffset(), at
        at += timedelta(minutes=30)


def test_is_one_number_where_clocks_never_change() -> None:
    assert offsets(ZoneInfo("Asia/Ho_Chi_Minh"), 2026) == "420"


def test_names_the_minute_of_a_change() -> None:
    minute = int(datetime(2026, 3, 29, 1, 0, tzinfo=UTC).timestamp()) // 60
    assert f"60 {minute}:120 " in offsets(ZoneInfo(BERLIN), 2026)
