"""Small XML documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable

# What no XML document may hold, not even as a reference (XML 1.0, 2.2).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(
    name: str, text: str = "", children: Iterable[ET.Element | None] = (), **attributes: str | None
) -> ET.Element:
    """Return an element; children and attributes that are `None` are left out, and `_` in a name stands for `:`."""
    given = {key.replace("_", ":"): _clean(value) for key, value in attributes.items() if value is not None}
    made = ET.Element(name, given)
    made.text = _clean(text) or None
    made.extend(child for child in children if child is not None)
    return made


def document(root: ET.Element) -> str:
    """Return the document with its declaration, to be sent as UTF-8."""
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
