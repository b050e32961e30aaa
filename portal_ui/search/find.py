"""Finding: from a question to the articles that answer it, the best first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal_ui.search.file import SUMMARY
from portal_ui.search.letters import pairs
from portal_ui.search.question import quoted
from portal_ui.search.question import within as in_column
from portal_ui.search.snippet import Piece, snippet

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from portal_ui.content.model import Summary
    from portal_ui.search.question import Question

_PLACES = {"title": 8.0, "lead": 3.0}
"""How much more two words beside each other count in title and lead (with tags and authors) than in the body."""

_ALL_IN_TITLE = 6.0
_COMMON = 0.5
"""Of all articles: that a pair or a word stands somewhere in the body of more of them says nothing."""

_SHARE = 0.5
"""Of the words an article must have, where none has them all."""


@dataclass(frozen=True)
class Within:
    """Where to look: in one of these sections (in all, if empty), published from `since` until before `until`.

    Times are in seconds since the epoch.
    """

    sections: tuple[str, ...] = ()
    since: float | None = None
    until: float | None = None


@dataclass(frozen=True)
class Hit:
    """An article that was found, and the part of it that shows why."""

    summary: Summary
    snippet: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """A page of hits out of `total`. `partly` says that they have only some of the words, for none has all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    partly: bool = False


def find(connection: sqlite3.Connection, question: Question, within: Within, offset: int, limit: int) -> Found:
    """Return a page of the articles that have every word; if there are none, of those that have at least half of them.

    First come articles with the words as they were typed, marks and all, and of these those with them in the title.
    Else what counts is which words stand beside each other as they were typed, how rare that is (log of the inverse
    share of articles), and where: in the title, the lead or anywhere. Of alike ones the newest comes first.
    """
    where, values = conditions(within)
    paging = {"offset": offset, "limit": limit}
    points, weights = _points(connection, question)
    rows = connection.execute(_all_words(question, points, where), {**_ranks(question), **weights, **values, **paging})
    found = rows.fetchall()
    if not found and offset:
        return Found(total=count(connection, question, within))
    partly = not found and len(question.each_word()) > 1
    if partly:
        words, each = _words(connection, question)
        sql = _some_words(points, words, where)
        found = connection.execute(sql, {**weights, **each, **values, **paging}).fetchall()
    hits = tuple(_hit(SUMMARY.validate_json(summary), body, question) for summary, body, _total in found)
    return Found(hits, found[0][2] if found else 0, partly and bool(found))


def count(connection: sqlite3.Connection, question: Question, within: Within) -> int:
    """Return how many articles have every word."""
    where, values = conditions(within)
    sql = f"SELECT count(*) FROM texts JOIN articles AS a ON a.id = texts.rowid WHERE texts MATCH :all AND {where}"
    return connection.execute(sql, {"all": question.all_words(), **values}).fetchone()[0]


def conditions(within: Within) -> tuple[str, dict[str, Any]]:
    """Return the SQL condition on `articles AS a`, and its values."""
    parts, values = ["1"], dict[str, Any]()
    if within.sections:
        values |= {f"section{number}": slug for number, slug in enumerate(within.sections)}
        parts.append(f"a.section IN ({', '.join(f':section{number}' for number in range(len(within.sections)))})")
    if within.since is not None:
        parts.append("a.published >= :since")
        values["since"] = within.since
    if within.until is not None:
        parts.append("a.published < :until")
        values["until"] = within.until
    return " AND ".join(parts), values


# Grouped, not joined: SQLite makes no index for the join, and ten thousand hits took seconds.
_WITH_POINTS = """
    SELECT id, max(published) AS published, sum(weight) AS sum FROM (
        SELECT id, published, weight, 1 AS hit FROM hits UNION ALL SELECT id, NULL, weight, 0 FROM points
    ) GROUP BY id HAVING max(hit)
"""


def _all_words(question: Question, points: str, where: str) -> str:
    def among(name: str) -> str:
        return f"(id IN (SELECT rowid FROM texts WHERE texts MATCH :{name}))"

    exact = f"2 * {among('exact')} + {among('exact_title')}" if question.has_marks else "0"
    return f"""
        WITH points AS ({points}),
        hits AS MATERIALIZED (
            SELECT a.id, a.published, 0 AS weight FROM texts JOIN articles AS a ON a.id = texts.rowid
            WHERE texts MATCH :all AND {where}
        ), page AS MATERIALIZED (
            SELECT id, published, {exact} AS exact, sum + {_ALL_IN_TITLE} * {among("title")} AS score
            FROM ({_WITH_POINTS})
            ORDER BY exact DESC, score DESC, published DESC, id LIMIT :limit OFFSET :offset
        )
        SELECT a.summary, a.body, (SELECT count(*) FROM hits) FROM page JOIN articles AS a USING (id)
        ORDER BY exact DESC, score DESC, page.published DESC, id
    """


def _some_words(points: str, words: str, where: str) -> str:
    return f"""
        WITH points AS ({points}),
        some AS MATERIALIZED (SELECT id, count(*) AS words, sum(weight) AS sum FROM ({words}) GROUP BY id),
        hits AS MATERIALIZED (
            SELECT a.id, a.published, some.sum AS weight FROM some JOIN articles AS a USING (id)
            WHERE some.words >= :least AND {where}
        ), page AS MATERIALIZED (
            SELECT id, published, sum AS score FROM ({_WITH_POINTS})
            ORDER BY score DESC, published DESC, id LIMIT :limit OFFSET :offset
        )
        SELECT a.summary, a.body, (SELECT count(*) FROM hits) FROM page JOIN articles AS a USING (id)
        ORDER BY score DESC, page.published DESC, id
    """


def _ranks(question: Question) -> dict[str, str]:
    return {
        "all": question.all_words(),
        "exact": question.exact(),
        "exact_title": in_column("title", question.exact()),
        "title": in_column("title", question.all_words()),
    }


def _points(connection: sqlite3.Connection, question: Question) -> tuple[str, dict[str, str | float]]:
    """Return the query for articles' points by the pairs of words (by the word, if it is but one), and its values."""
    selects, values = ["SELECT 0 AS id, 0.0 AS weight"], dict[str, str | float]()
    for number, (term, rarity) in enumerate(_rarity(connection, pairs(question.folded) or question.folded)):
        values[f"weight{number}"] = rarity
        for place, factor in _PLACES.items():
            values[f"{place}{number}"] = in_column(place, quoted(term))
            selects.append(_select(f"{place}{number}", f"{factor} * :weight{number}"))
        if rarity >= _rarity_of(_COMMON):
            values[f"any{number}"] = quoted(term)
            selects.append(_select(f"any{number}", f":weight{number}"))
    return " UNION ALL ".join(selects), values


def _words(connection: sqlite3.Connection, question: Question) -> tuple[str, dict[str, str | float]]:
    """Return the query for the articles that have each word, with the word's weight, and its values."""
    each = question.each_word()
    values: dict[str, str | float] = {"least": max(1, round(len(each) * _SHARE))}
    for number, (term, rarity) in enumerate(_rarity(connection, each)):
        values |= {f"word{number}": quoted(term), f"rarity{number}": rarity}
    return " UNION ALL ".join(_select(f"word{number}", f":rarity{number}") for number in range(len(each))), values


def _select(match: str, weight: str) -> str:
    return f"SELECT rowid AS id, {weight} AS weight FROM texts WHERE texts MATCH :{match}"


def _rarity(connection: sqlite3.Connection, terms: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield each of the terms that is in the index with its rarity."""
    total = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    for term in dict.fromkeys(terms):
        row = connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (term,)).fetchone()
        yield term, _rarity_of(row[0] / total) if row and total else 0.0


def _rarity_of(share: float) -> float:
    return 0.5 - math.log(min(share, 1.0))


def _hit(summary: Summary, body: str, question: Question) -> Hit:
    text = body if body.startswith(summary.lead) else f"{summary.lead} {body}"
    return Hit(summary, snippet(text.strip(), question))
