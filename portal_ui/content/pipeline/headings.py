"""Headings: an unbroken outline below the page's one h1, each with an id and its number, and the contents they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.model import Heading
from portal_ui.content.pipeline.ids import slug
from portal_ui.content.pipeline.tree import HEADINGS, visible_text

if TYPE_CHECKING:
    from portal_ui.content.pipeline.ids import Ids
    from portal_ui.content.pipeline.tree import Element

_TOP = 2
_DEEPEST = 6
_OWN_NUMBER = re.compile(
    r"\d|[ivxlc]+\s*[.):\u2013-]|\w[.)]|§|"
    r"(điều|khoản|chương|mục|phần|tiết|bước|câu|phụ lục|article|chapter|section|part|step|question|annex|appendix)\s+"
    r"(\d|([ivxlc]+|[a-zđ]|một|hai|ba|bốn|năm|thứ|nhất|one|two|three|four|five)\b)",
    re.IGNORECASE,
)
"""How a heading begins that has a number, or a letter in its place: `1.`, `II.`, `a)`, `Điều 4`, `Part two`."""


def settle_headings(root: Element, ids: Ids) -> tuple[Heading, ...]:
    """Set levels and ids, and return the headings in the order of the text.

    A heading stays as far below the one it belongs to as a step at most; the first ones are h2 (WCAG 1.3.1, G141).
    A heading's title leaves out footnote marks; one with only a picture is titled by its alternative text.
    """
    found: list[Heading] = []
    elements: list[Element] = []
    open_levels: list[tuple[int, int]] = []
    for element in list(root.iter(*HEADINGS)):
        title = visible_text(element, notes=False) or visible_text(element, alternatives=True)
        if not title:
            element.tag = "p"
            continue
        given = int(element.tag[1])
        while open_levels and open_levels[-1][0] >= given:
            open_levels.pop()
        level = min(open_levels[-1][1] + 1, _DEEPEST) if open_levels else _TOP
        open_levels.append((given, level))
        element.tag = f"h{level}"
        name = element.get("id")
        if name is None:
            name = ids.free(slug(title) or "h")
            element.set("id", name)
        found.append(Heading(id=name, level=level, title=title))
        elements.append(element)
    _number(elements, found)
    return tuple(found)


def _number(elements: list[Element], headings: list[Heading]) -> None:
    """Give each heading its place in the outline (`2`, `2.1`), which stylesheets may show where sizes tell little.

    Not where the headings carry numbers themselves, nor where there is but one. Written and not left to CSS counters,
    for the blocks of a body are contained (`content-visibility`), and counters do not come out of them.
    """
    if len(headings) < 2 or any(_OWN_NUMBER.match(heading.title) for heading in headings):
        return
    places: list[int] = []
    for element, heading in zip(elements, headings, strict=True):
        depth = heading.level - _TOP
        places[depth:] = [places[depth] + 1 if depth < len(places) else 1]
        element.set("data-number", ".".join(map(str, places)))
