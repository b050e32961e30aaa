"""What one worker, its renderer and their supervisor keep in memory, after many requests of all kinds."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from tests.bench import wrk
from tests.bench.portal import serving
from tests.bench.processes import resident_mb

SAMPLES = 10
SCRIPT = Path(__file__).with_name("requests.lua")


def measure(requests: int = 100_000) -> list[tuple[str, float, str]]:
    """Return the memory after each tenth of the requests, and its growth in the second half, in per cent.

    Asked for are the pages and files that can be reached from the home page, and what is not there.
    """
    share = requests // SAMPLES
    with serving() as served:
        paths = _paths(served.url)
        samples = [resident_mb(served.process.pid)]
        answers = 0
        while len(samples) <= SAMPLES:
            answers += wrk.run(served.url, "-t1", "-c16", "-d1s", "-s", str(SCRIPT), arguments=paths).answers
            if answers >= len(samples) * share:
                samples.append(resident_mb(served.process.pid))
    figures = [(f"memory: after {number * share:,} requests", value, "MB") for number, value in enumerate(samples)]
    growth = (samples[-1] / samples[SAMPLES // 2] - 1) * 100
    return [
        *figures,
        ("memory: at the end", samples[-1], "MB"),
        ("memory: growth in the second half", growth, "%"),
    ]


def _paths(url: str) -> tuple[str, ...]:
    """Return the addresses on this portal that the home page leads to, and those that its articles lead to."""
    found = dict.fromkeys(_links(url, "/"))
    for path in [path for path in found if "/sections/" in path]:
        found |= dict.fromkeys(_links(url, path))
    for path in [path for path in found if "/articles/" in path]:
        found |= dict.fromkeys(_links(url, path))
    return tuple(found)


def _links(url: str, path: str) -> list[str]:
    page = httpx.get(url + path).text
    return [path, *(link for link in re.findall(r'(?:href|src)="(/[^"#?]*)"', page))]
