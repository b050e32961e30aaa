"""What the names of files and folders tell: their slugs, and dates at their front."""

from __future__ import annotations

import re
import unicodedata
import zlib
from datetime import date

from portal_ui.backends.slugs import slugify

_DATED = re.compile(r"([12]\d{3}-\d{2}-\d{2})(?:[-_ ]+(.*))?", re.DOTALL)


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
