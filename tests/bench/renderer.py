"""What a page costs that is in no cache."""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx

from portal_ui import build
from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.content.model import CleanBody, SafeHtml
from portal_ui.pages import article
from portal_ui.pages.edition import Edition
from portal_ui.server.renderer.renderer import Renderer
from tests.bench.portal import WITH_IMAGE, serving
from tests.serving import ROOT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

AT_ONCE = 8
RENDERS = 400


def measure() -> list[tuple[str, float, str]]:
    """Return renders of the sample article a second, `AT_ONCE` at a time, ms for one by itself, and for whole pages.

    A whole page is read, cleaned, rendered, compressed and sent: every article of the sample, asked for once.
    """
    return [*asyncio.run(_renders()), ("renderer: a page's first answer, p50", statistics.median(_pages()), "ms")]


async def _renders() -> list[tuple[str, float, str]]:
    page = await _page()
    renderer = Renderer(build.current())

    async def render() -> None:
        await renderer.render("/-", page)

    for _ in range(RENDERS // 4):  # until Node has compiled what is often used
        await render()
    figures = [
        ("renderer: renders", await _rate(render), "1/s"),
        ("renderer: a render, p50", await _alone(render), "ms"),
    ]
    await renderer.close()
    return figures


async def _page() -> dict[str, Any]:
    backend = FolderBackend(ROOT / "content")
    edition = Edition("vi", "vi", "http://localhost", ZoneInfo("UTC"), await backend.site(), await backend.sections())
    found = await backend.get(WITH_IMAGE.rpartition("/")[2])
    await backend.close()
    assert found
    return asdict(article.view(edition, found, CleanBody(SafeHtml(found.html))))


async def _rate(work: Callable[[], Awaitable[None]]) -> float:
    turns = iter(range(RENDERS))

    async def reader() -> None:
        for _ in turns:
            await work()

    start = time.perf_counter()
    await asyncio.gather(*(reader() for _ in range(AT_ONCE)))
    return RENDERS / (time.perf_counter() - start)


async def _alone(work: Callable[[], Awaitable[None]]) -> float:
    times: list[float] = []
    for _ in range(RENDERS // 4):
        start = time.perf_counter()
        await work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _pages() -> list[float]:
    times: list[float] = []
    with serving() as served, httpx.Client(base_url=served.url) as client:
        paths = dict.fromkeys(re.findall(r'href="(/(?:en/)?sections/[^"?]+)"', client.get("/").text))
        articles = dict.fromkeys(link for path in paths for link in _articles(client.get(path).text))
        for path in articles:
            start = time.perf_counter()
            client.get(path).raise_for_status()
            times.append((time.perf_counter() - start) * 1000)
    return times


def _articles(page: str) -> list[str]:
    return re.findall(r'href="(/(?:en/)?articles/[^"?#]+)"', page)
