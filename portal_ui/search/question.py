"""What a reader asked, and how it is put to FTS5. Nothing that was typed is syntax there: words are found in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from portal_ui.search.letters import fold, folded, has_marks, marked, marked_term, pairs, placed, words

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_WORDS = 24

_QUOTED = re.compile(r'["“”„«]([^"“”„«»]+)["“”»]')

# Of a question in a sentence: an article that answers it need not have them. Alone and without marks they may be
# other words ("cho" is also a market), so then only those that stand together count.
_ASKING = re.compile(
    r"(?<!\S)(?:lam (?:the nao|sao) de|(?:lam |nhu )?the nao|o dau|khi nao|bao (?:nhieu|gio)|(?:la|lam) gi"
    r"|(?:tai|vi) sao)(?!\S)"
)
_FILLERS = frozenset(map(marked, ("các", "những", "của", "để", "là", "ở", "và", "với", "về", "thì", "mà", "nào", "gì")))


@dataclass(frozen=True)
class Question:
    """The words of a search as they were typed, in NFC; `phrases` are those between quotation marks, kept together.

    Its methods return FTS5 expressions over the terms of `letters`.
    """

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words' folded forms."""
        return tuple(map(folded, self.words))

    @cached_property
    def typed(self) -> frozenset[str]:
        """The marked forms of the words that were typed with marks."""
        return frozenset(marked(word) for word in self.words if has_marks(word))

    @cached_property
    def free(self) -> frozenset[str]:
        """The folded forms of the words that were typed without, which may have any."""
        return frozenset(plain for word, plain in zip(self.words, self.folded, strict=True) if not has_marks(word))

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The words that an article must have, as typed: all but those that only make a sentence of the others."""
        asking = " ".join(map(fold, self.words))
        places = {place for found in _ASKING.finditer(asking) for place in _places(asking, *found.span())}
        kept = tuple(
            word
            for place, word in enumerate(self.words)
            if place not in places and not (has_marks(word) and marked(word) in _FILLERS)
        )
        return kept or self.words

    @property
    def has_marks(self) -> bool:
        """Whether any word was typed with its marks, so that an exact match can be told from another."""
        return bool(self.typed)

    def all_words(self) -> str:
        """Return the expression for every word and phrase, in any form."""
        # Who has a phrase has its words, and to ask for them, too, takes longer.
        kept = {folded(word) for phrase in self.phrases for word in phrase}
        return every([*(word for word in self.each_word() if word not in kept), *self._kept()])

    def all_in_title(self) -> str:
        """Return the expression for every word in the title, in any form, and every phrase."""
        return every([*(placed("title", word) for word in self.each_word()), *self._kept()])

    def ranks(self) -> tuple[str, ...]:
        """Return expressions that part the articles with every word and phrase, the best first.

        First those with the words as they were typed in the title, then those that have them so anywhere, then all
        others. A word that was typed without marks may have any.
        """
        if not self.has_marks:
            return (self.all_words(),)
        typed = [marked_term(word) if has_marks(word) else folded(word) for word in self.needed]
        exact = every([*typed, *self._kept()])
        exact_title = every([*(placed("title", word) for word in typed), *self._kept()])
        return exact_title, f"({exact}) NOT ({exact_title})", f"({self.all_words()}) NOT ({exact})"

    def each_word(self) -> tuple[str, ...]:
        """Return the folded words that an article must have, each once."""
        return tuple(dict.fromkeys(map(folded, self.needed)))

    def _kept(self) -> list[str]:
        return [pair for phrase in self.phrases for pair in pairs([*map(folded, phrase)])]


def asked(text: str) -> Question | None:
    """Return the question in a text, whatever it is; `None` if there is no word in it."""
    text = unicodedata.normalize("NFC", text)
    found = tuple(words(text)[:MOST_WORDS])
    phrases = tuple(tuple(phrase) for quoted in _QUOTED.findall(text) if len(phrase := words(quoted)[:MOST_WORDS]) > 1)
    return Question(found, phrases) if found else None


def _places(words: str, start: int, end: int) -> range:
    """Return which of the words, with a space between each, stand from `start` to `end`."""
    return range(words.count(" ", 0, start), words.count(" ", 0, end) + 1)


def every(terms: Iterable[str]) -> str:
    """Return the expression for all of the terms."""
    return " AND ".join(map(quoted, dict.fromkeys(terms)))


def any_of(terms: Iterable[str]) -> str:
    """Return the expression for one of the terms at least."""
    return " OR ".join(map(quoted, terms))


def quoted(term: str) -> str:
    """Return the expression for a term."""
    # Only letters, digits and `_` are in terms, so that nothing has to be escaped.
    return f'"{term}"'
