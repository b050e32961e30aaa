"""Keeping the index current, in the background: from the backend's listings to its articles to the file.

Of all workers on a machine one does it, whoever holds the lock beside the file; if it ends, another takes over. What a
worker wants of the one that keeps the file it says by a file beside it: `.look` to look now, `.anew` to make it anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from portal_ui.content.model import Query
from portal_ui.content.pipeline import plain_text
from portal_ui.content.protocol import BackendDenied, BackendDown, BackendError
from portal_ui.search import file
from portal_ui.search.lock import locked
from portal_ui.search.names import named
from portal_ui.search.stale import remove_stale

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal_ui.content.model import Article, Summary
    from portal_ui.content.protocol import Backend

R = TypeVar("R")

log = logging.getLogger(__name__)

TICK = 1.0
"""Seconds between looks at what is wanted."""

TAKE_OVER = 5.0
"""Seconds between attempts to become the one who keeps the file."""

NEWEST_EVERY = 60.0
"""Seconds between looks at the newest articles of a CMS."""

ALL_EVERY = 3600.0
"""Seconds between looks at all articles of a CMS: old ones that were changed or withdrawn."""

ALL_REST = 60.0
"""Seconds that a wish for such a look waits after the last."""

RETRY = 30.0
"""Seconds after which a CMS that failed is asked again."""

MOST = 50_000
"""Articles indexed, the newest."""

_PAGE = 100
_BATCH = 50
_BATCH_SECONDS = 2.0
_TELL_EVERY = 1000
_MERGE_AFTER = 1000
"""Articles put at one look; few more do not slow down searches."""


@runtime_checkable
class Watched(Protocol):
    """A backend that knows when anything in it changed."""

    async def revision(self) -> int:
        """Return a number that is another after every change. Raises the errors of a backend."""
        ...


class Keeper:
    """Keeps the index of `backend` in the file `path`."""

    def __init__(self, path: Path, backend: Backend, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._backend = backend
        self._clock = clock
        # SQLite has one writer, and this is it.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="search-index")
        self._connection: sqlite3.Connection | None = None
        self._opened = 0
        self._lock: IO[str] | None = None
        self._looked_at_all: float | None = None
        self._due = 0.0
        self._revision: int | None = None
        self._told = ""

    async def run(self) -> None:
        """Keep the file until cancelled."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("w") as lock:
            while not locked(lock):  # noqa: ASYNC110 - another process holds it, and tells nobody of its end
                await asyncio.sleep(TAKE_OVER)
            self._lock = lock
            try:
                await asyncio.to_thread(self._clear_away)
                while True:
                    await self._tick()
                    await asyncio.sleep(TICK)
            finally:
                await self._write(self._close)
                self._thread.shutdown(wait=False)

    def _clear_away(self) -> None:
        try:
            for name in remove_stale(self._path.parent, time.time()):
                log.info("search: the index %s of a former backend was taken away", name)
        except OSError as error:
            log.warning("search: indexes of former backends cannot be taken away: %s", error)

    async def _tick(self) -> None:
        try:
            await self._write(self._open)
            if await self._wants_look():
                await self._look()
                self._told = ""
        except BackendError as error:
            # Said once; that the CMS fails is also in the log of what readers asked for.
            if self._told != type(error).__name__:
                log.warning("search: the index stays as it is: %s", error)
            self._told = type(error).__name__
            self._due = self._clock() + RETRY
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not file.is_damage(error):
                if self._told != str(error):
                    log.warning("search: the index cannot be written now: %s", error)
                self._told = str(error)
            else:
                await self._make_anew(str(error))
        except Exception:
            log.exception("search: the index could not be brought up to date")
            self._due = self._clock() + RETRY

    async def _wants_look(self) -> bool:
        """Return whether to look now: it is due, another worker wants it, or the backend says that it has changed."""
        if _taken(self._path.with_suffix(".look")):
            self._due = 0.0
            if self._looked_at_all is not None and self._clock() - self._looked_at_all > ALL_REST:
                self._looked_at_all = None
        if isinstance(self._backend, Watched):
            revision = await self._backend.revision()
            if revision != self._revision:
                self._revision = revision
                return True
        return self._clock() >= self._due

    async def _look(self) -> None:
        """Bring the index up to date: with all articles where that costs little or is due, else with the newest."""
        started = self._clock()
        # Its time tells that the index is in use (stale.py).
        if self._lock:
            os.utime(self._lock.fileno())
        rest = self._backend.capabilities.rest
        known = await self._write(file.known)
        first = not await self._write(file.state, "whole")
        everything = first or rest == 0 or self._looked_at_all is None or started - self._looked_at_all >= ALL_EVERY
        if first:
            log.info("search: indexing the articles of %s", self._backend.name)
        listed: set[str] = set()
        changed: list[file.Text] = []
        written = started
        count = 0
        number, more = 1, True
        while more and len(listed) < MOST:
            size = min(_PAGE, self._backend.capabilities.max_page)
            page = await self._backend.list(Query(page=number, size=size))
            news = [summary for summary in page.items if _is_new(summary, known) and summary.slug not in listed]
            listed.update(summary.slug for summary in page.items)
            for summary in news:
                text = await self._read(summary, rest)
                changed += [text] if text else []
                if len(changed) >= _BATCH or (changed and self._clock() - written > _BATCH_SECONDS):
                    await self._write(file.put, changed)
                    count, written = count + len(changed), self._clock()
                    if count // _TELL_EVERY > (count - len(changed)) // _TELL_EVERY:
                        of = f" of {page.total}" if page.total else ""
                        log.info("search: %d%s articles indexed", len(listed & known.keys()) + count, of)
                    changed = []
            more = page.has_next and bool(page.items) and (everything or bool(news))
            number += 1
            if more:
                await asyncio.sleep(rest)
        await self._write(file.put, changed)
        count += len(changed)
        gone = known.keys() - listed if everything else set[str]()
        if gone:
            await self._write(file.take_out, gone)
        if count >= _MERGE_AFTER:
            await self._write(file.merge)
        if everything:
            self._looked_at_all = started
            await self._write(file.note, "whole", str(time.time()))
        self._due = self._clock() + NEWEST_EVERY
        if first or count or gone:
            log.info("search: %d articles indexed, %d taken out", count, len(gone))

    async def _read(self, summary: Summary, rest: float) -> file.Text | None:
        """Return what is to be indexed of an article; its summary alone if the CMS does not give it as it should."""
        started = self._clock()
        try:
            article = await self._backend.get(summary.slug)
        except (BackendDown, BackendDenied):
            raise
        except BackendError as error:
            log.warning("search: of %s only the title is indexed: %s", summary.slug, error)
            return _titled(summary)
        if rest:
            # At least half of the time the CMS is left alone.
            await asyncio.sleep(max(rest, self._clock() - started))
        return await asyncio.to_thread(_text, summary, article) if article else None

    async def _make_anew(self, reason: str) -> None:
        log.warning("search: the index is made anew: %s", reason)
        await self._write(self._close)
        file.remove(self._path)
        self._looked_at_all, self._due, self._revision = None, 0.0, None

    def _open(self, _connection: object) -> None:
        if _taken(self._path.with_suffix(".anew")):
            raise sqlite3.DatabaseError("it could not be read")
        # Who has opened a file does not see that it was taken away, emptied, or that another is in its place.
        if self._connection and self._there() != self._opened:
            raise sqlite3.DatabaseError("its file is gone")
        if self._connection is None:
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = file.writing(self._path)
            self._opened = self._there()

    def _there(self) -> int:
        """Return which file is there, 0 for none or an empty one."""
        try:
            found = self._path.stat()
        except OSError:
            return 0
        return found.st_ino if found.st_size else 0

    def _close(self, _connection: object) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    async def _write(self, work: Callable[..., R], *values: Any) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._connection, *values))


def _is_new(summary: Summary, known: dict[str, tuple[str, str]]) -> bool:
    """Return whether a listing shows the article otherwise than it was listed and read before."""
    return _json(summary) not in known.get(summary.slug, ())


def _text(summary: Summary, article: Article) -> file.Text:
    # What only some may read is not to be found by its words.
    body = "" if article.protected else plain_text(article.html)
    return file.Text(
        summary=article.summary,
        body=body,
        listed=_json(summary),
        tags=named(article.tags),
        authors=named(article.authors),
    )


def _titled(summary: Summary) -> file.Text:
    return file.Text(summary, "", _json(summary))


def _json(summary: Summary) -> str:
    return file.SUMMARY.dump_json(summary).decode()


def _taken(wish: Path) -> bool:
    """Return whether there was such a wish, and take it away."""
    try:
        wish.unlink()
    except FileNotFoundError:
        return False
    return True
