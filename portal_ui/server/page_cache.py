"""The cache of finished pages: bounded, each made once for all who ask, the old one served while a new one is made."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Iterator

log = logging.getLogger(__name__)

FRESH_FOR = 5.0
STALE_FOR = 24 * 3600.0
SIZE_MB = 64


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A finished page. `body` is compressed with gzip; `etag` names its content; `title` and `path` are for lists."""

    status: int
    body: bytes
    etag: str
    title: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    made: float = field(default_factory=time.monotonic)


def finished(status: int, html: str, title: str, path: str, headers: tuple[tuple[str, str], ...] = ()) -> CachedPage:
    """Return the finished page of a document."""
    raw = html.encode()
    # The tag is weak because it names the content under any compression (RFC 9110, 8.8.1).
    etag = f'W/"{hashlib.sha256(raw).hexdigest()[:24]}"'
    return CachedPage(status, gzip.compress(raw, 6, mtime=0), etag, title, path, headers)


class PageCache:
    """Pages by key, the least recently asked for given up first when they exceed `size_mb`."""

    def __init__(self, fresh_for: float = FRESH_FOR, stale_for: float = STALE_FOR, size_mb: float = SIZE_MB) -> None:
        self._fresh_for = fresh_for
        self._stale_for = stale_for
        self._room = int(size_mb * 2**20)
        self._pages: OrderedDict[Hashable, CachedPage] = OrderedDict()
        self._used = 0
        self._making: dict[Hashable, asyncio.Task[CachedPage]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> CachedPage:
        """Return the page for `key`, made by `make` if there is none or, behind the reader's back, if it is old.

        Raises what `make` raises, where there is no page to serve instead.
        """
        page = self._pages.get(key)
        age = time.monotonic() - page.made if page else 0.0
        if page is None or age > self._stale_for:
            return await asyncio.shield(self._made(key, make))
        self._pages.move_to_end(key)
        if age > self._fresh_for:
            self._made(key, make)
        return page

    def keep(self, key: Hashable, page: CachedPage) -> None:
        """Put a page in, and the oldest out until there is room."""
        self.drop(key)
        self._pages[key] = page
        self._used += len(page.body)
        while self._used > self._room and len(self._pages) > 1:
            _, oldest = self._pages.popitem(last=False)
            self._used -= len(oldest.body)

    def drop(self, key: Hashable) -> None:
        """Take a page out, if it is in."""
        if page := self._pages.pop(key, None):
            self._used -= len(page.body)

    def clear(self) -> None:
        """Take all pages out."""
        self._pages.clear()
        self._used = 0

    def pages(self) -> Iterator[tuple[Hashable, CachedPage]]:
        """Return keys and pages, the one asked for last first."""
        return reversed(self._pages.items())

    async def close(self) -> None:
        """Let go of the pages being made."""
        for task in self._making.values():
            task.cancel()
        await asyncio.gather(*self._making.values(), return_exceptions=True)

    def _made(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> asyncio.Task[CachedPage]:
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(self._make(key, make))
            self._making[key] = task
            task.add_done_callback(lambda done: self._done(key, done))
        return task

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> CachedPage:
        page = await make()
        # What is not there, or failed, is asked for again next time, and replaces no good page.
        if page.status == 200:
            self.keep(key, page)
        elif page.status in {404, 410, 301}:
            self.drop(key)
        return page

    def _done(self, key: Hashable, task: asyncio.Task[CachedPage]) -> None:
        self._making.pop(key, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("page %s could not be made: %s", key, error)
