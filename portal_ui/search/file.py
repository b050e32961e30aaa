"""The index's file: its tables, how it is opened, what is put into it and taken out.

The FTS5 table keeps which articles have a term (see `letters`), and neither text nor places. An article's number says
when it was published, so that what FTS5 finds comes the newest first, and a stretch of time is a range of numbers.
"""

from __future__ import annotations

import contextlib
import math
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from portal_ui.content.model import Summary
from portal_ui.search.letters import EVERY, is_word, placed, section_term, terms

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

VERSION = 4
"""Of tables and forms; a file of another version is made anew."""

OFTEN = 1000
"""Articles: how many have a term that more have is kept beside those of words, once the index was merged."""

BUSY_SECONDS = 5.0
SUMMARY = TypeAdapter(Summary)

_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_800
"""Since the epoch: the years 1 to 9999."""

_A_SECOND = 1 << 16
"""Numbers for articles of the same second, more than articles are indexed."""

LAST_NUMBER = (1 << 63) - 1
"""No article's number is greater."""

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
CREATE INDEX by_section ON articles (section, published DESC, slug);
CREATE TABLE tags (article INTEGER NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (slug, article))
    WITHOUT ROWID;
CREATE INDEX tags_of ON tags (article);
CREATE TABLE authors (article INTEGER NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (slug, article))
    WITHOUT ROWID;
CREATE INDEX authors_of ON authors (article);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(
    terms, content = '', columnsize = 0, detail = none, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, 'row');
CREATE TABLE counts (term TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
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

    One for each question: opening takes a tenth of a millisecond, and a file that was made anew is seen at once. While
    it is open it sees the file as it was.
    """
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=1.0)
    try:
        connection.execute("BEGIN")
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
            former = _take_out(connection, summary.slug)
            published = summary.published.timestamp() if summary.published else None
            row = (
                _number(connection, published, former),
                summary.slug,
                summary.title,
                " ".join([summary.lead, *(name for _slug, name in (*text.tags, *text.authors))]).strip(),
                text.body,
                summary.section.slug if summary.section else "",
                summary.lang or "",
                published,
                SUMMARY.dump_json(summary).decode(),
                text.listed,
            )
            connection.execute(
                "INSERT INTO articles (id, slug, title, lead, body, section, lang, published, summary, listed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            number, indexed = row[0], _indexed(*row[2:6])
            connection.execute("INSERT INTO texts (rowid, terms) VALUES (?, ?)", (number, " ".join(indexed)))
            connection.executemany("UPDATE counts SET articles = articles + 1 WHERE term = ?", _rows(indexed))
            connection.executemany("INSERT OR IGNORE INTO counts VALUES (?, 1)", _rows(filter(is_word, indexed)))
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


def merge(connection: sqlite3.Connection) -> None:
    """Make one piece of the many that the index comes to when much is put: searches take half the time then."""
    with _transaction(connection):
        connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        # What is there already is kept right by every change.
        connection.execute("INSERT OR IGNORE INTO counts SELECT term, doc FROM vocabulary WHERE doc > ?", (OFTEN,))


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


def first_number(published: float | None) -> int:
    """Return the least number of articles published in that second since the epoch, or that do not say when.

    It is the greater the earlier that was, and the greatest of those that do not say.
    """
    return (_LAST_SECOND - (_FIRST_SECOND - 1 if published is None else math.floor(published))) * _A_SECOND


def _number(connection: sqlite3.Connection, published: float | None, former: int | None) -> int:
    """Return the number for an article that had the number `former`, if any, which it keeps with its time."""
    first = first_number(published)
    end = first + _A_SECOND
    if former is not None and first <= former < end:
        return former
    last = connection.execute("SELECT max(id) FROM articles WHERE id >= ? AND id < ?", (first, end)).fetchone()[0]
    return first if last is None else last + 1


def _take_out(connection: sqlite3.Connection, slug: str) -> int | None:
    """Forget an article; return the number that it had."""
    row = connection.execute("SELECT id, title, lead, body, section FROM articles WHERE slug = ?", (slug,)).fetchone()
    if row is None:
        return None
    number, *texts = row
    indexed = _indexed(*texts)
    connection.execute("INSERT INTO texts (texts, rowid, terms) VALUES ('delete', ?, ?)", (number, " ".join(indexed)))
    connection.executemany("UPDATE counts SET articles = articles - 1 WHERE term = ?", _rows(indexed))
    connection.executemany("DELETE FROM counts WHERE term = ? AND articles = 0", _rows(indexed))
    for table, column in (("tags", "article"), ("authors", "article"), ("articles", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
    return number


def _indexed(title: str, lead: str, body: str, section: str) -> list[str]:
    """Return the terms of an article, each once."""
    of_title, of_lead = terms(title), terms(lead)
    in_title, in_lead = (placed("title", term) for term in of_title), (placed("lead", term) for term in of_lead)
    return list(dict.fromkeys((*of_title, *of_lead, *terms(body), *in_title, *in_lead, section_term(section), EVERY)))


def _rows(indexed: Iterable[str]) -> list[tuple[str]]:
    return [(term,) for term in indexed]


def _count_change(connection: sqlite3.Connection) -> None:
    note(connection, "changes", str(int(state(connection, "changes") or 0) + 1))
