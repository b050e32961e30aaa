"""The cache of finished pages: bounded, each made once for all who ask, the old one served while a new one is made."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from portal_ui.server.operations.metrics import PAGES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Iterator

log = logging.getLogger(__name__)

FRESH_FOR = 5.0
PATIENCE = 30.0
STALE_FOR = 24 * 3600.0
SIZE_MB = 64


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A finished page. `body` is compressed with gzip; `etag` names its content; `title` and `path` are for lists.

    `made` is when it was made, `tried` when that was last tried in vain, in seconds of the monotonic clock.
    """

    status: int
    body: bytes
    etag: str
    title: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    made: float = field(default_factory=time.monotonic)
    tried: float = field(default_factory=time.monotonic)


def finished(status: int, html: str, title: str, path: str, headers: tuple[tuple[str, str], ...] = ()) -> CachedPage:
    """Return the finished page of a document."""
    raw = html.encode()
    # The tag is weak because it names the content under any compression (RFC 9110, 8.8.1).
    etag = f'W/"{hashlib.sha256(raw).hexdigest()[:24]}"'
    return CachedPage(status, gzip.compress(raw, 6, mtime=0), etag, title, path, headers)


class PageCache:
    """Pages by key, the least recently asked for given up first when they exceed `size_mb`.

    A page is fresh for `fresh_for` seconds. For `patience` seconds after it was made or last tried, it is served while
    a new one is made behind the reader's back. Older, it is made anew while the reader waits; only if that fails is
    the old one served, until it is `stale_for` seconds old.
    """

    def __init__(
        self,
        fresh_for: float = FRESH_FOR,
        patience: float = PATIENCE,
        stale_for: float = STALE_FOR,
        size_mb: float = SIZE_MB,
    ) -> None:
        self._fresh_for = fresh_for
        self._patience = patience
        self._stale_for = stale_for
        self._room = int(size_mb * 2**20)
        self._pages: OrderedDict[Hashable, CachedPage] = OrderedDict()
        self._used = 0
        self._making: dict[Hashable, asyncio.Task[CachedPage]] = {}
        self._tasks: set[asyncio.Task[CachedPage]] = set()

    async def get(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> CachedPage:
        """Return the page for `key`, kept or made by `make`.

        Raises what `make` raises, where there is no page to serve instead.
        """
        page = self._pages.get(key)
        if page is None:
            PAGES.labels("made").inc()
            return await asyncio.shield(self._made(key, make))
        self._pages.move_to_end(key)
        now = time.monotonic()
        if now - page.made <= self._fresh_for:
            PAGES.labels("fresh").inc()
            return page
        making = self._made(key, make)
        if now - page.tried <= self._patience:
            PAGES.labels("renewed behind").inc()
            return page
        try:
            page = await asyncio.shield(making)
            PAGES.labels("renewed").inc()
            return page
        except Exception:
            if now - page.made > self._stale_for:
                raise
            if self._pages.get(key) is page:
                self._pages[key] = replace(page, tried=now)
            PAGES.labels("old").inc()
            return page

    def keep(self, key: Hashable, page: CachedPage) -> None:
        """Put a page in, and the oldest out until there is room."""
        self._remove(key)
        self._pages[key] = page
        self._used += len(page.body)
        while self._used > self._room and len(self._pages) > 1:
            _, oldest = self._pages.popitem(last=False)
            self._used -= len(oldest.body)

    def drop(self, key: Hashable) -> None:
        """Take a page out, and let one that is being made be made once more for who asks from now on."""
        self._remove(key)
        self._making.pop(key, None)

    def clear(self) -> None:
        """Drop all pages."""
        self._pages.clear()
        self._used = 0
        self._making.clear()

    def pages(self) -> Iterator[tuple[Hashable, CachedPage]]:
        """Return keys and pages, the one asked for last first."""
        return reversed(self._pages.items())

    async def close(self) -> None:
        """Let go of the pages being made."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _made(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> asyncio.Task[CachedPage]:
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(self._make(key, make))
            self._making[key] = task
            self._tasks.add(task)
            task.add_done_callback(lambda done: self._done(key, done))
        return task

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> CachedPage:
        page = await make()
        # What was dropped meanwhile may have changed since this was begun.
        if self._making.get(key) is asyncio.current_task():
            # What is not there is asked for again next time.
            if page.status == 200:
                self.keep(key, page)
            else:
                self._remove(key)
        return page

    def _done(self, key: Hashable, task: asyncio.Task[CachedPage]) -> None:
        self._tasks.discard(task)
        if self._making.get(key) is task:
            del self._making[key]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("page %s could not be made: %s", key, error)

    def _remove(self, key: Hashable) -> None:
        if page := self._pages.pop(key, None):
            self._used -= len(page.body)
