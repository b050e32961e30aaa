"""Finding the article on a page that does not say where it is.

Readability (readability-lxml) knows best which paragraphs are the text, but drops tables and more from among them. So
its choice only points out the element of the page that holds them, and that is taken whole.
"""

from __future__ import annotations

import logging
from itertools import takewhile
from typing import TYPE_CHECKING, Any, cast

from readability import Document
from readability.readability import Unparseable

from portal_ui.backends.html_pages.document import first, page, words

if TYPE_CHECKING:
    from portal_ui.backends.html_pages.document import Element

_FALLBACKS = ("article", "main", "[role=main]")
_LEAST_LETTERS = 25
_MOST_MORE = 3

logging.getLogger("readability").setLevel(logging.CRITICAL)


def find(root: Element, html: str) -> Element | None:
    """Return the element of the page `root`, whose source is `html`, that holds its article; `None` if none does."""
    chosen = _chosen(html)
    if chosen is not None:
        around = _around(root, chosen)
        if around is not None and len(words(around)) <= _MOST_MORE * len(words(chosen)):
            return around
        if words(chosen):
            return chosen
    return next((found for selector in _FALLBACKS if (found := first(root, [selector])) is not None), None)


def _chosen(html: str) -> Element | None:
    try:
        return page(cast("Any", Document(html)).summary(html_partial=True))
    except Unparseable:
        return None


def _around(root: Element, chosen: Element) -> Element | None:
    """Return the innermost element of the page that holds all the paragraphs chosen."""
    kept = {said for part in chosen.iter("p", "div") if len(said := words(part)) >= _LEAST_LETTERS}
    paths = [_path(part) for part in root.iter("p", "div") if words(part) in kept]
    if not paths:
        return None
    shared = [
        steps[0]
        for steps in takewhile(lambda steps: all(step is steps[0] for step in steps), zip(*paths, strict=False))
    ]
    innermost = shared[-1] if shared else None
    if innermost is not None and innermost.tag == "p":
        innermost = innermost.getparent()
    return innermost if innermost is not None and innermost.tag not in ("body", "html") else None


def _path(element: Element) -> list[Element]:
    return [*reversed(list(element.iterancestors())), element]
