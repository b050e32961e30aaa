"""Text: one form for each letter, and no spaces that only push others about."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.tree import INVISIBLE, attributes, rewrite_prose

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_NO_BREAK = "\u00a0"
_PADDING = re.compile("[ \t\n]*\u00a0[ \t\n\u00a0]+|[ \t\n]+\u00a0")
_WRITTEN_ATTRIBUTES = ("abbr", "alt", "label", "title")


def settle_text(root: Element) -> None:
    """Put all text, written or heard, into Unicode's NFC.

    Vietnamese typed on a Mac comes decomposed (NFD): it then fails to be found by search, and some fonts set its tone
    marks beside the letters. Control characters, which a reference such as `&#1;` can bring and lxml refuses to write
    back, go.
    """
    for element in root.iter("*"):
        if element.text and not _is_settled(element.text):
            element.text = _settle(element.text)
        if element.tail and not _is_settled(element.tail):
            element.tail = _settle(element.tail)
        for name, value in attributes(element):
            if not _is_settled(value):
                element.set(name, _settle(value) if name in _WRITTEN_ATTRIBUTES else INVISIBLE.sub("", value))


def shrink_spaces(root: Element) -> None:
    """Make a space of each run of spaces with no-break ones among them; a single one, as before a unit, stays."""
    rewrite_prose(root, _NO_BREAK, lambda text: _PADDING.sub(" ", text))


def _is_settled(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and not INVISIBLE.search(text)


def _settle(text: str) -> str:
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))
