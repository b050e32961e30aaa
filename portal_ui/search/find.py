"""Finding: from a question to the articles that answer it, the best first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import itemgetter
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

_MANY = 1000
"""Articles: of fewer it costs little to ask which of them have a pair in title or lead, however common it is there."""

_MOST_TELLING = 6
"""Pairs that give points, and words that may be searched for without the others: the rarest of a long question."""

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
    """Return a page of the articles that have every word; if there are none, of those that have at least half of them
    (of the rarest, if they are many).

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


# An article's row is long, and its index by id short: ten thousand rows are looked up there in a sixth of the time.
_ARTICLES = "articles AS a INDEXED BY by_id"


def _all_words(question: Question, points: str, where: str) -> str:
    exact = f"2 * {_among('exact')} + {_among('exact_title')}" if question.has_marks else "0"
    return f"""
        WITH hits AS MATERIALIZED (
            SELECT a.id, a.published FROM texts JOIN {_ARTICLES} ON a.id = texts.rowid
            WHERE texts MATCH :all AND {where}
        ), page AS MATERIALIZED (
            SELECT id, published, {exact} AS exact, {_ALL_IN_TITLE} * {_among("title")} + {points} AS score FROM hits
            ORDER BY exact DESC, score DESC, published DESC, id LIMIT :limit OFFSET :offset
        )
        SELECT a.summary, a.body, (SELECT count(*) FROM hits) FROM page JOIN articles AS a USING (id)
        ORDER BY exact DESC, score DESC, page.published DESC, id
    """


def _some_words(points: str, words: str, where: str) -> str:
    return f"""
        WITH some AS MATERIALIZED (SELECT id, count(*) AS words, sum(weight) AS sum FROM ({words}) GROUP BY id),
        hits AS MATERIALIZED (
            SELECT a.id, a.published, some.sum FROM some JOIN {_ARTICLES} ON a.id = some.id
            WHERE some.words >= :least AND {where}
        ), page AS MATERIALIZED (
            SELECT id, published, sum + {points} AS score FROM hits
            ORDER BY score DESC, published DESC, id LIMIT :limit OFFSET :offset
        )
        SELECT a.summary, a.body, (SELECT count(*) FROM hits) FROM page JOIN articles AS a USING (id)
        ORDER BY score DESC, page.published DESC, id
    """


def _among(name: str) -> str:
    """Return the SQL for whether a hit is among those of the expression that is given under this name."""
    return f"(id IN (SELECT rowid FROM texts WHERE texts MATCH :{name}))"


def _ranks(question: Question) -> dict[str, str]:
    return {
        "all": question.all_words(),
        "exact": question.exact(),
        "exact_title": in_column("title", question.exact()),
        "title": in_column("title", question.all_words()),
    }


def _points(connection: sqlite3.Connection, question: Question) -> tuple[str, dict[str, str | float]]:
    """Return the SQL for a hit's points by the pairs of words (by the word, if it is but one), and its values."""
    telling = _telling(connection, pairs(question.folded) or question.folded)
    many = max(_MANY, _count(connection) * _COMMON)
    points, values = ["0.0"], dict[str, str | float]()
    for number, (term, rarity) in enumerate(telling):
        values[f"weight{number}"] = rarity
        articles = dict(connection.execute("SELECT col, doc FROM vocabulary_of_columns WHERE term = ?", (term,)))
        for place, factor in _PLACES.items():
            if 0 < articles.get(place, 0) <= many:
                values[f"{place}{number}"] = in_column(place, quoted(term))
                points.append(f"{factor} * :weight{number} * {_among(f'{place}{number}')}")
        if rarity >= _rarity_of(_COMMON):
            values[f"any{number}"] = quoted(term)
            points.append(f":weight{number} * {_among(f'any{number}')}")
    return " + ".join(points), values


def _words(connection: sqlite3.Connection, question: Question) -> tuple[str, dict[str, str | float]]:
    """Return the query for the articles that have each word, with the word's weight, and its values."""
    each = _telling(connection, question.each_word())
    values: dict[str, str | float] = {"least": max(1, round(len(each) * _SHARE))}
    for number, (term, rarity) in enumerate(each):
        values |= {f"word{number}": quoted(term), f"rarity{number}": rarity}
    select = "SELECT rowid AS id, :rarity{0} AS weight FROM texts WHERE texts MATCH :word{0}"
    return " UNION ALL ".join(select.format(number) for number in range(len(each))), values


def _count(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT count(*) FROM articles").fetchone()[0]


def _telling(connection: sqlite3.Connection, terms: Iterable[str]) -> list[tuple[str, float]]:
    """Return the terms that tell the most, with their rarity."""
    return sorted(_rarity(connection, terms), key=itemgetter(1), reverse=True)[:_MOST_TELLING]


def _rarity(connection: sqlite3.Connection, terms: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield each of the terms that is in the index with its rarity."""
    total = _count(connection)
    for term in dict.fromkeys(terms):
        row = connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (term,)).fetchone()
        yield term, _rarity_of(row[0] / total) if row and total else 0.0


def _rarity_of(share: float) -> float:
    return 0.5 - math.log(min(share, 1.0))


def _hit(summary: Summary, body: str, question: Question) -> Hit:
    text = body if body.startswith(summary.lead) else f"{summary.lead} {body}"
    return Hit(summary, snippet(text.strip(), question))
