"""Vietnamese letters for searching: what is alike to a reader without Vietnamese keys, and what is alike to one with.

Two forms of a word. The *folded* one has no case, no marks and `d` for `đ`, as people type in a hurry. The *marked*
one keeps every mark, but is the same for both ways of placing a tone (`hoà`, `hòa`). Both take `kỹ` for `kĩ`: both
spellings of an open syllable in i are in use.

A text is indexed by three kinds of terms, each once: its folded words, its folded *pairs* of words (`giao_duc`, for a
Vietnamese word mostly has two syllables), and its words that have marks as marked terms (`_giao1`). Those of a title
are terms of their own besides (`title__giao_duc`), as those of a lead are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERY = "every__article"
"""The term that every article has."""

WORD = re.compile(r"[^\W_]+")
"""A word, or rather a syllable: Vietnamese puts spaces between syllables."""

_CONSONANTS = "bcdđghklmnpqrstvx"
# Begins with its one letter, for which a whole text is searched ten times as fast as for what may stand before it.
_FINAL_Y = re.compile(
    rf"y(?![^\W_])(?:(?<=(?<![^\W_])[{_CONSONANTS}]y)|(?<=(?<![^\W_])[{_CONSONANTS}]{{2}}y)|(?<=(?<![^\W_])quy))"
)

# As digits, for combining marks within a word are not safe from every tokenizer; the digits are those of VNI typing.
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


class _Plain(dict[int, int]):
    """The plain letter of each letter, found when it is first asked for."""

    def __missing__(self, code: int) -> int:
        letter = chr(code).lower()
        base = {"đ": "d", "ı": "i"}.get(letter) or unicodedata.normalize("NFKD", letter)
        rest = base[1:]
        # Length is kept, so that places in folded text are places in the text.
        plain = ord(base[0]) if all(map(unicodedata.combining, rest)) else ord(letter[0])
        self[code] = plain
        return plain


_PLAIN = _Plain()


def fold(text: str) -> str:
    """Return NFC text without case and marks. It is as long as `text`: what is found in it stands there in `text`."""
    return _FINAL_Y.sub("i", text.translate(_PLAIN))


def folded(word: str) -> str:
    """Return the folded form of a word in NFC; a number is the same with zeros before it."""
    plain = fold(word)
    return plain.lstrip("0") or "0" if plain.isdecimal() else plain


@lru_cache(maxsize=100_000)
def marked(word: str) -> str:
    """Return the marked form of a word in NFC: its tone stands at the end, wherever it was put."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = "".join(_TONES[letter] for letter in letters if letter in _TONES)
    rest = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return _FINAL_Y.sub("i", rest) + tones


def words(text: str) -> list[str]:
    """Return the words of NFC text as they are written."""
    return WORD.findall(text)


def has_marks(word: str) -> bool:
    """Return whether a word says more than its folded form: it has a mark, or is written with `đ`."""
    return any(plain != ord(letter.lower()[0]) for letter in word if (plain := _PLAIN[ord(letter)]))


def marked_term(word: str) -> str:
    """Return the term of a word that has marks; no folded word or pair is like it."""
    return f"_{marked(word)}"


def pairs(folded: Sequence[str]) -> list[str]:
    """Return the terms of the pairs of neighbours among folded words."""
    return [f"{first}_{second}" for first, second in pairwise(folded)]


def placed(place: str, term: str) -> str:
    """Return the term that says that a term is in this place of an article; no other term is like it."""
    return f"{place}__{term}"


def section_term(slug: str) -> str:
    """Return the term of all articles of a section."""
    # A slug may have more than letters and digits in it.
    return placed("section", slug.encode().hex())


def is_word(term: str) -> bool:
    """Return whether a term is a folded word."""
    return "_" not in term


def terms(text: str) -> list[str]:
    """Return the terms of an NFC text, each once."""
    written = words(text)
    plain = [folded(word) for word in written]
    marks = (marked_term(word) for word in dict.fromkeys(written) if has_marks(word))
    return list(dict.fromkeys((*plain, *pairs(plain), *marks)))
