"""Addresses made of names: Vietnamese letters become the plain letters that readers would type."""

from __future__ import annotations

import re
import unicodedata
import zlib
from datetime import date

_TONE_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_DATED = re.compile(r"([12]\d{3}-\d{2}-\d{2})(?:[-_ ]+(.*))?", re.DOTALL)


def slugify(text: str) -> str:
    """Return `text` in lower case, without tone marks, its words joined by `-`; empty if it has no letter or digit.

    Letters of other scripts stay: an address holds them percent-encoded.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    letters = unicodedata.normalize("NFC", _TONE_MARKS.sub("", decomposed))
    return _NOT_LETTERS.sub("-", letters).strip("-")


def slug_of(name: str) -> str:
    """Return the slug of a file or folder; for a name without letters (an emoji) a checksum of it."""
    return slugify(name) or f"{zlib.crc32(unicodedata.normalize('NFC', name).encode()):08x}"


def split_date(stem: str) -> tuple[str, str]:
    """Return the date (`2026-05-01`, or empty) at the front of a file name, and the rest of the name."""
    found = _DATED.fullmatch(stem)
    if not found:
        return "", stem
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return "", stem
    return found[1], found[2] or stem


def title_of(name: str) -> str:
    """Return a title for a file or folder that gives none: its name in words, with a capital letter."""
    words = " ".join(re.sub(r"[-_]+", " ", unicodedata.normalize("NFC", name)).split()) or name
    return words[0].upper() + words[1:]
