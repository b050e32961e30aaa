"""Finding: from a question to the articles that answer it, the best first."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from portal_ui.search.file import LAST_NUMBER, SUMMARY, first_number
from portal_ui.search.frequency import frequencies
from portal_ui.search.letters import EVERY, pairs, placed, section_term
from portal_ui.search.listings import number
from portal_ui.search.question import any_of, quoted
from portal_ui.search.snippet import Piece, snippet

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from portal_ui.content.model import Summary
    from portal_ui.search.question import Question

_PLACES = {"title": 8.0, "lead": 3.0}
"""How much more two words beside each other count in title and lead (with tags and authors) than in the body."""

_ALL_IN_TITLE = 6.0
"""Points for having every word in the title, however common they are."""

_COMMON = 0.5
"""Of all articles: that a pair or a word stands somewhere in the body of more of them says nothing."""

_MANY = 1000
"""Articles: of fewer it costs little to ask which of them have a pair in title or lead, however common it is there."""

_MOST_TELLING = 6
"""Pairs that give points, and words that may be searched for without the others: the rarest of a long question."""

_SHARE = 0.5
"""Of the words an article must have, where none has them all."""

_IN_TIME = "rowid BETWEEN :first AND :last"


@dataclass(frozen=True)
class Within:
    """Where to look: in one of these sections (in all, if empty), published from `since` until before `until`.

    Times are in whole seconds since the epoch.
    """

    sections: tuple[str, ...] = ()
    since: float | None = None
    until: float | None = None


@dataclass(frozen=True)
class Cut:
    """Which of all the hits are wanted: `limit` of them, after the first `offset`."""

    offset: int
    limit: int


@dataclass(frozen=True)
class Points:
    """What articles get that are among those of an FTS5 expression: points, and so many words of the question."""

    points: float
    expression: str
    words: int = 0


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
    cut = Cut(offset, limit)
    total = count(connection, question, within)
    if total:
        numbers = _with_all_words(connection, question, within, total, cut) if offset < total else []
        return Found(_hits(connection, question, numbers), total)
    if len(question.each_word()) > 1:
        numbers, total = _with_some_words(connection, question, within, cut)
        return Found(_hits(connection, question, numbers), total, partly=total > 0)
    return Found()


def count(connection: sqlite3.Connection, question: Question, within: Within) -> int:
    """Return how many articles have every word."""
    return _count(connection, question.all_words(), within)


def _count(connection: sqlite3.Connection, expression: str, within: Within) -> int:
    sql = f"SELECT count(*) FROM texts WHERE texts MATCH :expression AND {_IN_TIME}"
    return connection.execute(sql, {"expression": _in_sections(expression, within), **_time(within)}).fetchone()[0]


def _in_sections(expression: str, within: Within) -> str:
    """Return the expression for the same in the sections alone."""
    return f"({expression}) AND ({any_of(map(section_term, within.sections))})" if within.sections else expression


def _time(within: Within) -> dict[str, int]:
    """Return the values of `_IN_TIME`."""
    return {
        "first": 0 if within.until is None else first_number(within.until - 1),
        "last": LAST_NUMBER if within.since is None else first_number(within.since - 1) - 1,
    }


def _with_all_words(
    connection: sqlite3.Connection, question: Question, within: Within, total: int, cut: Cut
) -> list[int]:
    """Return the numbers of a page of the `total` articles that have every word, the best first."""
    points = _points(connection, question)
    in_title = question.all_in_title()
    # What all of them have in the title says nothing.
    if 0 < _count(connection, in_title, within) < total:
        points.append(Points(_ALL_IN_TITLE, in_title))
    some = _any(points)
    parts: list[tuple[str, list[Points]]] = []
    for rank in question.ranks():
        # Those without points need no summing up, and mostly are the most.
        parts += [(f"({rank}) AND ({some})", points), (f"({rank}) NOT ({some})", [])] if points else [(rank, [])]
    page: list[int] = []
    before, left = cut.offset, total
    for part, of_part in parts:
        rest = Cut(before, cut.limit - len(page))
        if not of_part:
            found = _newest(connection, part, within, rest)
        elif _newest(connection, part, within, Cut(0, 1)):
            found, _total = _best(connection, [Points(0.0, part, words=1), *of_part], 1, within, rest)
        else:
            continue
        page += found
        if len(page) == cut.limit:
            break
        size = before + len(found) if found else _count(connection, part, within)
        before, left = max(0, before - size), left - size
        if not left:
            break
    return page


def _with_some_words(
    connection: sqlite3.Connection, question: Question, within: Within, cut: Cut
) -> tuple[list[int], int]:
    """Return the numbers of a page of the articles that have at least half of the words, and how many there are."""
    each = _telling(connection, question.each_word())
    common = [(word, rarity) for word, rarity in each if 0 < rarity < _rarity_of(_COMMON)]
    words = [Points(rarity, quoted(word), words=1) for word, rarity in each if rarity >= _rarity_of(_COMMON)]
    # Taken to be in all, and taken from those that lack the word: they are fewer.
    words += [Points(-rarity, f"{quoted(EVERY)} NOT {quoted(word)}", words=-1) for word, rarity in common]
    least = max(1, round(len(each) * _SHARE)) - len(common)
    points = [*words, *_points(connection, question)]
    rest = quoted(EVERY) if least <= 0 else ""
    return _best(connection, points, least, within, cut, rest=rest) if words else ([], 0)


def _newest(connection: sqlite3.Connection, expression: str, within: Within, cut: Cut) -> list[int]:
    """Return the numbers of a page of the articles of an expression, the newest first."""
    sql = f"SELECT rowid FROM texts WHERE texts MATCH :of AND {_IN_TIME} ORDER BY rowid LIMIT :limit OFFSET :offset"
    values = {"of": _in_sections(expression, within), **_time(within), **asdict(cut)}
    return [number for (number,) in connection.execute(sql, values)]


def _best(
    connection: sqlite3.Connection, points: list[Points], least: int, within: Within, cut: Cut, *, rest: str = ""
) -> tuple[list[int], int]:
    """Return the numbers of a page of the articles that have at least so many of the words, and how many have them.

    Those with the most points come first, of alike ones the newest. `rest` are articles without any points that have
    words enough all the same.
    """
    parts, values = list[str](), dict[str, str | int]()
    for place, of in enumerate(points):
        # Whole numbers, for sums of fractions that are the same may differ in their last digits.
        values |= {f"points{place}": round(of.points * 1e6), f"of{place}": _in_sections(of.expression, within)}
        parts.append(
            f"SELECT rowid AS number, {of.words} AS words, :points{place} AS points"
            f" FROM texts WHERE texts MATCH :of{place} AND {_IN_TIME}"
        )
    # To sum up is faster than to ask of each article whether it is in each set.
    sums = f"""
        SELECT number, sum(words) AS words, sum(points) AS points FROM ({" UNION ALL ".join(parts)}) GROUP BY number
    """
    hits = "SELECT number, points FROM sums WHERE words >= :least"
    if rest:
        # Most of them may be there: no more are fetched than a page can show.
        hits += f"""
            UNION ALL SELECT * FROM (
                SELECT rowid, 0 FROM texts WHERE texts MATCH :rest AND {_IN_TIME} ORDER BY rowid LIMIT :limit + :offset
            )
        """
        values["rest"] = _in_sections(f"{rest} NOT ({_any(points)})", within)
    sql = f"""
        WITH sums AS MATERIALIZED ({sums})
        SELECT number, (SELECT count(*) FROM sums), (SELECT count(*) FROM sums WHERE words >= :least) FROM ({hits})
        ORDER BY points DESC, number LIMIT :limit OFFSET :offset
    """
    found = connection.execute(sql, {**values, **_time(within), **asdict(cut), "least": least}).fetchall()
    if not found:
        return [], 0
    summed, total = found[0][1:]
    if rest:
        total += _count(connection, rest, within) - summed
    return [number for number, *_totals in found], total


def _any(points: Iterable[Points]) -> str:
    """Return the expression for the articles that get any of these points."""
    return " OR ".join(f"({of.expression})" for of in points)


def _points(connection: sqlite3.Connection, question: Question) -> list[Points]:
    """Return the points that articles get by the pairs of words (by the word, if it is but one)."""
    telling = _telling(connection, pairs(question.folded) or question.folded)
    articles = frequencies(connection, (placed(place, term) for term, _rarity in telling for place in _PLACES))
    many = max(_MANY, number(connection) * _COMMON)
    points: list[Points] = []
    for term, rarity in telling:
        for place, factor in _PLACES.items():
            if 0 < articles.get(placed(place, term), 0) <= many:
                points.append(Points(factor * rarity, quoted(placed(place, term))))
        if rarity >= _rarity_of(_COMMON):
            points.append(Points(rarity, quoted(term)))
    return points


def _telling(connection: sqlite3.Connection, terms: Iterable[str]) -> list[tuple[str, float]]:
    """Return the terms that tell the most, with their rarity: 0 if no article has them, else more than that."""
    each = tuple(dict.fromkeys(terms))
    articles, total = frequencies(connection, each), number(connection)
    rarities = [(term, _rarity_of(articles[term] / total) if term in articles else 0.0) for term in each]
    return sorted(rarities, key=itemgetter(1), reverse=True)[:_MOST_TELLING]


def _rarity_of(share: float) -> float:
    return 0.5 - math.log(min(share, 1.0))


def _hits(connection: sqlite3.Connection, question: Question, numbers: list[int]) -> tuple[Hit, ...]:
    """Return the hits with these numbers."""
    sql = "SELECT summary, body FROM articles WHERE id = ?"
    rows = [connection.execute(sql, (number,)).fetchone() for number in numbers]
    return tuple(_hit(SUMMARY.validate_json(summary), body, question) for summary, body in rows)


def _hit(summary: Summary, body: str, question: Question) -> Hit:
    text = body if body.startswith(summary.lead) else f"{summary.lead} {body}"
    return Hit(summary, snippet(text.strip(), question))
