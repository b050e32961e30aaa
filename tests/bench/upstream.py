"""What readers cost the CMS, and what an adapter adds to the CMS's own time."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx

from portal_ui.backends.opening import Opening
from portal_ui.backends.wagtail.backend import open_backend as open_wagtail
from portal_ui.backends.wordpress.backend import open_backend as open_wordpress
from portal_ui.content.model import Query
from tests.backends.wagtail.site import Site as Wagtail
from tests.backends.wordpress.site import Site as WordPress
from tests.cms import cms
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.protocol import Backend

READERS = 200
ROUNDS = 50
PATHS = ("/", "/articles/harbour-reopens", "/articles/nothing")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def measure() -> list[tuple[str, float, str]]:
    """Return requests to the CMS by 200 readers at once on a cold site and on a warm one, and each adapter's time."""
    with (
        tempfile.TemporaryDirectory() as folder,
        cms(WordPress()) as (url, asked),
        serve(Path(folder) / "log", backend=f"wordpress:{url}") as portal,
    ):
        addresses = [portal.url + path for path in PATHS]
        asked.clear()  # what the start asked for
        cold = asyncio.run(read(addresses, READERS))
        requests, most = asked.total(), max(asked.values())
        asked.clear()
        warm = asyncio.run(read(addresses, READERS))
        again = asked.total()
    return [
        ("upstream: requests for one resource, 200 readers, cold", most, ""),
        ("upstream: requests for all, 200 readers, cold", requests, ""),
        ("upstream: requests for all, 200 readers, warm", again, ""),
        ("upstream: answers that failed", cold + warm, ""),
        ("upstream: WordPress adapter, per article", adapter_time(open_wordpress, WordPress()), "ms"),
        ("upstream: Wagtail adapter, per article", adapter_time(open_wagtail, Wagtail()), "ms"),
    ]


async def read(addresses: list[str], readers: int) -> int:
    """Have so many readers ask at once, each for one of the addresses; return how many got no page."""
    limits = httpx.Limits(max_connections=readers)
    async with httpx.AsyncClient(limits=limits, timeout=60) as browser:
        answers = await asyncio.gather(*(browser.get(addresses[number % len(addresses)]) for number in range(readers)))
    return sum(answer.status_code not in {200, 404} for answer in answers)


def adapter_time(open_backend: Callable[..., Backend], site: Callable[[httpx.Request], httpx.Response]) -> float:
    """Return the milliseconds an adapter takes to give an article, its CMS answering at once."""

    async def measured() -> float:
        backend = open_backend("https://portal.example", {}, Opening(ZONE, transport=httpx.MockTransport(site)))
        slugs = [summary.slug for summary in (await backend.list(Query())).items]
        begun = time.perf_counter()
        for number in range(ROUNDS):
            await backend.get(slugs[number % len(slugs)])
        taken = time.perf_counter() - begun
        await backend.close()
        return taken / ROUNDS * 1000

    return asyncio.run(measured())
