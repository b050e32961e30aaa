"""A backend that remembers: the same protocol around another backend, so that reading costs the CMS next to nothing."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from portal_ui.backends.cache.codec import ARTICLE, PAGE, SECTIONS, SITE, SLUG, Codec
from portal_ui.backends.cache.purges import ALL, Purges
from portal_ui.backends.circuit import Resting
from portal_ui.backends.lru import Lru
from portal_ui.content.protocol import BackendError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from portal_ui.backends.cache.shared import Shared
    from portal_ui.backends.sizes import Sizes
    from portal_ui.content.model import Article, Page, Query, Section, Site, Summary
    from portal_ui.content.protocol import Backend, Capabilities

T = TypeVar("T")

log = logging.getLogger(__name__)

Key = tuple[str, ...]

STALE_TIMES = 10
"""Times the time to live for which old content is shown while new content is fetched behind the reader's back."""

STALE_IF_ERROR = 24 * 3600.0
"""Seconds for which old content is shown if the CMS fails."""

NEGATIVE = 10.0
"""Seconds for which something is known not to exist."""

RETRY_FAILED = 10.0
"""Seconds between attempts to renew content that could not be renewed."""

WAIT_FOR_OTHERS = 3.0
"""Seconds to wait for another worker that asks the CMS the same, before asking it as well."""

LOOK_EVERY = 0.05

KEPT_BYTES = 48 * 2**20
PASSING_BYTES = 4 * 2**20


@dataclass(slots=True)
class Entry:
    """A value; `made` is when the CMS was asked for it, `retry` when to ask again after it was asked in vain."""

    value: Any
    made: float
    retry: float = 0.0


@dataclass(frozen=True, slots=True)
class Flight:
    """A question on its way to the CMS since `made`."""

    made: float
    task: asyncio.Task[Any]


def _never(value: object) -> bool:
    del value
    return False


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """Something to ask the CMS: its `key`, whose first part is its tag for purges, and how to `ask`.

    `negative` is for how many seconds the answer `None` is believed; `passing` tells answers to questions that anybody
    can make up, which are kept beside the content.
    """

    key: Key
    codec: Codec[T]
    ask: Callable[[], Awaitable[T | None]]
    negative: float = NEGATIVE
    passing: Callable[[T], bool] = _never


class CachedBackend:
    """The backend around which it stands, answering from memory what it has been asked before.

    Content is fresh for `ttl` seconds. For `STALE_TIMES` as long it is still shown, and renewed meanwhile; after that
    readers wait for the CMS, and are shown what there was if it fails, for a day. However many ask for the same thing
    at once, the CMS is asked once. What does not exist is remembered shortly, and beside what does, as searches are,
    so that nobody can drive content out by asking for nonsense. `shared` is the layer between workers, if there is one;
    `sizes` adds to articles what the CMS does not say of their files; `clock` gives seconds since the epoch.
    """

    def __init__(
        self,
        backend: Backend,
        ttl: float = 60.0,
        shared: Shared | None = None,
        clock: Callable[[], float] = time.time,
        sizes: Sizes | None = None,
    ) -> None:
        self.name = backend.name
        self._backend = backend
        self._ttl = ttl
        self._shared = shared
        self._clock = clock
        self._sizes = sizes
        self._kept: Lru[Key, Entry] = Lru(KEPT_BYTES)
        self._passing: Lru[Key, Entry] = Lru(PASSING_BYTES)
        self._purges = Purges()
        self._flights: dict[Key, Flight] = {}
        self._on_purge: list[Callable[[], object]] = []

    @property
    def capabilities(self) -> Capabilities:
        """Return what the backend can do."""
        return self._backend.capabilities

    @property
    def uncached(self) -> Backend:
        """The backend itself."""
        return self._backend

    async def site(self) -> Site:
        """Return what the CMS says of the portal."""
        return await self._read(Question(("site",), SITE, self._backend.site))

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles."""
        parts = (query.page, query.size, query.section, query.tag, query.search)
        key = ("list", *("" if part is None else f"={part}" for part in parts))
        searching = query.search is not None
        question = Question(
            key, PAGE, lambda: self._backend.list(query), passing=lambda page: searching or not page.items
        )
        return await self._read(question)

    async def get(self, slug: str) -> Article | None:
        """Return the article, or `None`."""
        return await self._read(Question((article_tag(slug),), ARTICLE, lambda: self._whole(slug)))

    async def sections(self) -> tuple[Section, ...]:
        """Return the sections."""
        return await self._read(Question(("sections",), SECTIONS, self._backend.sections))

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article that `url` leads to, or `None`."""
        return await self._read(Question(("links", url), SLUG, lambda: self._backend.resolve(url), self._ttl))

    async def health(self) -> None:
        """Ask the CMS itself."""
        await self._backend.health()

    async def close(self) -> None:
        """Let go of what is being fetched, of the shared layer and of the backend."""
        tasks = [flight.task for flight in self._flights.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._shared:
            await self._shared.close()
        if self._sizes:
            await self._sizes.close()
        await self._backend.close()

    def on_purge(self, callback: Callable[[], object]) -> None:
        """Have `callback` called after every purge, also one that another worker was told of."""
        self._on_purge.append(callback)

    async def purge(self, tags: Iterable[str] = ()) -> None:
        """Ask the CMS again before showing anything that carries one of the tags; everything if none is given.

        Tags are `site`, `list`, `sections`, `links` and `article_tag(slug)`. Other workers are told. What was purged is
        still shown if the CMS fails now.
        """
        marked, now = tuple(tags) or (ALL,), self._clock()
        self._purged(marked, now)
        if self._shared:
            await self._shared.purge(marked, now)

    def _purged(self, tags: Iterable[str], at: float) -> None:
        self._purges.mark(tags, at)
        for callback in self._on_purge:
            callback()

    async def _whole(self, slug: str) -> Article | None:
        article = await self._backend.get(slug)
        return await self._sizes.complete(article) if article and self._sizes else article

    async def _read(self, question: Question[Any]) -> Any:
        if self._shared:
            self._shared.listen(self._purged)
        now = self._clock()
        entry = self._known(question)
        if entry and not self._outdated(question, entry.made):
            age = now - entry.made
            if age < (question.negative if entry.value is None else self._ttl):
                return entry.value
            if entry.value is not None and age < self._ttl * STALE_TIMES:
                if entry.retry <= now:
                    self._flight(question)
                return entry.value
        if entry and self._may_stand_in(entry) and entry.retry > now:
            return entry.value
        try:
            return await asyncio.shield(self._flight(question))
        except BackendError:
            entry = self._known(question)
            if entry and self._may_stand_in(entry):
                return entry.value
            raise

    def _known(self, question: Question[Any]) -> Entry | None:
        return self._kept.get(question.key) or self._passing.get(question.key)

    def _outdated(self, question: Question[Any], made: float) -> bool:
        return self._purges.outdated(question.key[0], made)

    def _may_stand_in(self, entry: Entry) -> bool:
        return entry.value is not None and self._clock() - entry.made < STALE_IF_ERROR

    def _flight(self, question: Question[Any]) -> asyncio.Task[Any]:
        """Return the asking that is under way, begun now if there is none or a purge has overtaken it."""
        flight = self._flights.get(question.key)
        if flight is None or self._outdated(question, flight.made):
            made = self._clock()
            flight = Flight(made, asyncio.create_task(self._ask(question, made)))
            self._flights[question.key] = flight
            flight.task.add_done_callback(lambda task: self._landed(question, task))
        return flight.task

    async def _ask(self, question: Question[Any], made: float) -> Any:
        if self._shared is None:
            return (await self._ask_cms(question, made))[0]
        until = self._clock() + WAIT_FOR_OTHERS
        while True:
            if found := await self._take_shared(question, self._shared):
                return found.value
            if await self._shared.claim(question.key) or self._clock() > until:
                break
            await asyncio.sleep(LOOK_EVERY)
        try:
            value, data = await self._ask_cms(question, made)
            await self._shared.put(question.key, made, data, STALE_IF_ERROR)
        finally:
            await self._shared.release(question.key)
        return value

    async def _ask_cms(self, question: Question[Any], made: float) -> tuple[Any, bytes]:
        value = await question.ask()
        data = b"" if value is None else question.codec.encode(value)
        self._keep(question, Entry(value, made), len(data))
        return value, data

    async def _take_shared(self, question: Question[Any], shared: Shared) -> Entry | None:
        """Return what workers share, if it is fresh; take it over in any case, for it may have to stand in."""
        found = await shared.get(question.key, (ALL, question.key[0]))
        if found is None:
            return None
        self._purges.mark((question.key[0],), found.purged)
        try:
            entry = Entry(question.codec.decode(found.data), found.made)
        except ValueError:  # of another version
            return None
        known = self._known(question)
        if known is None or known.value is None or known.made < entry.made:
            self._keep(question, entry, len(found.data))
        fresh = self._clock() - entry.made < self._ttl and not self._outdated(question, entry.made)
        return entry if fresh else None

    def _keep(self, question: Question[Any], entry: Entry, size: int) -> None:
        beside = entry.value is None or question.passing(entry.value)
        into, out_of = (self._passing, self._kept) if beside else (self._kept, self._passing)
        out_of.pop(question.key)
        # Beside the text there are the key, the objects around them, and their places in the tables.
        into.put(question.key, entry, size + sum(map(len, question.key)) + 500)

    def _landed(self, question: Question[Any], task: asyncio.Task[Any]) -> None:
        flight = self._flights.get(question.key)
        if flight is not None and flight.task is task:
            del self._flights[question.key]
        if task.cancelled() or (error := task.exception()) is None:
            return
        if entry := self._known(question):
            entry.retry = self._clock() + RETRY_FAILED
            # That the CMS is left alone has been said once for all.
            level = logging.DEBUG if isinstance(error, Resting) else logging.WARNING
            log.log(level, "%s stays as it was: %s: %s", "/".join(question.key), type(error).__name__, error)


def article_tag(slug: str) -> str:
    """Return the tag of an article."""
    return f"article:{slug}"
