from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal_ui.server.ratings.store import Store
from tests.postgres import PostgreSQL, postgresql

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Generator[PostgreSQL]:
    with postgresql() as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'votes.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_url")
    server: PostgreSQL = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
async def store(database_url: str) -> AsyncGenerator[Store]:
    store = Store(database_url)
    yield store
    await store.close()
