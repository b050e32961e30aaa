from __future__ import annotations

import asyncio

import pytest

from portal_ui.backends.remembered import Remembered
from portal_ui.content.protocol import BackendDown


async def test_it_loads_once_for_all_and_again_when_it_is_old() -> None:
    loads, now = 0, 0.0

    async def load() -> int:
        nonlocal loads
        await asyncio.sleep(0)
        loads += 1
        return loads

    remembered = Remembered(load, 10, lambda: now)
    assert await asyncio.gather(*(remembered.get() for _ in range(5))) == [1] * 5
    now = 9.9
    assert await remembered.get() == 1
    now = 10.0
    assert await remembered.get() == 2
    remembered.forget()
    assert await remembered.get() == 3


async def test_a_failure_is_raised_only_while_there_is_nothing_older() -> None:
    now, fails = 0.0, True

    async def load() -> str:
        if fails:
            raise BackendDown("away")
        return "here"

    remembered = Remembered(load, 10, lambda: now)
    with pytest.raises(BackendDown):
        await remembered.get()
    fails = False
    assert await remembered.get() == "here"
    now, fails = 11.0, True
    assert await remembered.get() == "here"
