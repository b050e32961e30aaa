"""Headings: an unbroken outline below the page's one h1, each with an id, and the table of contents they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.content.model import Heading
from portal_ui.content.pipeline.ids import slug
from portal_ui.content.pipeline.tree import HEADINGS, visible_text

if TYPE_CHECKING:
    from portal_ui.content.pipeline.ids import Ids
    from portal_ui.content.pipeline.tree import Element

_TOP = 2
_DEEPEST = 6


def settle_headings(root: Element, ids: Ids) -> tuple[Heading, ...]:
    """Set levels and ids, and return the headings in the order of the text.

    A heading stays as far below the one it belongs to as a step at most; the first ones are h2 (WCAG 1.3.1, G141).
    A heading's title leaves out footnote marks; one with only a picture is titled by its alternative text.
    """
    found: list[Heading] = []
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
    return tuple(found)
