"""Articles that are about the same: with the same tags, and with the same words beside each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from portal_ui.search.file import SUMMARY
from portal_ui.search.letters import folded, pairs, placed, words
from portal_ui.search.question import any_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from portal_ui.content.model import Summary

_CANDIDATES = 60
_MOST_PAIRS = 40
_COMMON_TAG = 0.3
_COMMON_PAIR = 0.05
"""Of all articles: a tag or a pair of words that more of them have says nothing."""

_FEW = 3
"""Articles that may share a tag or a pair however few there are in all."""

_LEAST = 2.0
"""Weight below which two articles are not related: that of one thing shared by an eighth of all."""


def related(connection: sqlite3.Connection, slug: str, most: int) -> tuple[Summary, ...]:
    """Return the articles in the same language that are nearest to one, the nearest first, of alike ones the newest.

    Weights are those of information retrieval: the rarer a shared tag or pair of words (of title, lead and tags), the
    more it tells (log of the inverse share of articles that have it). Pairs, because a Vietnamese word mostly has two
    syllables, and one alone says little.
    """
    row = connection.execute("SELECT id, title, lead, lang FROM articles WHERE slug = ?", (slug,)).fetchone()
    if row is None:
        return ()
    article, title, lead, lang = row
    total = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    weights: dict[int, float] = {}
    own = list(dict.fromkeys(pair for text in (title, lead) for pair in pairs([*map(folded, words(text))])))
    few_tags, few_pairs = max(_FEW, int(total * _COMMON_TAG)), max(_FEW, int(total * _COMMON_PAIR))
    for others in (*_with_tags(connection, article, few_tags), *_with_pairs(connection, own[:_MOST_PAIRS], few_pairs)):
        for other in others:
            weights[other] = weights.get(other, 0.0) + math.log(total / len(others))
    weights.pop(article, None)
    best = sorted(weights, key=lambda other: (-weights[other], other))[:_CANDIDATES]
    sql = f"SELECT id, summary FROM articles WHERE lang = ? AND id IN ({', '.join('?' * len(best))})"
    found: dict[int, str] = dict(connection.execute(sql, (lang, *best)).fetchall())
    near = [number for number in best if number in found and weights[number] >= _LEAST]
    return tuple(SUMMARY.validate_json(found[number]) for number in near[:most])


def _with_tags(connection: sqlite3.Connection, article: int, most: int) -> Iterator[list[int]]:
    """Yield, for each tag of the article that not too many have, the articles that have it."""
    for tag in connection.execute("SELECT slug FROM tags WHERE article = ?", (article,)).fetchall():
        rows = connection.execute("SELECT article FROM tags WHERE slug = ? LIMIT ?", (*tag, most + 1))
        yield from _few(rows, most)


def _with_pairs(connection: sqlite3.Connection, own: Iterable[str], most: int) -> Iterator[list[int]]:
    """Yield, for each pair of words that not too many have, the articles that have it in title, lead or tags."""
    for pair in own:
        rows = connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?",
            (any_of(placed(place, pair) for place in ("title", "lead")), most + 1),
        )
        yield from _few(rows, most)


def _few(rows: Iterable[tuple[int]], most: int) -> Iterator[list[int]]:
    numbers = [number for (number,) in rows]
    if len(numbers) <= most:
        yield numbers
