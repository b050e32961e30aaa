"""The portal's glossary: what abbreviations stand for and unusual words mean (WCAG 2.2, 3.1.4 and 3.1.3).

The file is TOML, a table for each language of the explanations, with the words in a table `terms` of its own:

    [vi]
    UBND = "Uỷ ban nhân dân"
    "HĐND" = "Hội đồng nhân dân"

    [vi.terms]
    "trích lục" = "bản sao một phần của hồ sơ gốc"

    [en]
    WHO = "World Health Organization"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TERMS = "terms"
_LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)


class GlossaryError(Exception):
    """The glossary cannot be used. The message names the file, and the entry where it is one."""


@dataclass(frozen=True)
class Glossary:
    """Expansions by the language they are in (a BCP 47 tag) and by abbreviation, meanings by word, all in NFC."""

    entries: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    terms: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds every abbreviation as a word of its own, `None` where there is none to find."""
        shorts = sorted({short for table in self.entries.values() for short in table}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, shorts))})(?!\w)") if shorts else None

    def expand(self, short: str, lang: str) -> tuple[str, str] | None:
        """Return an abbreviation's expansion and its language: that of the text, if there is one, else the first."""
        tables = [table for table in (lang, lang.partition("-")[0], *self.entries) if table in self.entries]
        return next(((self.entries[table][short], table) for table in tables if short in self.entries[table]), None)

    @cached_property
    def _patterns(self) -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
        """What finds the terms of each language, as whole words in any case, and how the glossary writes them."""
        patterns: dict[str, tuple[re.Pattern[str], dict[str, str]]] = {}
        for lang, table in self.terms.items():
            longest_first = sorted(table, key=len, reverse=True)
            words = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
            found = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
            patterns[lang] = found, {word.casefold(): word for word in table}
        return patterns

    def find_terms(self, text: str, lang: str) -> Iterator[tuple[re.Match[str], str, str]]:
        """Yield each term in a text of a language, as the glossary writes it, with its meaning in that language.

        A text of which nobody says the language is taken for one of the glossary's first.
        """
        tables = (lang, lang.partition("-")[0]) if lang else tuple(self._patterns)
        table = next((table for table in tables if table in self._patterns), None)
        if table is None:
            return
        pattern, written = self._patterns[table]
        for match in pattern.finditer(text):
            word = written.get(" ".join(match[0].split()).casefold())
            if word:
                yield match, word, self.terms[table][word]


def read_glossary(file: Path) -> Glossary:
    """Return the glossary in `file`. Raises `GlossaryError`."""
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise GlossaryError(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise GlossaryError(f"{file} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise GlossaryError(f"{file} is not valid TOML: {error}; letters with marks need quotes") from None
    read = {lang: _tables(file, lang, table) for lang, table in tables.items()}
    return Glossary(
        {lang: entries for lang, (entries, _) in read.items()},
        {lang: terms for lang, (_, terms) in read.items() if terms},
    )


def _tables(file: Path, lang: str, table: Any) -> tuple[dict[str, str], dict[str, str]]:
    if not _LANG.fullmatch(lang) or not isinstance(table, dict):
        raise GlossaryError(f"{file}: {lang} must be a table named by a language, such as [vi]")
    given = cast("dict[str, Any]", table)
    terms = given.get(TERMS, {})
    if not isinstance(terms, dict):
        raise GlossaryError(f"{file}: {TERMS} in [{lang}] must be a table of its own, [{lang}.{TERMS}]")
    abbreviations = {short: full for short, full in given.items() if short != TERMS}
    return _texts(file, lang, abbreviations), _texts(file, f"{lang}.{TERMS}", cast("dict[str, Any]", terms))


def _texts(file: Path, name: str, table: dict[str, Any]) -> dict[str, str]:
    entries: dict[str, str] = {}
    for short, full in table.items():
        if not isinstance(full, str) or not full.strip() or not short.strip():
            raise GlossaryError(f"{file}: {short!r} in [{name}] must have a text")
        entries[normalize("NFC", " ".join(short.split()))] = normalize("NFC", " ".join(full.split()))
    return entries
