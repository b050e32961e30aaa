"""Footnotes: their marks, and the ways back, are links that say where they lead (WCAG 2.4.9)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.tree import classes, drop_attribute, set_classes, visible_text

if TYPE_CHECKING:
    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.tree import Element

_MARK = re.compile(r"[\[(]?\s*(\d{1,4}|[a-z]|[ivxlc]{1,5}|[*†‡]{1,4})\s*[\])]?", re.IGNORECASE)


def name_footnotes(root: Element, context: Context) -> None:
    """Name each raised link to a place further down by its mark, and each link back from there.

    Both get the classes that stylesheet and script know them by.
    """
    named = {name: element for element in root.iter("*") if (name := element.get("id"))}
    marks: dict[str, str] = {}
    sources: dict[str, str] = {}
    for link in root.iter("a"):
        raised = next(link.iterancestors("sup"), None)
        target = (link.get("href") or "")[1:]
        mark = _MARK.fullmatch(visible_text(link))
        is_raised = raised is not None or next(link.iter("sup"), None) is not None
        if not (mark and is_raised and target in named and (link.get("href") or "").startswith("#")):
            continue
        _name(link, "footnote-ref", context.footnote(mark[1]))
        marks[target] = mark[1]
        for place in (link, raised):
            if place is not None and (name := place.get("id")):
                sources[name] = target
    ways: Counter[str] = Counter()
    for target, mark in marks.items():
        for link in named[target].iter("a"):
            href = link.get("href") or ""
            if href.startswith("#") and sources.get(href[1:]) == target:
                ways[target] += 1
                _name(link, "footnote-backref", context.footnote_back(mark, ways[target]))


def _name(link: Element, name: str, label: str) -> None:
    set_classes(link, [*classes(link), name])
    link.set("aria-label", label)
    drop_attribute(link, "title")
