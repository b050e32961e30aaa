"""What a reader may have meant: words that the articles have, one slip of the fingers away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.search.find import Within, count, find
from portal_ui.search.frequency import frequencies
from portal_ui.search.letters import fold
from portal_ui.search.question import Question, asked
from portal_ui.search.snippet import matched

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from portal_ui.search.find import Hit

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 24
_CANDIDATES = 6
_MOST_SLIPS = 4
"""Unknown words of a question that may be slips: more are another language, or none."""

# Telex and VNI, the two ways of typing Vietnamese, when the program for it is switched off: "giaos ducj", "gia1o".
_DOUBLED = re.compile(r"([aeod])\1")
_TELEX = re.compile(r"(?<=[aeiouy])w|[sfrxj](?=[^aeiouy]*$)")


def spelling(connection: sqlite3.Connection, question: Question, *places: Within) -> str:
    """Return the question with its unknown words put right, as the articles write it; empty if that finds nothing.

    It is looked for in the first of `places` that has it.

    A word is right if it is one letter from a known one (left out, added, changed, or two in the wrong order: Damerau,
    1964), typed in Telex or VNI without the program for it, or two known ones typed as one.
    """
    known_words = frequencies(connection, question.folded)
    unknown = {word for word in question.folded if word not in known_words}
    if not 0 < len(unknown) <= _MOST_SLIPS:
        return ""
    known = {word: _known(connection, word)[:_CANDIDATES] for word in unknown}
    choices = [known.get(word, [typed]) for typed, word in zip(question.words, question.folded, strict=True)]
    if not all(choices):
        return ""
    return next((meant for place in dict.fromkeys(places) if (meant := _meant(connection, choices, place))), "")


def _meant(connection: sqlite3.Connection, choices: list[list[str]], within: Within) -> str:
    """Return the combination of these choices that the most articles have, as one of them writes it."""
    best, most = "", 0
    for text in _combinations(choices):
        # Only what stands together can be shown as it is written, and is asked for in a moment.
        meant = asked(f'"{text}"')
        total = count(connection, meant, within) if meant else 0
        if meant and total > most:
            written = _as_written(meant, find(connection, meant, within, 0, 1).hits[0])
            best, most = (written, total) if written else (best, most)
    return best


def _as_written(meant: Question, hit: Hit) -> str:
    """Return the question's words as an article writes them, with their marks; empty if they stand together nowhere."""
    snippet = "".join(piece.text for piece in hit.snippet)
    places = (hit.summary.title, hit.summary.lead, snippet)
    return next((written.lower() for place in places if (written := matched(place, meant))), "")


def _combinations(choices: list[list[str]]) -> Iterator[str]:
    """Yield texts with one choice for each word: the likeliest of all, then each with one of the others."""
    first = [of_word[0] for of_word in choices]
    yield " ".join(first)
    for place, of_word in enumerate(choices):
        for other in of_word[1:]:
            yield " ".join([*first[:place], other, *first[place + 1 :]])


def _known(connection: sqlite3.Connection, word: str) -> list[str]:
    """Return known words that may be meant by an unknown one, the most frequent first."""
    if len(word) > _LONGEST:
        return []
    found = frequencies(connection, {*_one_off(word), *_typed(word)})
    cuts = [(word[:cut], word[cut:]) for cut in range(1, len(word))]
    parts = frequencies(connection, {part for cut in cuts for part in cut})
    found |= {
        f"{first} {last}": min(parts[first], parts[last]) for first, last in cuts if {first, last} <= parts.keys()
    }
    return sorted(found, key=lambda near: (-found[near], near))


def _one_off(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in _LETTERS:
            yield fold(before + letter + after)
            if after:
                yield fold(before + letter + after[1:])
        if after:
            yield fold(before + after[1:])
        if len(after) > 1:
            yield fold(before + after[1] + after[0] + after[2:])


def _typed(word: str) -> Iterator[str]:
    letters = re.sub(r"[0-9]", "", word)
    yield fold(letters)
    yield fold(_TELEX.sub("", _DOUBLED.sub(r"\1", letters)))
