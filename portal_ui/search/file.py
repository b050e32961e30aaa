"""The index's file: its tables, how it is opened, what is put into it and taken out.

The FTS5 table keeps terms (see `letters`) and neither text nor places: with each term once, and without its places, ten
thousand articles that all have the words are ranked in some 15 ms, where full postings took seconds.
"""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from portal_ui.content.model import Summary
from portal_ui.search.letters import terms

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

VERSION = 2
"""Of tables and forms; a file of another version is made anew."""

BUSY_SECONDS = 5.0
SUMMARY = TypeAdapter(Summary)

_TABLES = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    body TEXT NOT NULL,
    section TEXT NOT NULL,
    lang TEXT NOT NULL,
    published REAL,
    summary TEXT NOT NULL,
    listed TEXT NOT NULL
);
CREATE INDEX by_time ON articles (published DESC, slug);
CREATE INDEX by_id ON articles (id, published, section);
CREATE INDEX by_section ON articles (section, published DESC, slug);
CREATE TABLE tags (article INTEGER NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (slug, article))
    WITHOUT ROWID;
CREATE INDEX tags_of ON tags (article);
CREATE TABLE authors (article INTEGER NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (slug, article))
    WITHOUT ROWID;
CREATE INDEX authors_of ON authors (article);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(
    title, lead, body, content = '', detail = column, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, 'row');
CREATE VIRTUAL TABLE vocabulary_of_columns USING fts5vocab(texts, 'col');
"""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is indexed; `tags` and `authors` are slugs with names. Texts are plain, and NFC.

    `listed` is the article's summary as the backend's listing had it, by which a change is told.
    """

    summary: Summary
    body: str
    listed: str
    tags: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()


@contextlib.contextmanager
def reading(path: Path) -> Generator[sqlite3.Connection]:
    """Give a connection that only reads. Raises `sqlite3.Error` if the file is missing, damaged or not of this version.

    One for each question: opening takes a tenth of a millisecond, and a file that was made anew is seen at once.
    """
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=1.0)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise sqlite3.DatabaseError("of another version")
        yield connection
    finally:
        connection.close()


def writing(path: Path) -> sqlite3.Connection:
    """Return the connection that writes, the file made if there is none.

    Raises `sqlite3.DatabaseError` for one that is damaged or of another version.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # What power failure takes is indexed again.
        connection.execute("PRAGMA synchronous = NORMAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"of version {version}")
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
    except BaseException:
        connection.close()
        raise
    return connection


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether an error says that the file is no good, rather than out of reach for now."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)


def remove(path: Path) -> None:
    """Take the file away, with what SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Generator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def put(connection: sqlite3.Connection, texts: Iterable[Text]) -> None:
    """Index articles, in place of what was known of them."""
    with _transaction(connection):
        for text in texts:
            summary = text.summary
            _take_out(connection, summary.slug)
            row = (
                summary.slug,
                summary.title,
                " ".join([summary.lead, *(name for _slug, name in (*text.tags, *text.authors))]).strip(),
                text.body,
                summary.section.slug if summary.section else "",
                summary.lang or "",
                summary.published.timestamp() if summary.published else None,
                SUMMARY.dump_json(summary).decode(),
                text.listed,
            )
            number = connection.execute(
                "INSERT INTO articles (slug, title, lead, body, section, lang, published, summary, listed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            connection.execute(
                "INSERT INTO texts (rowid, title, lead, body) VALUES (?, ?, ?, ?)", (number, *map(_indexed, row[1:4]))
            )
            for table, names in (("tags", text.tags), ("authors", text.authors)):
                connection.executemany(
                    f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?)", [(number, slug, name) for slug, name in names]
                )
        _count_change(connection)


def take_out(connection: sqlite3.Connection, slugs: Iterable[str]) -> None:
    """Forget articles."""
    with _transaction(connection):
        for slug in slugs:
            _take_out(connection, slug)
        _count_change(connection)


def known(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Return of each article, by slug, its summary as it was listed and as it was read, as JSON."""
    return {
        slug: (listed, read) for slug, listed, read in connection.execute("SELECT slug, listed, summary FROM articles")
    }


def state(connection: sqlite3.Connection, name: str) -> str:
    """Return what was noted under a name, empty if nothing was."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def note(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Note something under a name."""
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def summaries(rows: Iterable[tuple[str]]) -> tuple[Summary, ...]:
    """Return the summaries in rows of the column `summary`."""
    return tuple(SUMMARY.validate_json(summary) for (summary,) in rows)


def _take_out(connection: sqlite3.Connection, slug: str) -> None:
    row = connection.execute("SELECT id, title, lead, body FROM articles WHERE slug = ?", (slug,)).fetchone()
    if row is None:
        return
    number, *texts = row
    connection.execute(
        "INSERT INTO texts (texts, rowid, title, lead, body) VALUES ('delete', ?, ?, ?, ?)",
        (number, *map(_indexed, texts)),
    )
    for table, column in (("tags", "article"), ("authors", "article"), ("articles", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))


def _indexed(text: str) -> str:
    return " ".join(terms(text))


def _count_change(connection: sqlite3.Connection) -> None:
    note(connection, "changes", str(int(state(connection, "changes") or 0) + 1))
