"""The part of a text that shows best why it was found, its words marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

from portal_ui.search.letters import WORD, fold, folded, marked

if TYPE_CHECKING:
    from portal_ui.search.question import Question

LENGTH = 220
"""Characters, some three lines of a listing."""

MOST_HITS = 400
_LEADING = 60

Span = tuple[int, int]

Hit = tuple[int, int, str]
"""Where a word of the question stands, and its folded form."""

_ENDS = re.compile(r"[.!?…:;]\s")


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `hit` tells whether it is what was searched for."""

    text: str
    hit: bool = False


def snippet(text: str, question: Question) -> tuple[Piece, ...]:
    """Return the part of an NFC text with the most of the question, cut between words; its beginning if it has none."""
    hits = _hits(text, question)
    start = _start(text, _best(hits))
    end = _end(text, start)
    pieces = [Piece("… ")] if start else []
    at = start
    for first, last in _joined(text, [(first, last) for first, last, _word in hits if start <= first and last <= end]):
        pieces += [Piece(text[at:first]), Piece(text[first:last], hit=True)]
        at = last
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


def matched(text: str, question: Question) -> str:
    """Return the question's words as they stand together in the text, empty if they nowhere do."""
    row = r"[\W_]+".join(map(_form, question.folded))
    found = re.search(rf"(?<![^\W_]){row}(?![^\W_])", fold(text))
    return " ".join(text[found.start() : found.end()].split()) if found else ""


def _hits(text: str, question: Question) -> list[Hit]:
    """Return where the question's words stand, of all those that a reader would not take for a hit left out."""
    asked = set(question.folded)
    hits: list[Hit] = []
    for found in islice(_any_word(question.folded).finditer(fold(text)), MOST_HITS):
        word = found[0]
        hits.append((*found.span(), word if word in asked else folded(word)))
    return _together(text, _as_typed(text, hits, question), question)


@lru_cache(maxsize=64)
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_form, dict.fromkeys(words)))})(?![^\W_])")


def _form(word: str) -> str:
    """Return the expression for a folded word."""
    return f"0*{word}" if word.isdecimal() else re.escape(word)


def _as_typed(text: str, hits: list[Hit], question: Question) -> list[Hit]:
    """Return the hits with the very marks that were typed; all, if there are none."""
    typed, free = question.typed, question.free
    exact = [hit for hit in hits if hit[2] in free or marked(text[hit[0] : hit[1]]) in typed] if typed else hits
    return exact or hits


def _together(text: str, hits: list[Hit], question: Question) -> list[Hit]:
    """Return the hits beside each other as in the question, and of words that nowhere stand so, all.

    A syllable by itself is mostly part of another word.
    """
    wanted = set(pairwise(question.folded))
    beside: set[int] = set()
    covered: set[str] = set()
    for place, ((_, before, first), (after, _, second)) in enumerate(pairwise(hits)):
        if (first, second) in wanted and text[before:after].isspace():
            beside |= {place, place + 1}
            covered |= {first, second}
    return [hit for place, hit in enumerate(hits) if hit[2] not in covered or place in beside]


def _best(hits: list[Hit]) -> int:
    """Return where the stretch begins that has the most different words, the closest together of several."""
    # How many of the hits up to each stand right after the one before.
    close = list(accumulate((after[0] - before[1] == 1 for before, after in pairwise(hits)), initial=0))
    best, at = (0, 0), 0
    words, end = dict[str, int](), 0
    for index, (first, _last, word) in enumerate(hits):
        while end < len(hits) and (end == index or hits[end][1] <= first + LENGTH - _LEADING):
            words[hits[end][2]] = words.get(hits[end][2], 0) + 1
            end += 1
        stretch = len(words), close[end - 1] - close[index]
        if stretch > best:
            best, at = stretch, first
        words[word] -= 1
        if not words[word]:
            del words[word]
    return at


def _start(text: str, hit: int) -> int:
    """Return where to begin so that the hit is seen: at a sentence near before it, else between words."""
    if hit <= _LEADING:
        return 0
    window = text[hit - _LEADING : hit]
    sentences = list(_ENDS.finditer(window))
    if sentences:
        return hit - _LEADING + sentences[-1].end()
    space = window.find(" ")
    return hit if space < 0 else hit - _LEADING + space + 1


def _end(text: str, start: int) -> int:
    end = start + LENGTH
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start, end)
    if space > start:
        return space
    word = WORD.search(text, end)
    return word.start() if word else len(text)


def _joined(text: str, hits: list[Span]) -> list[Span]:
    """Join hits that have but a space between them: syllables of one word."""
    joined: list[Span] = []
    for first, last in hits:
        if joined and text[joined[-1][1] : first] == " ":
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
