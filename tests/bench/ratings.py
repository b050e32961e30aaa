"""How many votes a second the store takes, and how many tallies it gives, on both databases."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from portal_ui.server.ratings.store import Store
from tests.postgres import postgresql

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

AT_ONCE = 16
VOTES = 3000


def measure() -> list[tuple[str, float, str]]:
    """Return name, number and unit: `VOTES` first votes for one article from one process, `AT_ONCE` at a time."""
    with tempfile.TemporaryDirectory() as directory:
        sqlite = asyncio.run(_measure("SQLite", f"sqlite:///{Path(directory) / 'votes.sqlite3'}"))
    with postgresql() as server:
        return sqlite + asyncio.run(_measure("PostgreSQL", server.new_database()))


async def _measure(name: str, url: str) -> list[tuple[str, float, str]]:
    store = Store(url)
    await store.prepare()
    votes = await _rate(lambda number: store.vote("lua-mua", number.to_bytes(32, "big"), number % 5 + 1))
    tallies = await _rate(lambda _: store.tally("lua-mua"))
    await store.close()
    return [
        (f"ratings, {name}: votes", votes, "1/s"),
        (f"ratings, {name}: tallies of {VOTES} votes", tallies, "1/s"),
    ]


async def _rate(work: Callable[[int], Awaitable[object]]) -> float:
    """Return how often a second `work` was done."""
    numbers = iter(range(VOTES))

    async def reader() -> None:
        for number in numbers:
            await work(number)

    start = time.perf_counter()
    await asyncio.gather(*(reader() for _ in range(AT_ONCE)))
    return VOTES / (time.perf_counter() - start)
