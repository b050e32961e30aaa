"""Elements of HTML, made in Python and escaped by the library that writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def element(tag: str, *children: Element | str, **attributes: str | bool) -> Element:
    """Return an element with its children in order.

    `_` in an attribute's name stands for `-`, and falls away at its end, as in `class_`. `True` is an attribute without
    a value, `False` is none.
    """
    made = ElementTree.Element(tag)
    for name, value in attributes.items():
        if value is not False:
            made.set(name.rstrip("_").replace("_", "-"), "" if value is True else value)
    last: Element | None = None
    for child in children:
        if not isinstance(child, str):
            made.append(child)
            last = child
        elif last is None:
            made.text = (made.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return made


def html(root: Element) -> str:
    """Return an element as HTML."""
    return ElementTree.tostring(root, encoding="unicode", method="html")
