"""Presentation: what an editor's colours, sizes and alignments mean stays as elements and classes, the rest goes.

Inline sizes and colours would defeat the reader's settings (WCAG 1.4.4, 1.4.8), so no `style` attribute survives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.sanitise import ATTRIBUTES, OWN_CLASSES, TAGS
from portal_ui.content.pipeline.tree import (
    HEADINGS,
    UNWRAP,
    attributes,
    classes,
    move_content,
    new,
    set_classes,
    settle,
)

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_ALIGNABLE = frozenset(("blockquote", "caption", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th"))
_ALIGNMENTS = {"center": "centre", "-webkit-center": "centre", "right": "align-right", "end": "align-right"}
_EMPHASES = ("b", "em", "i", "s", "small", "strong", "sub", "sup", "u")
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_SET_LATER = {
    "a": {"rel"},
    "div": {"aria-label", "aria-labelledby", "data-room"},
    **{tag: {"data-number"} for tag in HEADINGS},
    "img": {"decoding", "loading"},
    "td": {"data-label"},
    "th": {"data-label"},
}
_KEPT = {tag: ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) - _SET_LATER.get(tag, set()) for tag in TAGS | {"h1"}}
_KEPT_CLASSES = OWN_CLASSES - {"bare-address", "enlarge", "external", "table-region", "term"}


def declarations(element: Element) -> dict[str, str]:
    """Return the element's inline style as property and value, in lower case."""
    style = element.get("style")
    if not style:
        return {}
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def is_centred(element: Element) -> bool:
    """Return whether the element's text is set in the middle."""
    return _alignment(element, declarations(element)) == "centre"


def settle_styles(root: Element) -> None:
    """Leave only attributes that a page may show, and of classes our own.

    Bold, italic, struck, underlined, raised and lowered spans become the elements that say so; centred and
    right-aligned blocks get a class. Spans that say nothing any more, and emphasis within the same emphasis, leave
    their content.
    """
    for element in root.iter("*"):
        given = attributes(element)
        if element is root or not (given or element.tag == "span"):
            continue
        style = declarations(element)
        alignment = _alignment(element, style)
        kept = [(name, value) for name, value in given if name in _KEPT[element.tag]]
        if len(kept) < len(given):
            element.attrib.clear()
            for name, value in kept:
                element.set(name, value)
        names = [name for name in classes(element) if name in _KEPT_CLASSES]
        set_classes(element, [*names, alignment] if alignment and element.tag in _ALIGNABLE else names)
        _settle_emphasis(element, style)
    for element in reversed(list(root.iter(*_EMPHASES))):
        if not attributes(element) and next(element.iterancestors(element.tag), None) is not None:
            element.tag = UNWRAP
    settle(root)


def _alignment(element: Element, style: dict[str, str]) -> str | None:
    return _ALIGNMENTS.get(style.get("text-align") or (element.get("align") or "").lower())


def _settle_emphasis(element: Element, style: dict[str, str]) -> None:
    if element.tag in ("b", "strong") and style.get("font-weight") in ("normal", "400"):
        element.tag = "span"
    if element.tag in ("i", "em") and style.get("font-style") == "normal":
        element.tag = "span"
    if element.tag != "span":
        return
    meanings = _meanings(style)
    if meanings:
        element.tag = meanings[0]
        for meaning in meanings[1:]:
            inner = new(meaning)
            move_content(element, inner)
            element.append(inner)
    elif not any(element.get(name) for name in ("class", "dir", "id", "lang")):
        element.tag = UNWRAP


def _meanings(style: dict[str, str]) -> list[str]:
    line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    shift = style.get("vertical-align", "")
    tests = (
        ("strong", _BOLD.fullmatch(style.get("font-weight", "")) is not None),
        ("em", style.get("font-style") in ("italic", "oblique")),
        ("u", "underline" in line),
        ("s", "line-through" in line),
        ("sup", shift == "super"),
        ("sub", shift == "sub"),
    )
    return [tag for tag, meant in tests if meant]
