"""The first step on the tree: every element becomes one that the product knows, or goes.

Old names take their present ones, wrappers without meaning to a reader become `div` or `span`, unknown elements leave
their content, and what only works with script, style or a form goes with its content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from portal_ui.content.pipeline.images import LAZY_SOURCES, LAZY_SRCSETS
from portal_ui.content.pipeline.sanitise import ATTRIBUTES, TAGS
from portal_ui.content.pipeline.tree import (
    DROP,
    HEADINGS,
    INVISIBLE,
    UNWRAP,
    all_elements,
    classes,
    has_text,
    settle,
)

if TYPE_CHECKING:
    from collections import Counter

    from portal_ui.content.pipeline.tree import Element

EMBEDS = frozenset(("iframe", "frame", "embed", "object", "applet"))

_KNOWN = TAGS | EMBEDS | {"h1"}
_READ_BY_STEPS = ("align", "aria-label", "data", "name", "role", "style", "title", "xml:lang")
_KNOWN_ATTRIBUTES = frozenset((*_READ_BY_STEPS, *LAZY_SOURCES, *LAZY_SRCSETS)).union(*ATTRIBUTES.values())

_RENAMED = {
    **dict.fromkeys(("address", "article", "center", "dialog", "fieldset", "footer", "form", "header"), "div"),
    **dict.fromkeys(("hgroup", "legend", "main", "nav", "search", "section"), "div"),
    **dict.fromkeys(("listing", "plaintext", "xmp"), "pre"),
    **dict.fromkeys(("dir", "menu"), "ul"),
    "acronym": "abbr",
    "font": "span",
    "image": "img",
    "strike": "s",
    "tt": "code",
}

_DROPPED = {
    **dict.fromkeys(("input", "select", "textarea", "datalist", "option", "optgroup", "output", "meter"), "form"),
    **dict.fromkeys(("progress", "button"), "form"),
    **dict.fromkeys(("script", "template"), "script"),
    **dict.fromkeys(("style", "link"), "style"),
    **dict.fromkeys(("map", "area"), "map"),
    "svg": "svg",
}
"""Elements that go with their content, and the names under which they are counted."""

_DROPPED_SILENTLY = frozenset(("annotation", "annotation-xml", "base", "meta", "param", "title", "xml"))

_PLAYER_PARTS = ("kg-audio-thumbnail", "kg-audio-player", "kg-video-overlay", "kg-video-player-container")
_DROPPED_CLASSES = frozenset(("headerlink", *_PLAYER_PARTS))
"""Ghost's own audio and video controls, dead without its script, and the links to themselves that headings get."""


def unify(root: Element, lost: Counter[str]) -> None:
    """Leave only known elements and attributes in the tree, and embeds, which become links later."""
    for element in all_elements(root):
        tag = element.tag
        if element is root or tag in (DROP, UNWRAP):
            continue
        if _DROPPED_CLASSES.intersection(classes(element)) or tag in _DROPPED_SILENTLY:
            element.tag = DROP
        elif tag == "button" and _is_title(element):
            element.tag = UNWRAP
        elif tag in _DROPPED:
            lost[_DROPPED[tag]] += 1
            element.tag = DROP
        elif tag == "noscript":
            element.tag = DROP if _is_second_copy(element) else UNWRAP
        elif tag == "center":
            element.set("align", "center")
            element.tag = "div"
        elif tag in _RENAMED:
            element.tag = _RENAMED[tag]
        elif tag not in _KNOWN:
            element.tag = UNWRAP
        if element.tag not in (DROP, UNWRAP):
            _drop_foreign_attributes(element, lost)
    settle(root)


def _drop_foreign_attributes(element: Element, lost: Counter[str]) -> None:
    """Leave the attributes that a step reads or a page shows; the names of others may be none that lxml would set."""
    given = cast("list[str]", element.keys())
    kept = [(name, element.get(name) or "") for name in given if name in _KNOWN_ATTRIBUTES]
    if len(kept) == len(given):
        return
    lost["handler"] += sum(name.lower().startswith("on") for name in given)
    element.attrib.clear()
    for name, value in kept:
        element.set(name, INVISIBLE.sub("", value))


def _is_title(button: Element) -> bool:
    """Accordions put the title of what they hide into a button within the heading."""
    parent = button.getparent()
    return parent is not None and parent.tag in (*HEADINGS, "summary")


def _is_second_copy(noscript: Element) -> bool:
    """Lazy loaders follow an image that needs script by the same image in `noscript`."""
    before = noscript.getprevious()
    return (
        before is not None
        and before.tag in ("img", "picture")
        and next(noscript.iter("img"), None) is not None
        and not has_text(noscript)
    )
