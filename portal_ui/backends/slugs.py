"""Addresses made of names: Vietnamese letters become the plain letters that readers would type."""

from __future__ import annotations

import re
import unicodedata

_TONE_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_LETTERS = re.compile(r"[\W_]+")


def slugify(text: str) -> str:
    """Return `text` in lower case, without tone marks, its words joined by `-`; empty if it has no letter or digit.

    Letters of other scripts stay: an address holds them percent-encoded.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    letters = unicodedata.normalize("NFC", _TONE_MARKS.sub("", decomposed))
    return _NOT_LETTERS.sub("-", letters).strip("-")


def title_of(name: str) -> str:
    """Return a title for what gives none (a file, a folder, a section): its name in words, with a capital letter."""
    words = " ".join(re.sub(r"[-_]+", " ", unicodedata.normalize("NFC", name)).split()) or name
    return words[0].upper() + words[1:]
