"""The database of votes: which are known, how a connection is set up, and that its schema is this version's."""

from __future__ import annotations

import errno
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import column, create_engine, event, inspect, select, table
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import Generator

Use = Literal["reading", "writing"]

WAIT_SECONDS = 5
"""How long a call waits for a lock, a connection or an answer before the store counts as resting."""

VERSION_TABLE = "portal_votes_version"
"""Where the schema's revision is kept; not Alembic's own name, as the database may be another program's too."""

# Any constant does: it only has to be the same in every process that may migrate the same PostgreSQL database.
_MIGRATION_LOCK = 0x706F7274616C


def is_outage(error: Exception) -> bool:
    """Say whether `error` means that the database is unwell, and not that it was given wrong data."""
    return isinstance(error, SQLAlchemyError | CommandError | OSError) and not isinstance(
        error, DataError | IntegrityError
    )


class Database:
    """One database, which need not exist yet, and may go and come back.

    `url` is `sqlite:///PATH` (three slashes and a relative path, four and an absolute one) or `postgresql://...`;
    `connections` is how many calls may be in it at once.
    Raises `ValueError` for any other URL; never connects by itself.
    """

    def __init__(self, url: str, connections: int) -> None:
        known = _known(url)
        self._file = Path(known.database or "") if known.get_backend_name() == "sqlite" else None
        self._engine = _sqlite(known) if self._file else _postgresql(known, connections)
        self._checking = threading.Lock()
        self._trusted: dict[Use, tuple[int, int]] = {}
        self._opened = False

    @property
    def one_writer(self) -> bool:
        """Whether the database takes one write at a time, so that more than one thread would only wait for locks."""
        return self._file is not None

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Open a connection that only reads.

        Raises `OSError` where a file that was open before is gone: a new one in its place would hide the loss, and
        the old may come back. Raises what the driver or a migration raises.
        """
        with self._checked("reading"), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Open a transaction, which commits at the end of the block or rolls back with the error.

        Raises as `reading` does.
        """
        with self._checked("writing"), _transaction(self._engine) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _checked(self, use: Use) -> Generator[None]:
        """See that the database is there and its schema up to date; after an outage in the block, do so anew.

        Each use is trusted for itself: a connection that a reader opened while a SQLite file was read-only stays so,
        and would be the next writer's.
        """
        try:
            if self._identity() != self._trusted.get(use):
                self._check(use)
            yield
        except Exception as error:
            if is_outage(error):
                self._trusted.pop(use, None)
            raise

    def _check(self, use: Use) -> None:
        with self._checking:
            if self._identity() != self._trusted.get(use):
                # The open connections may never heal, or go on with a file that was replaced and nobody else sees.
                self._engine.dispose()
                _upgrade(self._engine)
                self._trusted[use] = self._identity()
                self._opened = True

    def _identity(self) -> tuple[int, int]:
        """Return what tells this database from another at the same address: a file's device and inode."""
        if self._file is None:
            return (0, 0)
        try:
            status = self._file.stat()
        except FileNotFoundError:
            if self._opened:
                raise FileNotFoundError(errno.ENOENT, "the database file is gone", str(self._file)) from None
            return (0, 0)
        return (status.st_dev, status.st_ino)


@contextmanager
def _transaction(engine: Engine) -> Generator[Connection]:
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # A transaction that reads first and writes then cannot wait for the lock in SQLite: it fails.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _known(url: str) -> URL:
    try:
        known = make_url(url)
    except ArgumentError:
        known = None
    match known.drivername if known else None:
        case "sqlite" | "sqlite+pysqlite" if known and known.database and not known.database.startswith((":", "file:")):
            return known
        case "postgres" | "postgresql" | "postgresql+psycopg" if known:
            return known.set(drivername="postgresql+psycopg")
        case _:
            # The address is not repeated here: it may hold a password.
            raise ValueError("PORTAL_DATABASE_URL must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME")


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS})

    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where `_transaction` says, not where the driver thinks
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    event.listen(engine, "connect", set_up)
    return engine


def _postgresql(url: URL, connections: int) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        pool_size=connections,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,
        connect_args={"connect_timeout": WAIT_SECONDS, "tcp_user_timeout": WAIT_SECONDS * 1000},
    )

    def set_up(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{WAIT_SECONDS}s'")
        connection.commit()

    event.listen(engine, "connect", set_up)
    return engine


def _upgrade(engine: Engine) -> None:
    """Bring the schema to this version, in one transaction; of several processes at once, one does it."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        # Read here and not by Alembic, which logs each look, and outages bring many.
        version = table(VERSION_TABLE, column("version_num"))
        if inspect(connection).has_table(VERSION_TABLE) and connection.scalar(select(version)) == head:
            return
    with _transaction(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
            # An index of many votes may take longer than a reader waits.
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
