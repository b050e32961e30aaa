from __future__ import annotations

import pytest

from portal_ui.server.ratings import rate_limit
from portal_ui.server.ratings.rate_limit import RateLimit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_class_may_vote_at_once_and_the_next_is_told_how_long_to_wait(clock: Clock) -> None:
    limit = RateLimit(60, 60.0, clock)
    assert [limit.take("192.0.2.1") for _ in range(60)] == [0] * 60
    assert limit.take("192.0.2.1") == 1
    clock.now = 1.0
    assert limit.take("192.0.2.1") == 0
    assert limit.take("192.0.2.1") == 1


def test_who_is_refused_pays_nothing(clock: Clock) -> None:
    limit = RateLimit(2, 60.0, clock)
    assert [limit.take("192.0.2.1") for _ in range(9)] == [0, 0, *[30] * 7]
    clock.now = 30.0
    assert limit.take("192.0.2.1") == 0


def test_a_bucket_fills_up_but_not_over(clock: Clock) -> None:
    limit = RateLimit(3, 60.0, clock)
    limit.take("192.0.2.1")
    clock.now = 600.0
    assert [limit.take("192.0.2.1") for _ in range(4)] == [0, 0, 0, 20]


def test_addresses_are_counted_apart(clock: Clock) -> None:
    limit = RateLimit(1, 60.0, clock)
    assert limit.take("192.0.2.1") == 0
    assert limit.take("192.0.2.2") == 0
    assert limit.take("192.0.2.1") == 60


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("a name that is no address",) * 2,
    ],
)
def test_what_one_subscriber_can_change_makes_no_new_address(clock: Clock, one: str, other: str) -> None:
    limit = RateLimit(1, 60.0, clock)
    assert limit.take(one) == 0
    assert limit.take(other) == 60


def test_networks_are_counted_apart(clock: Clock) -> None:
    limit = RateLimit(1, 60.0, clock)
    assert limit.take("2001:db8:1:2::1") == 0
    assert limit.take("2001:db8:1:3::1") == 0


def kept(limit: RateLimit) -> dict[bytes, float]:
    return vars(limit)["_full"]


def test_no_address_is_kept_and_full_buckets_are_forgotten(clock: Clock) -> None:
    limit = RateLimit(60, 60.0, clock)
    for number in range(200):
        limit.take(f"192.0.2.{number}")
    assert len(kept(limit)) == 200
    assert not any(b"192" in key for key in kept(limit))
    clock.now = 2.0
    limit.take("198.51.100.1")
    assert len(kept(limit)) == 1


def test_the_key_rotates_every_hour(clock: Clock) -> None:
    limit = RateLimit(1, 7200.0, clock)
    limit.take("192.0.2.1")
    (before,) = kept(limit)
    clock.now = 3600.0
    assert limit.take("192.0.2.1") == 0
    (after,) = kept(limit)
    assert before != after


def test_many_addresses_do_not_fill_the_memory(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "_ADDRESSES", 10)
    limit = RateLimit(1, 60.0, clock)
    for number in range(50):
        assert limit.take(f"192.0.2.{number}") == 0
    assert len(kept(limit)) == 10
    assert limit.take("192.0.2.49") == 60
