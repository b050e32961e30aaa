"""Unusual words: the first of each in every part of the text a link to the article's list of what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from portal_ui.content.model import Term
from portal_ui.content.pipeline.ids import slug
from portal_ui.content.pipeline.marks import language, mark_words, same_language
from portal_ui.content.pipeline.tree import HEADINGS, UNWRAP, VERBATIM, classes, new, settle

if TYPE_CHECKING:
    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.ids import Ids
    from portal_ui.content.pipeline.tree import Element

LINK_CLASS = "term"

_ID = "term-"
_LEFT_ALONE = frozenset((*VERBATIM, *HEADINGS, "a", "abbr", "dfn", "summary"))


def unlink_terms(root: Element) -> None:
    """Take away the links that `mark_terms` has put around words before."""
    for link in root.iter("a"):
        if LINK_CLASS in classes(link) and (link.get("href") or "").startswith(f"#{_ID}"):
            link.tag = UNWRAP
    settle(root)


def mark_terms(root: Element, lang: str | None, context: Context, ids: Ids) -> tuple[Term, ...]:
    """Link the terms that the glossary explains to their entries, and return those entries in the order of the text.

    Terms in `context.beside` come first. Between two headings each is a link once: so the meaning is near wherever one
    begins to read, and the Tab key has no long way. Words in headings, links, code and abbreviations are left alone.
    """
    glossary = context.glossary
    found: dict[tuple[str, str], Term] = {}

    def entry(word: str, meaning: str, of: str) -> Term:
        if (word, meaning) not in found:
            name = ids.free(f"{_ID}{slug(word) or 'x'}")
            found[word, meaning] = Term(name, word, meaning, "" if same_language(of, lang) else of)
        return found[word, meaning]

    for text in context.beside:
        for _, word, meaning in glossary.find_terms(text, lang or ""):
            entry(word, meaning, lang or "")
    met: set[str] = set()
    for element, after in _texts(root):
        if element.tag in HEADINGS:
            met.clear()
        holder = element.getparent() if after else element
        text = element.tail if after else element.text
        if not text or holder is None:
            continue
        of = language(holder, lang)
        marks: list[tuple[int, int, Element]] = []
        for match, word, meaning in glossary.find_terms(text, of):
            term = entry(word, meaning, of)
            if term.id not in met:
                met.add(term.id)
                link = new("a", match[0], class_=LINK_CLASS, href=f"#{term.id}")
                link.set("aria-describedby", term.id)
                marks.append((match.start(), match.end(), link))
        mark_words(element, marks, after=after)
    return tuple(found.values())


def _texts(root: Element) -> list[tuple[Element, bool]]:
    """Return, in the order of the text, each element as the place of the text within it, and again of that after it."""
    places: list[tuple[Element, bool]] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            if element is not root:
                places.append((element, True))
        elif element.tag in _LEFT_ALONE:
            walker.skip_subtree()
        else:
            places.append((element, False))
    return places
