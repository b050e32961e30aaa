"""The portal's glossary: what the abbreviations in its articles stand for (WCAG 2.2, 3.1.4).

The file is TOML, a table for each language of the expansions:

    [vi]
    UBND = "Uỷ ban nhân dân"
    "HĐND" = "Hội đồng nhân dân"

    [en]
    WHO = "World Health Organization"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

if TYPE_CHECKING:
    from pathlib import Path

_LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)


class GlossaryError(Exception):
    """The glossary cannot be used. The message names the file, and the entry where it is one."""


@dataclass(frozen=True)
class Glossary:
    """Expansions by the language they are in (a BCP 47 tag) and by abbreviation, in NFC."""

    entries: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds every abbreviation as a word of its own, `None` where there is none to find."""
        shorts = sorted({short for table in self.entries.values() for short in table}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, shorts))})(?!\w)") if shorts else None

    def expand(self, short: str, lang: str) -> tuple[str, str] | None:
        """Return an abbreviation's expansion and its language: that of the text, if there is one, else the first."""
        tables = [table for table in (lang, lang.partition("-")[0], *self.entries) if table in self.entries]
        return next(((self.entries[table][short], table) for table in tables if short in self.entries[table]), None)


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
    return Glossary({lang: _table(file, lang, table) for lang, table in tables.items()})


def _table(file: Path, lang: str, table: dict[str, Any]) -> dict[str, str]:
    if not _LANG.fullmatch(lang) or not hasattr(table, "items"):
        raise GlossaryError(f"{file}: {lang} must be a table named by a language, such as [vi]")
    entries: dict[str, str] = {}
    for short, full in table.items():
        if not isinstance(full, str) or not full.strip() or not short.strip():
            raise GlossaryError(f"{file}: {short!r} in [{lang}] must have a text")
        entries[normalize("NFC", short.strip())] = normalize("NFC", " ".join(full.split()))
    return entries
