"""Ids: those of the content stay, so that footnotes and links within the article lead on, and none meets the page's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from portal_ui.content.pipeline.tree import drop_attribute

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_RESERVED = re.compile(r"portal-|__", re.IGNORECASE)
"""How the page's own ids and its framework's globals begin."""

_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_MAX_SLUG = 80


class Ids:
    """The ids taken in one body."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._uses: Counter[str] = Counter()

    def take(self, name: str) -> bool:
        """Take exactly this id; return whether it was free."""
        free = name not in self._taken
        self._taken.add(name)
        return free

    def free(self, name: str) -> str:
        """Take and return this id, or the first free one of `name-2`, `name-3`, ..."""
        candidate = name
        while not self.take(candidate):
            self._uses[name] += 1
            candidate = f"{name}-{self._uses[name] + 1}"
        return candidate


def settle_ids(root: Element) -> Ids:
    """Make every id in the tree unique and harmless, links to changed ones following, and return the ids taken.

    The first of several equal ids keeps it, as a browser would have it. `<a name>` becomes `<a id>`. An id that
    could be the page's own gets the prefix `content-`.
    """
    ids = Ids()
    renamed: dict[str, str] = {}
    named = {element.get("id") for element in root.iter("*")}
    for anchor in root.iter("a"):
        name = anchor.get("name")
        if name and not anchor.get("id") and name not in named:
            anchor.set("id", name)
    for element in root.iter("*"):
        name = element.get("id")
        if name is None:
            continue
        safe = _safe(name)
        if safe and ids.take(safe):
            element.set("id", safe)
            if safe != name:
                renamed[name] = safe
        else:
            drop_attribute(element, "id")
    for link in root.iter("a"):
        href = link.get("href") or ""
        if href.startswith("#") and (target := renamed.get(href[1:]) or renamed.get(unquote(href[1:]))):
            link.set("href", f"#{target}")
    return ids


def _safe(name: str) -> str:
    name = re.sub(r"\s+", "-", unicodedata.normalize("NFC", name).strip())
    return f"content-{name}" if _RESERVED.match(name) else name


def slug(title: str) -> str:
    """Return an id made from a title: lower case, tone marks and other marks off, đ as d; other scripts stay.

    Empty if the title has no letter or digit.
    """
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", title.lower()))
    words = re.findall(r"\w+", unicodedata.normalize("NFC", bare).replace("đ", "d").replace("_", " "))
    name = ""
    for word in words:
        if name and len(name) + len(word) >= _MAX_SLUG:
            break
        name = f"{name}-{word}" if name else word[:_MAX_SLUG]
    return f"content-{name}" if _RESERVED.match(name) else name
