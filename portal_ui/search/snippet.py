"""The part of a text that shows best why it was found, its words marked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from portal_ui.search.letters import WORD, fold, has_marks, marked

if TYPE_CHECKING:
    from portal_ui.search.question import Question

LENGTH = 220
"""Characters, some three lines of a listing."""

MOST_HITS = 400
_LEADING = 60

Span = tuple[int, int]

_ENDS = re.compile(r"[.!?…:;]\s")


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `hit` tells whether it is what was searched for."""

    text: str
    hit: bool = False


def snippet(text: str, question: Question) -> tuple[Piece, ...]:
    """Return the part of an NFC text with the most of the question, cut between words; its beginning if it has none."""
    folded = fold(text)
    hits = _hits(text, folded, question)
    start = _start(text, _best(folded, hits))
    end = _end(text, start)
    pieces = [Piece("… ")] if start else []
    at = start
    for first, last in _joined(text, [hit for hit in hits if start <= hit[0] and hit[1] <= end]):
        pieces += [Piece(text[at:first]), Piece(text[first:last], hit=True)]
        at = last
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


def matched(text: str, question: Question) -> str:
    """Return the question's words as they stand together in the text, empty if they nowhere do."""
    row = r"[\W_]+".join(map(re.escape, question.folded))
    found = re.search(rf"(?<![^\W_]){row}(?![^\W_])", fold(text))
    return " ".join(text[found.start() : found.end()].split()) if found else ""


def _hits(text: str, folded: str, question: Question) -> list[Span]:
    """Return where the question's words stand, of all those that a reader would not take for a hit left out."""
    any_word = "|".join(sorted(map(re.escape, set(question.folded)), key=len, reverse=True))
    found = [hit.span() for hit in islice(re.finditer(rf"(?<![^\W_])(?:{any_word})(?![^\W_])", folded), MOST_HITS)]
    return _together(text, folded, _as_typed(text, folded, found, question), question)


def _as_typed(text: str, folded: str, hits: list[Span], question: Question) -> list[Span]:
    """Return the hits with the very marks that were typed; all, if there are none."""
    typed = {marked(word) for word in question.words if has_marks(word)}
    free = {plain for word, plain in zip(question.words, question.folded, strict=True) if not has_marks(word)}
    exact = [(first, last) for first, last in hits if folded[first:last] in free or marked(text[first:last]) in typed]
    return exact or hits


def _together(text: str, folded: str, hits: list[Span], question: Question) -> list[Span]:
    """Return the hits beside each other as in the question, and of words that nowhere stand so, all.

    A syllable by itself is mostly part of another word.
    """
    wanted = set(pairwise(question.folded))
    beside: set[Span] = set()
    for before, after in pairwise(hits):
        words = folded[slice(*before)], folded[slice(*after)]
        if words in wanted and text[before[1] : after[0]].isspace():
            beside |= {before, after}
    covered = {folded[slice(*hit)] for hit in beside}
    return [hit for hit in hits if hit in beside or folded[slice(*hit)] not in covered]


def _best(folded: str, hits: list[Span]) -> int:
    """Return where the stretch begins that has the most different words, the closest together of several."""

    def beside(after: int) -> bool:
        return hits[after][0] - hits[after - 1][1] == 1

    best, at = (0, 0), 0
    words, close, end = Counter[str](), 0, 0
    for index, (first, last) in enumerate(hits):
        while end < len(hits) and (end == index or hits[end][1] <= first + LENGTH - _LEADING):
            words[folded[slice(*hits[end])]] += 1
            close += end > index and beside(end)
            end += 1
        if (len(words), close) > best:
            best, at = (len(words), close), first
        word = folded[first:last]
        words[word] -= 1
        if not words[word]:
            del words[word]
        close -= end > index + 1 and beside(index + 1)
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
