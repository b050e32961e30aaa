"""An index of articles made up on the spot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portal_ui.content.model import Section, Summary
from portal_ui.search import file
from portal_ui.search.names import named

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def text(
    slug: str,
    title: str,
    lead: str = "",
    body: str = "",
    *,
    section: str = "tin",
    day: int = 1,
    tags: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
) -> file.Text:
    """Return an article of January 2026."""
    summary = Summary(
        slug, title, lead, published=datetime(2026, 1, day, tzinfo=UTC), section=Section(section, section), lang="vi"
    )
    return file.Text(summary, body, "", named(tags), named(authors))


def indexed(path: Path, *texts: file.Text) -> sqlite3.Connection:
    """Return the connection to the index of the articles."""
    connection = file.writing(path)
    file.put(connection, texts)
    return connection
