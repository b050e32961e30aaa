"""Paragraphs: text stands in `p`, and nothing stands in it that ends it; spacers and wrappers without meaning go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.content.pipeline.tree import (
    BLOCKS,
    DROP,
    UNWRAP,
    all_elements,
    is_blank,
    new,
    next_shown,
    settle,
)

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_CONTENT = frozenset(("audio", "hr", "img", "source", "td", "th", "track", "video"))
"""What is there without text. Cells stay even if empty, for the sake of their column."""

_KEPT_EMPTY = _CONTENT | {"br", "tbody", "tfoot", "thead", "tr", "wbr"}
_SPACES = " \t\n\u00a0"


def settle_paragraphs(root: Element) -> None:
    """Give all running text its paragraphs.

    A `p` around blocks becomes as many as it has runs of text; two line breaks in a row, and `div`s with only text,
    make paragraphs too. `div`s without id, language, direction or class leave their content. What is empty goes.
    """
    _drop_empty(root)
    settle(root)
    around_blocks = _around_blocks(root)
    for element in all_elements(root, "span"):
        if element in around_blocks:
            element.tag = "div"
    for element in all_elements(root, "p", "div"):
        if element in around_blocks or _has_double_break(element):
            element.tag = "div"
        elif element.tag == "div":
            element.tag = "p"
    for container in [root, *all_elements(root, "div", "blockquote", "details", "aside")]:
        _wrap_runs(container, around_blocks)
    for element in all_elements(root, "div"):
        if not any(element.get(name) for name in ("class", "dir", "id", "lang")):
            element.tag = UNWRAP
    for paragraph in root.iter("p"):
        _trim(paragraph)
    settle(root)


def _around_blocks(root: Element) -> set[Element]:
    """Return all elements that have a block among their descendants."""
    found: set[Element] = set()
    for block in root.iter(*BLOCKS):
        for ancestor in block.iterancestors():
            if ancestor in found:
                break
            found.add(ancestor)
    return found


def _has_double_break(element: Element) -> bool:
    return any(_before_break(line_break) for line_break in element.iterchildren("br"))


def _wrap_runs(container: Element, around_blocks: set[Element]) -> None:
    """Put each run of text and inline elements among the container's children into a paragraph of its own."""
    children = list(container)
    run = _new_run(container.text)
    container.text = None
    if run is not None:
        container.insert(0, run)
    for child in children:
        is_break = child.tag == "br" and (run is None or _before_break(child))
        if is_break or child.tag in BLOCKS or child in around_blocks:
            after, child.tail = child.tail, None
            run = _new_run(after)
            if run is not None:
                child.addnext(run)
            if is_break:
                child.tag = DROP
            continue
        if run is None:
            run = new("p")
            child.addprevious(run)
        run.append(child)


def _new_run(text: str | None) -> Element | None:
    return None if is_blank(text) else new("p", text or "")


def _before_break(line_break: Element) -> bool:
    following = next_shown(line_break)
    return following is not None and following.tag == "br"


def _drop_empty(root: Element) -> None:
    """Mark what shows nothing: empty paragraphs, items, emphasis, links without a name. An element with an id stays."""
    filled: set[Element] = set()
    for element in reversed(list(root.iter("*"))):
        parent = element.getparent()
        if parent is None:
            continue
        full = element in filled or not is_blank(element.text) or element.tag in _CONTENT or bool(element.get("id"))
        if full:
            filled.add(parent)
        elif element.tag not in _KEPT_EMPTY:
            element.tag = DROP if element.tag in BLOCKS else UNWRAP
        if not is_blank(element.tail):
            filled.add(parent)


def _trim(paragraph: Element) -> None:
    """Take indentation by spaces, and line breaks at the edges, away from a paragraph."""
    if paragraph.text:
        paragraph.text = paragraph.text.lstrip(_SPACES)
    while len(paragraph) and is_blank(paragraph.text) and paragraph[0].tag == "br":
        paragraph.text = (paragraph[0].tail or "").lstrip(_SPACES)
        paragraph.remove(paragraph[0])
    while len(paragraph) and paragraph[-1].tag == "br" and is_blank(paragraph[-1].tail):
        paragraph.remove(paragraph[-1])
