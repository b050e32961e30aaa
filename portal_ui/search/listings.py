"""Listings made of the index: by tag, by author, by month, and what stands beside an article in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.content.model import Page, Summary
from portal_ui.search.file import summaries

if TYPE_CHECKING:
    import sqlite3
    from typing import Literal

_SELECT = "SELECT a.summary FROM articles AS a"
_NEWEST_FIRST = "ORDER BY a.published IS NULL, a.published DESC, a.slug"


@dataclass(frozen=True)
class Named:
    """What a tag or an author is called, and a page of the articles that have it."""

    name: str
    page: Page[Summary]


def by_name(
    connection: sqlite3.Connection, kind: Literal["tags", "authors"], slug: str, number: int, size: int
) -> Named | None:
    """Return a page of the articles with a tag or by an author, `None` if there is none; named as most of them do."""
    row = connection.execute(
        f"SELECT name FROM {kind} WHERE slug = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT 1", (slug,)
    ).fetchone()
    if row is None:
        return None
    total = connection.execute(f"SELECT count(*) FROM {kind} WHERE slug = ?", (slug,)).fetchone()[0]
    found = connection.execute(
        f"{_SELECT} JOIN {kind} AS n ON n.article = a.id WHERE n.slug = ? {_NEWEST_FIRST} LIMIT ? OFFSET ?",
        (slug, size, (number - 1) * size),
    )
    return Named(row[0], _page(summaries(found), number, size, total))


def between(connection: sqlite3.Connection, since: float, until: float, number: int, size: int) -> Page[Summary]:
    """Return a page of the articles published from `since` until before `until`, in seconds since the epoch."""
    times = (since, until)
    where = "WHERE a.published >= ? AND a.published < ?"
    total = connection.execute(f"SELECT count(*) FROM articles AS a {where}", times).fetchone()[0]
    found = connection.execute(
        f"{_SELECT} {where} {_NEWEST_FIRST} LIMIT ? OFFSET ?", (*times, size, (number - 1) * size)
    )
    return _page(summaries(found), number, size, total)


def times(connection: sqlite3.Connection) -> list[float]:
    """Return when each article was published, newest first, in seconds since the epoch."""
    rows = connection.execute("SELECT published FROM articles WHERE published IS NOT NULL ORDER BY published DESC")
    return [published for (published,) in rows]


def number(connection: sqlite3.Connection) -> int:
    """Return how many articles there are."""
    return connection.execute("SELECT count(*) FROM articles").fetchone()[0]


def neighbours(connection: sqlite3.Connection, slug: str) -> tuple[Summary | None, Summary | None]:
    """Return the article after this one and the one before it in its section, newer first; `None` where there is none.

    Of articles with the same time the order is that of their slugs, as in listings.
    """
    row = connection.execute("SELECT section, published FROM articles WHERE slug = ?", (slug,)).fetchone()
    if row is None or row[1] is None:
        return None, None
    here = {"section": row[0], "published": row[1], "slug": slug}

    def first(*conditions: str) -> Summary | None:
        # Questions that an index answers each, where one with OR would look at the whole section.
        for condition in conditions:
            sql = f"{_SELECT} WHERE a.section = :section AND {condition} LIMIT 1"
            for summary in summaries(connection.execute(sql, here)):
                return summary
        return None

    newer = first(
        "a.published = :published AND a.slug < :slug ORDER BY a.slug DESC",
        "a.published > :published ORDER BY a.published, a.slug DESC",
    )
    older = first(
        "a.published = :published AND a.slug > :slug ORDER BY a.slug",
        "a.published < :published ORDER BY a.published DESC, a.slug",
    )
    return newer, older


def _page(items: tuple[Summary, ...], number: int, size: int, total: int) -> Page[Summary]:
    return Page(items, number, size, total, has_next=number * size < total)
