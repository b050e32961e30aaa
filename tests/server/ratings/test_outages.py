"""The store locked, full, gone, read-only and never there, each for real, and each until it is over."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from portal_ui.server.ratings import database
from portal_ui.server.ratings.breaker import StoreResting
from portal_ui.server.ratings.store import Store, Tally

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from tests.postgres import PostgreSQL

AN, BINH = b"a" * 32, b"b" * 32
NOBODY = 65534


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 1)


@pytest.fixture
async def voted(store: Store) -> AsyncGenerator[Store]:
    """A store that holds one vote."""
    await store.vote("lua-mua", AN, 4)
    yield store


async def rests(store: Store, log: pytest.LogCaptureFixture, cause: str) -> None:
    """Check that votes are refused, again and again, and that the log says why and says it once."""
    log.clear()
    for _ in range(3):
        with pytest.raises(StoreResting):
            await store.vote("lua-mua", BINH, 2)
    messages = [record.getMessage() for record in log.records if "writing fails" in record.getMessage()]
    assert len(messages) == 1
    assert cause in messages[0]


async def is_back(store: Store) -> None:
    """Check that votes count again and that those of before are there."""
    assert await store.vote("lua-mua", BINH, 2) == Tally(6, 2)
    assert await store.own("lua-mua", AN) == 4


@contextmanager
def lock(url: str) -> Generator[None]:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")
        connection.close()
    else:
        with psycopg.connect(url) as connection:
            connection.execute("LOCK TABLE portal_votes IN EXCLUSIVE MODE")
            yield


async def test_locked(voted: Store, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    with lock(database_url):
        await rests(voted, caplog, "locked" if database_url.startswith("sqlite") else "statement timeout")
        # A lock keeps writers out, and readers see the figure still.
        assert await voted.tally("lua-mua") == Tally(4, 1)
    await is_back(voted)


async def test_full(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    pages = 10

    def limit(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        store = Store(sqlite_url)
        await store.vote("lua-mua", AN, 4)
        with pytest.raises(StoreResting):
            for number in range(1000):
                await store.vote("đê-sông", number.to_bytes(32, "big"), 3)
        counted = await store.tally("đê-sông")
        assert counted.total == 3 * counted.votes > 0
        pages = 1000
        await is_back(store)
        assert await store.tally("đê-sông") == counted
        await store.close()
    finally:
        event.remove(Engine, "connect", limit)
    assert "ratings rest: writing fails: database or disk is full" in caplog.text


async def test_file_gone_and_back(sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = Store(sqlite_url)
    await store.vote("lua-mua", AN, 4)
    (tmp_path / "votes.sqlite3").rename(tmp_path / "elsewhere")
    await rests(store, caplog, "the database file is gone")
    with pytest.raises(StoreResting):
        await store.tally("lua-mua")
    (tmp_path / "elsewhere").rename(tmp_path / "votes.sqlite3")
    await is_back(store)
    await store.close()


def delete(directory: Path) -> None:
    for file in directory.glob("votes.sqlite3*"):
        file.unlink()


async def test_file_deleted_and_restored_from_a_copy(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(sqlite_url)
    await store.vote("lua-mua", AN, 4)
    with sqlite3.connect(tmp_path / "votes.sqlite3") as source, sqlite3.connect(tmp_path / "copy") as copy:
        source.backup(copy)
    source.close()
    copy.close()
    delete(tmp_path)
    await rests(store, caplog, "the database file is gone")
    shutil.copy(tmp_path / "copy", tmp_path / "votes.sqlite3")
    await is_back(store)
    await store.close()


async def test_file_replaced_while_nobody_asked(sqlite_url: str, tmp_path: Path) -> None:
    other = Store(f"sqlite:///{tmp_path / 'other'}")
    await other.vote("lua-mua", AN, 4)
    await other.close()
    store = Store(sqlite_url)
    await store.vote("lua-mua", BINH, 1)
    delete(tmp_path)
    (tmp_path / "other").rename(tmp_path / "votes.sqlite3")
    await is_back(store)
    await store.close()


async def test_no_directory_at_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = Store(f"sqlite:///{tmp_path / 'disk' / 'votes.sqlite3'}")
    await store.prepare()
    await rests(store, caplog, "unable to open database file")
    (tmp_path / "disk").mkdir()
    assert await store.vote("lua-mua", AN, 4) == Tally(4, 1)
    await is_back(store)
    await store.close()


async def test_file_that_is_no_database(sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "votes.sqlite3"
    file.write_text("a letter to the editor\n" * 100)
    store = Store(sqlite_url)
    await rests(store, caplog, "file is not a database")
    assert file.read_text() == "a letter to the editor\n" * 100
    file.unlink()
    assert await store.vote("lua-mua", AN, 4) == Tally(4, 1)
    await store.close()


@contextmanager
def without_privileges() -> Generator[None]:
    """Let file permissions bind this process even where it runs as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def change_mode(directory: Path, mode: int) -> None:
    # SQLite gives the files beside the database the database's own mode.
    for file in directory.iterdir():
        file.chmod(mode)


async def test_read_only_file(caplog: pytest.LogCaptureFixture) -> None:
    directory = Path(tempfile.mkdtemp(prefix="portal-votes-"))
    if os.geteuid() == 0:
        os.chown(directory, NOBODY, NOBODY)
    try:
        with without_privileges():
            file = directory / "votes.sqlite3"
            before = Store(f"sqlite:///{file}")
            await before.vote("lua-mua", AN, 4)
            await before.close()
            change_mode(directory, 0o444)
            store = Store(f"sqlite:///{file}")
            await rests(store, caplog, "readonly database")
            assert await store.tally("lua-mua") == Tally(4, 1)
            change_mode(directory, 0o644)
            await is_back(store)
            await store.close()
    finally:
        shutil.rmtree(directory)


async def test_read_only_server(postgres: PostgreSQL, caplog: pytest.LogCaptureFixture) -> None:
    url = postgres.new_database()
    name = url.split("/")[3].partition("?")[0]
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    store = Store(url)
    await store.vote("lua-mua", AN, 4)
    postgres.run("postgres", f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    postgres.run("postgres", cut)
    await rests(store, caplog, "read-only transaction")
    assert await store.tally("lua-mua") == Tally(4, 1)
    postgres.run("postgres", f"ALTER DATABASE {name} RESET default_transaction_read_only")
    postgres.run("postgres", cut)
    await is_back(store)
    await store.close()


async def test_server_gone_and_back(postgres: PostgreSQL, caplog: pytest.LogCaptureFixture) -> None:
    store = Store(postgres.new_database())
    await store.vote("lua-mua", AN, 4)
    postgres.stop()
    try:
        await rests(store, caplog, "connection")
    finally:
        postgres.start()
    await is_back(store)
    await store.close()


async def test_server_away_at_start(postgres: PostgreSQL, caplog: pytest.LogCaptureFixture) -> None:
    url = postgres.new_database()
    postgres.stop()
    try:
        store = Store(url)
        await store.prepare()
        await rests(store, caplog, "connection")
    finally:
        postgres.start()
    assert await store.vote("lua-mua", AN, 4) == Tally(4, 1)
    await is_back(store)
    await store.close()


async def test_server_restarted_while_nobody_asked(postgres: PostgreSQL, caplog: pytest.LogCaptureFixture) -> None:
    store = Store(postgres.new_database())
    await store.vote("lua-mua", AN, 4)
    postgres.stop()
    postgres.start()
    await is_back(store)
    assert not caplog.records
    await store.close()
