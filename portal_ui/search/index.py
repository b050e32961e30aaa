"""The index as pages use it: asked in a thread, resting when its file cannot be read, kept in the background."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import sqlite3
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from portal_ui.search import file
from portal_ui.search.find import Found, Within, count, find
from portal_ui.search.keeper import Keeper
from portal_ui.search.listings import between, by_name, neighbours, number, times
from portal_ui.search.related import related
from portal_ui.search.suggest import spelling

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from portal_ui.content.model import Page, Summary
    from portal_ui.content.protocol import Backend
    from portal_ui.search.listings import Named
    from portal_ui.search.question import Question

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

DIRECTORY = Path(".cache/search")
RELATED = 4

_REMEMBERED = 2000


class Resting(Exception):
    """The index cannot answer now: it is being made, or made anew."""


@dataclass(frozen=True)
class Answer:
    """What was found, whether all articles are indexed by now, and where nothing was found, what may help.

    `meant` is the question with its words put right; `elsewhere` and `always` say how many articles have all words in
    all sections, and at all times; `anywhere`, where neither alone helps, how many have them in all sections at all
    times.
    """

    found: Found
    whole: bool
    meant: str = ""
    elsewhere: int = 0
    always: int = 0
    anywhere: int = 0


@dataclass(frozen=True)
class Beside:
    """What stands beside an article: related ones, and the next newer and older ones of its section."""

    related: tuple[Summary, ...] = ()
    newer: Summary | None = None
    older: Summary | None = None


def index_file(backend: str) -> Path:
    """Return where the index of the backend with this setting is kept."""
    kind = backend.partition(":")[0]
    return DIRECTORY / f"{kind}-{hashlib.sha256(backend.encode()).hexdigest()[:12]}.sqlite"


class Index:
    """The index in the file `path`, of the articles of `backend`. All methods that ask it raise `Resting`."""

    def __init__(self, path: Path, backend: Backend) -> None:
        self._path = path
        self._backend = backend
        self._keeping: asyncio.Task[None] | None = None
        self._beside: OrderedDict[str, tuple[str, Beside]] = OrderedDict()

    def start(self) -> None:
        """Begin to keep it current."""
        self._keeping = asyncio.create_task(Keeper(self._path, self._backend).run())
        self._keeping.add_done_callback(_say_if_it_failed)

    async def close(self) -> None:
        """Stop keeping it."""
        if self._keeping:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)

    def look(self) -> None:
        """Have it brought up to date now, by whichever worker keeps it."""
        self._wish(".look")

    async def search(self, question: Question, within: Within, offset: int, limit: int) -> Answer:
        """Return a page of what was found for a question, and what may help where nothing was."""
        return await self._ask(_search, question, within, offset, limit)

    async def tagged(self, slug: str, number: int, size: int) -> Named | None:
        """Return a page of the articles with a tag, `None` if none has it."""
        return await self._named("tags", slug, number, size)

    async def by_author(self, slug: str, number: int, size: int) -> Named | None:
        """Return a page of an author's articles, `None` if there are none."""
        return await self._named("authors", slug, number, size)

    async def between(self, since: float, until: float, number: int, size: int) -> Page[Summary]:
        """Return a page of the articles of a stretch of time, in seconds since the epoch."""
        return await self._ask(between, since, until, number, size)

    async def times(self) -> list[float]:
        """Return when each article was published, newest first, in seconds since the epoch."""
        return await self._ask(times)

    async def number(self) -> int:
        """Return how many articles are indexed; none where the index is resting."""
        try:
            return await self._ask(number)
        except Resting:
            return 0

    async def beside(self, slug: str) -> Beside:
        """Return what stands beside an article; nothing where the index is resting. Kept until the index changes."""
        try:
            return await self._ask(self._look_beside, slug)
        except Resting:
            return Beside()

    def _look_beside(self, connection: sqlite3.Connection, slug: str) -> Beside:
        changes = file.state(connection, "changes")
        kept = self._beside.get(slug)
        if kept and kept[0] == changes:
            return kept[1]
        beside = Beside(related(connection, slug, RELATED), *neighbours(connection, slug))
        self._beside[slug] = changes, beside
        while len(self._beside) > _REMEMBERED:
            self._beside.popitem(last=False)
        return beside

    async def _named(self, kind: Literal["tags", "authors"], slug: str, number: int, size: int) -> Named | None:
        named, whole = await self._ask(_named, kind, slug, number, size)
        if named is None and not whole:
            raise Resting("not all articles are indexed yet")
        return named

    async def _ask(
        self, question: Callable[Concatenate[sqlite3.Connection, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        return await asyncio.to_thread(self._ask_now, question, *args, **kwargs)

    def _ask_now(self, question: Callable[..., R], *args: Any, **kwargs: Any) -> R:
        try:
            with file.reading(self._path) as connection:
                return question(connection, *args, **kwargs)
        except sqlite3.Error as error:
            if file.is_damage(error):
                self._wish(".anew")
            log.warning("search: the index is resting: %s", error)
            raise Resting(str(error)) from None

    def _wish(self, name: str) -> None:
        try:
            self._path.with_suffix(name).touch()
        except OSError as error:
            log.warning("search: the index cannot be kept: %s", error)


def _search(connection: sqlite3.Connection, question: Question, within: Within, offset: int, limit: int) -> Answer:
    found = find(connection, question, within, offset, limit)
    whole = bool(file.state(connection, "whole"))
    if not whole and not found.total:
        raise Resting("not all articles are indexed yet")
    if found.total and not found.partly:
        return Answer(found, whole)
    dated = within.since is not None or within.until is not None
    any_section = Within(since=within.since, until=within.until)
    any_time = Within(sections=within.sections)
    elsewhere = count(connection, question, any_section) if within.sections else 0
    always = count(connection, question, any_time) if dated else 0
    both = within.sections and dated and not (elsewhere or always)
    return Answer(
        found,
        whole,
        spelling(connection, question, within, Within()),
        elsewhere,
        always,
        count(connection, question, Within()) if both else 0,
    )


def _named(
    connection: sqlite3.Connection, kind: Literal["tags", "authors"], slug: str, number: int, size: int
) -> tuple[Named | None, bool]:
    return by_name(connection, kind, slug, number, size), bool(file.state(connection, "whole"))


def _say_if_it_failed(keeping: asyncio.Task[None]) -> None:
    if not keeping.cancelled() and (error := keeping.exception()):
        log.error("search: the index cannot be kept: %s", error)
