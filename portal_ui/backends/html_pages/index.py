"""The articles known of a site, kept in memory: where each is, and, once its page was read, what a listing shows."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from portal_ui.backends.slugs import slugify
from portal_ui.content.protocol import BackendError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from portal_ui.backends.html_pages.discovery import Found
    from portal_ui.content.model import Summary

_PAGE_TYPES = re.compile(r"\.(?:s?html?|aspx?|php|jsp)$", re.IGNORECASE)
_LONGEST_SLUG = 200
_DROPPED_SECONDS = 3600.0

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Entry:
    """An article: `found` where, and, once it was read, its `summary` and `tags`. `reading` is held by who reads it."""

    found: Found
    slug: str
    summary: Summary | None = None
    tags: tuple[str, ...] = ()
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def newest_first(self) -> tuple[float, str]:
        """The sort key of listings: by the time on the page, else by the one it was found with; then by address."""
        when = (self.summary.published if self.summary else None) or self.found.when or datetime.min.replace(tzinfo=UTC)
        return (-when.timestamp(), self.found.url) if when.year > 1 else (float("inf"), self.found.url)


class Index:
    """Keeps what `look` finds, which is asked again behind the readers' backs once it is older than `seconds`.

    An entry whose article changed, as far as the time it was found with tells, is to be read again. `refreshed` is
    called after each look.
    """

    def __init__(
        self,
        look: Callable[[], Awaitable[Sequence[Found]]],
        seconds: float,
        refreshed: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look = look
        self._seconds = seconds
        self._refreshed = refreshed
        self._clock = clock
        self._first_look = asyncio.Lock()
        self._due: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._by_address: dict[str, Entry] = {}
        self._by_slug: dict[str, Entry] = {}
        self._dropped: dict[str, tuple[datetime | None, float]] = {}

    async def entries(self) -> list[Entry]:
        """Return all entries, newest first. The first call waits until they are found, and raises what `look` does."""
        await self._fresh()
        return sorted(self._by_address.values(), key=lambda entry: entry.newest_first)

    async def by_slug(self, slug: str) -> Entry | None:
        """Return the entry with this slug."""
        await self._fresh()
        return self._by_slug.get(slug)

    async def by_address(self, url: str) -> Entry | None:
        """Return the entry at this address (as it was found), however its letters are escaped."""
        await self._fresh()
        return self._by_address.get(_key(url))

    def drop(self, entry: Entry) -> None:
        """Forget an entry, as there is no article at its address, for an hour or until it changes."""
        key = _key(entry.found.url)
        self._dropped[key] = (entry.found.when, self._clock() + _DROPPED_SECONDS)
        if self._by_address.get(key) is entry:
            del self._by_address[key], self._by_slug[entry.slug]

    async def close(self) -> None:
        """Stop looking."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _fresh(self) -> None:
        if self._due is None:
            async with self._first_look:
                if self._due is None:
                    await self._renew()
        elif self._clock() >= self._due and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._renew_quietly())

    async def _renew_quietly(self) -> None:
        try:
            await self._renew()
        except BackendError as error:
            _log.warning("looking for new articles failed, those known stay: %s", error)
            self._due = self._clock() + self._seconds

    async def _renew(self) -> None:
        found = await self._look()
        now, known = self._clock(), self._by_address
        dropped = {key: (when, until) for key, (when, until) in self._dropped.items() if until > now}
        self._by_address, self._by_slug, self._dropped = {}, {}, {}
        for article, slug in zip(found, slugs(article.url for article in found), strict=True):
            key = _key(article.url)
            if key in dropped and dropped[key][0] == article.when:
                self._dropped[key] = dropped[key]
                continue
            entry = known.get(key)
            if entry is None or entry.found.when != article.when:
                entry = Entry(article, slug)
            entry.slug = slug
            self._by_address[key] = entry
            self._by_slug[slug] = entry
        self._due = self._clock() + self._seconds
        self._refreshed()


def slugs(urls: Iterable[str]) -> list[str]:
    """Return a slug for each address: the end of its path. Of namesakes, the first by address keeps it as it is."""
    urls = list(urls)
    plain = {url: slug_of(url) for url in urls}
    keeps: dict[str, str] = {}
    for url in sorted(urls):
        keeps.setdefault(plain[url], url)
    return [plain[url] if keeps[plain[url]] == url else f"{plain[url]}-{_digest(url)}" for url in urls]


def slug_of(url: str) -> str:
    """Return the slug that an address has if it has no namesake."""
    parts = urlsplit(url)
    end = _PAGE_TYPES.sub("", unquote(parts.path).rstrip("/").rpartition("/")[2])
    return slugify(f"{end} {unquote(parts.query)}")[:_LONGEST_SLUG] or _digest(url)


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:8]


def _key(url: str) -> str:
    parts = urlsplit(url)
    return f"{unquote(parts.path).rstrip('/')}?{unquote(parts.query)}"
