from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from portal_ui.server.ratings import database
from portal_ui.server.ratings.breaker import StoreResting
from portal_ui.server.ratings.store import Store, Tally

AN, BINH = b"a" * 32, b"b" * 32


def migrate(url: str, revision: str) -> None:
    """Bring an empty database to an older revision, as an older version of the program left it."""
    engine = create_engine(make_url(url.replace("postgresql:", "postgresql+psycopg:")))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def execute(url: str, statement: str, **values: object) -> None:
    engine = create_engine(make_url(url.replace("postgresql:", "postgresql+psycopg:")))
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def indexes(url: str) -> set[str | None]:
    engine = create_engine(make_url(url.replace("postgresql:", "postgresql+psycopg:")))
    found = {index["name"] for index in inspect(engine).get_indexes("portal_votes")}
    engine.dispose()
    return found


async def test_an_old_schema_is_brought_up_to_date_with_its_votes(database_url: str) -> None:
    migrate(database_url, "0001")
    for voter, points in ((AN, 2), (BINH, 5)):
        execute(
            database_url, "INSERT INTO portal_votes VALUES ('lua-mua', :voter, :points)", voter=voter, points=points
        )
    assert indexes(database_url) == set()
    store = Store(database_url)
    await store.prepare()
    assert indexes(database_url) == {"portal_votes_by_article"}
    assert await store.tally("lua-mua") == Tally(7, 2)
    assert await store.vote("lua-mua", AN, 4) == Tally(9, 2)
    await store.close()


async def test_a_schema_of_a_newer_version_is_left_alone(database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    migrate(database_url, "head")
    execute(database_url, "UPDATE portal_votes_version SET version_num = '9999'")
    store = Store(database_url)
    await store.prepare()
    with pytest.raises(StoreResting):
        await store.vote("lua-mua", AN, 4)
    await store.close()
    assert "'9999'" in caplog.text


async def test_a_migration_that_fails_leaves_the_old_schema(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    # The second revision's index cannot be made, so the first one's table must not stay either.
    execute(database_url, "CREATE TABLE other (points INT)")
    execute(database_url, "CREATE INDEX portal_votes_by_article ON other (points)")
    store = Store(database_url)
    await store.prepare()
    assert "portal_votes_by_article" in caplog.text
    execute(database_url, "DROP TABLE other")
    assert await store.vote("lua-mua", AN, 4) == Tally(4, 1)
    await store.close()


def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    program = (
        "import asyncio, sys\n"
        "from portal_ui.server.ratings.store import Store\n"
        "async def main():\n"
        "    store = Store(sys.argv[1])\n"
        "    await store.prepare()\n"
        "    await store.vote('lua-mua', sys.argv[2].encode() * 32, 3)\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, database_url, str(number)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    # Nobody rested, which would have been written to the log.
    assert [process.communicate()[1] for process in started] == [""] * 4
    # Asked when all are done: a vote's own answer need not know of another that is still being given.
    assert asyncio.run(tally(database_url)) == Tally(12, 4)


async def tally(database_url: str) -> Tally:
    store = Store(database_url)
    try:
        return await store.tally("lua-mua")
    finally:
        await store.close()


@pytest.mark.parametrize(
    "url",
    ["", "votes.sqlite3", "sqlite://", "sqlite:///:memory:", "sqlite:///file:votes?mode=memory", "mysql://u:pass@h/d"],
)
def test_other_addresses_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(ValueError, match="must be sqlite:///PATH or postgresql://") as refusal:
        Store(url)
    assert "pass" not in str(refusal.value)
    assert refusal.value.__cause__ is None


async def test_a_password_is_not_logged(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    store = Store(f"postgres://reader:hush-hush@/portal?host={tmp_path}")
    await store.prepare()
    await store.close()
    assert "ratings rest" in caplog.text
    assert "hush" not in caplog.text
