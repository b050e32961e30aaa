"""The opening of a cleaned body as plain text, for whoever has no room for more."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from portal_ui.content.model import SafeHtml

_READ = 20_000


def opening(body: SafeHtml, longest: int) -> tuple[str, ...]:
    """Return the first paragraphs, `longest` characters in all at most; the last ends in `…` where it was cut."""
    root = html.fragment_fromstring(body[:_READ], create_parent="div")
    for line_break in root.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    paragraphs: list[str] = []
    room = longest
    for paragraph in root.iterchildren("p"):
        text = " ".join(paragraph.text_content().split())
        if text:
            paragraphs.append(shorten(text, room, placeholder="…"))
        room -= len(text)
        # Less would be but a word or two.
        if room < longest / 8:
            break
    return tuple(paragraphs)
