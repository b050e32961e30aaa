"""The index of the sample portal's articles, made once."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.search import file
from portal_ui.search.index import Index
from tests.serving import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


async def until_whole(path: Path, changes: int = 0, seconds: float = 20) -> None:
    """Wait until all articles are indexed, and the index has changed more often than `changes`."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                with file.reading(path) as connection:
                    if file.state(connection, "whole") and int(file.state(connection, "changes")) > changes:
                        return
            except sqlite3.Error:
                pass
            await asyncio.sleep(0.02)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sample_index(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Index]:
    path = tmp_path_factory.mktemp("search") / "sample.sqlite"
    backend = FolderBackend(ROOT / "content")
    index = Index(path, backend)
    index.start()
    await until_whole(path)
    yield index
    await index.close()
    await backend.close()
