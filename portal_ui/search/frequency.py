"""In how many articles a term is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal_ui.search.letters import is_word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

# FTS5 looks into all its segments for a term and counts its articles one by one, so of words, of which a misspelt one
# has hundreds asked for, and of what is often there they are counted beforehand. All pairs would be too many for that.
_COUNTED = "SELECT term, articles FROM json_each(?) CROSS JOIN counts ON term = value"
_OTHERS = "SELECT term, doc FROM json_each(?) CROSS JOIN vocabulary ON term = value"


def frequencies(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many articles each of these terms is (see `letters`), if in any."""
    each = list(dict.fromkeys(terms))
    found: dict[str, int] = dict(connection.execute(_COUNTED, (json.dumps(each),)).fetchall())
    others = [term for term in each if not is_word(term) and term not in found]
    return found | dict(connection.execute(_OTHERS, (json.dumps(others),)).fetchall()) if others else found
