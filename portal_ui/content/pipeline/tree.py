"""The parsed body: reading and writing it, and the few edits that every step shares.

Steps walk a list, mark what goes (`UNWRAP` leaves the children, `DROP` takes them along) and let `settle` do all marked
edits at once: that is one linear pass in C, where lxml's own `drop_tag` costs the number of siblings each time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  # lxml's only name for it

UNWRAP = "portal-unwrap"
DROP = "portal-drop"

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TABLE_PARTS = ("caption", "thead", "tbody", "tfoot", "tr", "td", "th")
_LIST_PARTS = ("dd", "dl", "dt", "li", "ol", "ul")
_OTHER_BLOCKS = ("aside", "blockquote", "details", "div", "figcaption", "figure", "hr", "p", "pre", "summary", "table")
BLOCKS = frozenset((*HEADINGS, *TABLE_PARTS, *_LIST_PARTS, *_OTHER_BLOCKS))
VERBATIM = ("pre", "code", "kbd", "samp")

_MAX_DEPTH = 100
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_CLOSED_BY_BLOCKS = (*HEADINGS, "b", "big", "i", "s", "small", "strike", "tt", "u")
_CLOSED_BY_BLOCKS_TAG = re.compile(rf"<(/?)({'|'.join(_CLOSED_BY_BLOCKS)})(?=[\s/>])", re.IGNORECASE)
_VOID_TAG = re.compile(r"<(source|track|wbr)\b[^<>]*>", re.IGNORECASE)
_NESTING_TAG = re.compile(r"</?(?!(?:p|br|hr|img)\b)[a-z][^<>]*>", re.IGNORECASE)


def parse(html: str, lost: Counter[str]) -> Element:
    """Return the root of the body's tree, whatever `html` is; its children are the body's.

    A browser's parser is bounded by nothing but its own nesting limit, and html5ever, behind nh3, has none (it takes
    time quadratic in depth), so the tree is built by libxml2 and kept at most `_MAX_DEPTH` deep. Where libxml2 still
    builds as HTML 4 did, the source is changed first: it ends `<b>` and `<h2>` at a `<p>`, and does not know that
    `<source>` is void. A body too deep for libxml2 keeps its text, its paragraphs and its images, counted as `depth`.
    """
    source = html.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    source = INVISIBLE.sub("", source)
    source = _CLOSED_BY_BLOCKS_TAG.sub(r"<\1x-\2", source)
    source = _VOID_TAG.sub(r"\g<0></\1>", source)
    root, complete = _read(source)
    if not complete:
        lost["depth"] += 1
        root, _ = _read(_NESTING_TAG.sub("", source))
    for element in root.iter(*(f"x-{tag}" for tag in _CLOSED_BY_BLOCKS)):
        element.tag = element.tag.removeprefix("x-")
    for element in root.iter("head", "body"):
        element.tag = UNWRAP
    _limit_depth(root)
    settle(root)
    return root


def _read(source: str) -> tuple[Element, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    root = etree.fromstring(f"<html><body>{source}".encode(), parser=parser)
    too_deep = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return root, not too_deep


def _limit_depth(root: Element) -> None:
    depth = 0
    deep: list[Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _MAX_DEPTH and len(element):
            deep.append(element)
    for element in deep:
        if element.tag in BLOCKS:
            for _ in range(2):
                element.addprevious(new("br"))
        element.tag = UNWRAP


def serialise(root: Element) -> str:
    """Return the tree as HTML. The root's own tag is there still; the sanitiser takes it away."""
    return etree.tostring(root, encoding="unicode", method="html")


def settle(root: Element) -> None:
    """Carry out the marks `UNWRAP` and `DROP` in the whole tree."""
    etree.strip_elements(root, DROP, with_tail=False)
    etree.strip_tags(root, UNWRAP)


def attributes(element: Element) -> list[tuple[str, str]]:
    """Return the attributes as pairs, also those whose names lxml would take for namespaced ones."""
    return cast("list[tuple[str, str]]", element.attrib.items())


def drop_attribute(element: Element, name: str) -> None:
    """Remove an attribute if it is there."""
    if name in element.attrib:
        del element.attrib[name]


def new(tag: str, text: str = "", **attrib: str) -> Element:
    """Return a new element. `class_` gives its class."""
    element = etree.Element(tag, {name.rstrip("_"): value for name, value in attrib.items()})
    element.text = text or None
    return element


def classes(element: Element) -> list[str]:
    """Return the element's class names."""
    return (element.get("class") or "").split()


def set_classes(element: Element, names: list[str]) -> None:
    """Give the element these class names, or no class attribute if there are none."""
    if names:
        element.set("class", " ".join(dict.fromkeys(names)))
    else:
        drop_attribute(element, "class")


def replace_by(element: Element, replacement: Element) -> None:
    """Put `replacement` in the element's place; the text after it stays. The old one goes at `settle`."""
    element.addprevious(replacement)
    element.tag = DROP


def insert_around(element: Element, wrapper: Element) -> None:
    """Put `wrapper` in the element's place, the element within it; the text after it stays outside."""
    element.addprevious(wrapper)
    wrapper.tail, element.tail = element.tail, None
    wrapper.append(element)


def move_content(source: Element, target: Element) -> None:
    """Move text and children of `source` to the end of the empty `target`."""
    target.text, source.text = source.text, None
    target.extend(list(source))


def is_blank(text: str | None) -> bool:
    """Return whether there is nothing to see: white space of any kind, zero-width signs."""
    return not text or not text.strip("\u200b\u200c\u200d\u2060\u00ad \t\n\u00a0\u2000\u2001\u2002\u2003\u2009\u3000")


def has_text(element: Element) -> bool:
    """Return whether there is any text to see in the element."""
    return any(not is_blank(cast("str", text)) for text in element.itertext())


def visible_text(element: Element, *, alternatives: bool = False, notes: bool = True) -> str:
    """Return the element's text as it is read: blocks and line breaks apart, inline elements joined, spaces single.

    What players show where they cannot play is left out. `alternatives` puts an image's alternative text in its place;
    without `notes`, raised links are left out, for they lead to footnotes.
    """
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        apart = " " if node.tag in BLOCKS or node.tag == "br" else ""
        if event == "start":
            is_note = node.tag == "sup" and next(node.iter("a"), None) is not None
            if node.tag in ("audio", "video") or (is_note and not notes):
                walker.skip_subtree()
                continue
            parts += (apart, node.text or "", (alternatives and node.get("alt")) or "")
        else:
            parts += (apart, (node.tail or "") if node is not element else "")
    return " ".join("".join(parts).split())


def rewrite_prose(root: Element, sign: str, rewrite: Callable[[str], str]) -> None:
    """Put every text that has `sign` in it through `rewrite`, but for those in code and preformatted text."""
    for element in root.iter("*"):
        if element.text and sign in element.text and not _is_verbatim(element):
            element.text = rewrite(element.text)
        if element.tail and sign in element.tail and not _is_verbatim(element.getparent()):
            element.tail = rewrite(element.tail)


def _is_verbatim(element: Element | None) -> bool:
    return element is not None and (element.tag in VERBATIM or next(element.iterancestors(*VERBATIM), None) is not None)


def next_shown(element: Element) -> Element | None:
    """Return the next sibling if only white space is between."""
    return element.getnext() if is_blank(element.tail) else None


def all_elements(root: Element, *tags: str) -> list[Element]:
    """Return the elements with one of the tags (any, if none is given) as they are now, safe to change while walked."""
    return list(root.iter(*(tags or ("*",))))
