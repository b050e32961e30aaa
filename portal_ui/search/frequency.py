"""In how many articles a term is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal_ui.search.letters import is_word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

# FTS5 looks into all its segments for a term and counts its articles one by one, so words are counted beforehand: of a
# misspelt one hundreds are asked for. Pairs would be too many for that.
_OF_WORDS = "SELECT word, articles FROM json_each(?) CROSS JOIN words ON word = value"
_OF_OTHERS = "SELECT term, doc FROM json_each(?) CROSS JOIN vocabulary ON term = value"


def frequencies(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many articles each of these terms is (see `letters`), if in any."""
    words, others = list[str](), list[str]()
    for term in dict.fromkeys(terms):
        (words if is_word(term) else others).append(term)
    found = dict[str, int]()
    for sql, wanted in ((_OF_WORDS, words), (_OF_OTHERS, others)):
        if wanted:
            found |= connection.execute(sql, (json.dumps(wanted),))
    return found
