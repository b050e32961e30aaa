"""How many cached pages a second one worker gives, beside what the same web server makes of a file of that size."""

from __future__ import annotations

import tempfile
from pathlib import Path

import httpx

from tests.bench import peer, wrk
from tests.bench.portal import WITH_IMAGE, serving

CONNECTIONS = ("-t1", "-c16")


def measure(seconds: int = 15) -> list[tuple[str, float, str]]:
    """Return the sample article's pages a second and slowest of a hundred at 16 connections, and the peer's."""
    with serving() as served:
        page = httpx.get(served.url + WITH_IMAGE, headers={"accept-encoding": "gzip"})
        ours = _load(served.url + WITH_IMAGE, seconds)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_bytes(bytes(int(page.headers["content-length"])))
        with peer.serving(Path(folder)) as url:
            theirs = _load(f"{url}/page.html", seconds)
    return [
        ("load: cached pages", ours.rate, "1/s"),
        ("load: cached page, p99", ours.p99, "ms"),
        ("load: answers that failed", ours.failed, ""),
        ("load: a static file of that size", theirs.rate, "1/s"),
        ("load: a static file of that size, p99", theirs.p99, "ms"),
        ("load: pages to static files", ours.rate / theirs.rate, "to 1"),
    ]


def _load(url: str, seconds: int) -> wrk.Load:
    wrk.run(url, *CONNECTIONS, "-d2s")  # the first answers warm up what they need
    return wrk.run(url, *CONNECTIONS, f"-d{seconds}s")
