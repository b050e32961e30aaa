"""The store of votes: one row for each reader and article, and the sums of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    delete,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from portal_ui.server.ratings.breaker import CircuitBreaker, StoreResting
from portal_ui.server.ratings.database import Database, is_outage

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

_THREADS = 4

_votes = Table(
    "portal_votes",
    MetaData(),
    Column("article", Text, primary_key=True),
    Column("voter", LargeBinary, primary_key=True),
    Column("points", SmallInteger, nullable=False),
)
_TOTAL = func.coalesce(func.sum(_votes.c.points), literal(0), type_=Integer)
_VOTES = func.count()


@dataclass(frozen=True, slots=True)
class Tally:
    """What readers gave an article: the sum of their points (1 to 5 each) and the number of their votes."""

    total: int
    votes: int

    @property
    def average(self) -> float | None:
        """The mean of the points, 1 to 5; `None` without votes."""
        return self.total / self.votes if self.votes else None


class Store:
    """The votes in the database at `url` (`PORTAL_DATABASE_URL`, see `Database`).

    Every method but `close` raises `StoreResting` while the database is locked, full, gone or read-only; the first
    call after that finds it well again. A vote that was answered is on the disk. A vote that raised may be, as the
    line may break after the commit; giving it again is safe, as a reader has one row.

    Sums are counted from the rows at each question, so they cannot drift from the votes, and no two readers wait for
    each other on a row of sums. Voters are keyed hashes of 32 bytes (`voter.voter_hash`).
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url, connections=2 * _THREADS)
        # Reading goes on where only writing fails (a full disk, a lock), so each has its own breaker.
        self._reading = CircuitBreaker("reading", _THREADS, is_outage)
        self._writing = CircuitBreaker("writing", 1 if self._database.one_writer else _THREADS, is_outage)

    async def prepare(self) -> None:
        """Migrate the schema now, at the start of the server. Failing is logged, and the next call tries again."""
        try:
            await self.tally("")
        except StoreResting:
            return

    async def vote(self, article: str, voter: bytes, points: int) -> Tally:
        """Set the voter's one vote for the article to `points`, and return the article's new tally."""
        upsert = sqlite.insert if self._database.one_writer else postgresql.insert
        statement = upsert(_votes).values(article=article, voter=voter, points=points)
        statement = statement.on_conflict_do_update(index_elements=["article", "voter"], set_={"points": points})

        def work(connection: Connection) -> Tally:
            connection.execute(statement)
            return _tally(connection, article)

        return await self._write(work)

    async def withdraw(self, article: str, voter: bytes) -> Tally:
        """Remove the voter's vote for the article, if there is one, and return the article's new tally."""

        def work(connection: Connection) -> Tally:
            connection.execute(delete(_votes).where(_votes.c.article == article, _votes.c.voter == voter))
            return _tally(connection, article)

        return await self._write(work)

    async def own(self, article: str, voter: bytes) -> int | None:
        """Return the points that the voter gave the article, `None` without a vote."""
        question = select(_votes.c.points).where(_votes.c.article == article, _votes.c.voter == voter)
        return await self._read(lambda connection: connection.execute(question).scalar())

    async def tally(self, article: str) -> Tally:
        """Return the article's tally; zeros without votes."""
        return await self._read(lambda connection: _tally(connection, article))

    async def close(self) -> None:
        """Finish what is being written, and close the connections."""
        for breaker in (self._writing, self._reading):
            await asyncio.to_thread(breaker.close)
        self._database.close()

    async def _read(self, work: Callable[[Connection], T]) -> T:
        def run() -> T:
            with self._database.reading() as connection:
                return work(connection)

        return await self._reading.call(run)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        def run() -> T:
            with self._database.writing() as connection:
                return work(connection)

        return await self._writing.call(run)


def _tally(connection: Connection, article: str) -> Tally:
    total, votes = connection.execute(select(_TOTAL, _VOTES).where(_votes.c.article == article)).one()
    return Tally(total, votes)
