from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING

import pytest

from portal_ui.server.ratings.breaker import CircuitBreaker, StoreResting

if TYPE_CHECKING:
    from collections.abc import Generator


def is_outage(error: Exception) -> bool:
    return isinstance(error, OSError)


def break_down() -> None:
    raise OSError("no disk")


@pytest.fixture
def breaker() -> Generator[CircuitBreaker]:
    breaker = CircuitBreaker("writing", 1, is_outage)
    yield breaker
    breaker.close()


async def test_an_outage_is_logged_once_and_ends_by_itself(
    breaker: CircuitBreaker, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        with pytest.raises(StoreResting, match="no disk"):
            await breaker.call(break_down)
    assert await breaker.call(lambda: 7) == 7
    assert await breaker.call(lambda: 8) == 8
    assert [record.getMessage() for record in caplog.records] == [
        "ratings rest: writing fails: no disk",
        "ratings are back: writing works again",
    ]


async def test_the_callers_mistakes_are_no_outage(breaker: CircuitBreaker, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ZeroDivisionError):
        await breaker.call(lambda: 1 // 0)
    assert await breaker.call(lambda: 7) == 7
    assert not caplog.records


async def test_who_waited_behind_the_outage_hears_at_once(breaker: CircuitBreaker) -> None:
    calls: list[str] = []
    all_wait = threading.Event()

    def work() -> None:
        calls.append("tried")
        all_wait.wait()
        raise OSError("no disk")

    waiting = [asyncio.create_task(breaker.call(work)) for _ in range(20)]
    await asyncio.sleep(0)
    all_wait.set()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(result, StoreResting) for result in results)
    assert calls == ["tried"]


async def test_one_call_at_a_time_tries_during_an_outage(breaker: CircuitBreaker) -> None:
    with pytest.raises(StoreResting):
        await breaker.call(break_down)
    release = threading.Event()
    probe = asyncio.create_task(breaker.call(release.wait))
    await asyncio.sleep(0)
    with pytest.raises(StoreResting):
        await breaker.call(lambda: 7)
    release.set()
    assert await probe is True
    assert await breaker.call(lambda: 7) == 7


async def test_a_probe_whose_reader_left_makes_room_for_the_next(breaker: CircuitBreaker) -> None:
    release = threading.Event()

    def break_down_later() -> None:
        release.wait()
        raise OSError("no disk")

    with pytest.raises(StoreResting):
        await breaker.call(break_down)
    probe = asyncio.create_task(breaker.call(break_down_later))
    await asyncio.sleep(0)
    probe.cancel()
    release.set()
    answer = None
    async with asyncio.timeout(5):
        while answer is None:
            with contextlib.suppress(StoreResting):
                answer = await breaker.call(lambda: 7)
    assert answer == 7
