"""Waiting for what happens elsewhere."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


async def eventually(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something holds that nothing tells of. Raises `TimeoutError`."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.001)


def until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something holds, where no loop runs. Raises `TimeoutError`."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)
