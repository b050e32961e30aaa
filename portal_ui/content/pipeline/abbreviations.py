"""Abbreviations: each marked with what it stands for, the first of each a link to the article's list of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.model import Abbreviation
from portal_ui.content.pipeline.ids import slug
from portal_ui.content.pipeline.marks import language, mark_words, same_language
from portal_ui.content.pipeline.tree import (
    UNWRAP,
    VERBATIM,
    all_elements,
    classes,
    drop_attribute,
    insert_around,
    new,
    settle,
    visible_text,
)

if TYPE_CHECKING:
    from collections import Counter

    from portal_ui.content.glossary import Glossary
    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.ids import Ids
    from portal_ui.content.pipeline.tree import Element

LINK_CLASS = "abbreviation"

_ID = "abbr-"
_LEFT_ALONE = (*VERBATIM, "a", "abbr", "dfn")
_EXPLAINED = (*VERBATIM, "abbr", "dfn")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?![IVXLC]+\Z)[A-ZĐ]{2,6}")
_NO_LINK_WITHIN = ("a", "summary")


def unlink_abbreviations(root: Element) -> None:
    """Take away the links that `mark_abbreviations` has put around abbreviations before."""
    for link in root.iter("a"):
        drop_attribute(link, "aria-describedby")
        if LINK_CLASS in classes(link) and (link.get("href") or "").startswith(f"#{_ID}"):
            link.tag = UNWRAP
    settle(root)


def mark_abbreviations(
    root: Element, lang: str | None, context: Context, ids: Ids, lost: Counter[str]
) -> tuple[Abbreviation, ...]:
    """Mark the abbreviations that the glossary knows, and return all that have an expansion, in the order of the text.

    What the article's own `abbr` says wins. Those of `context.beside` come first: they stand before the body. The
    first of each within the body becomes a link to its entry in the list, which the page shows below the article: so
    that the expansion is within reach of keyboard, touch and screen reader, with or without JavaScript. What looks like
    an abbreviation and has no expansion is counted once as `abbreviation`.
    """
    glossary = context.glossary
    found: dict[tuple[str, str], Abbreviation] = {}
    linked: set[str] = set()

    def listed(short: str, full: str, of: str) -> Abbreviation:
        if (short, full) not in found:
            name = ids.free(f"{_ID}{slug(short) or 'x'}")
            found[short, full] = Abbreviation(name, short, full, "" if same_language(of, lang) else of)
        return found[short, full]

    if pattern := glossary.pattern:
        for text in context.beside:
            for match in pattern.finditer(text):
                if expansion := glossary.expand(match[0], lang or ""):
                    listed(match[0], *expansion)
        for element in all_elements(root):
            _mark_texts(element, lang, glossary)
    for element in all_elements(root, "abbr"):
        short, full = visible_text(element), " ".join((element.get("title") or "").split())
        if not full and (expansion := glossary.expand(short, language(element, lang))):
            full = expansion[0]
            element.set("title", full)
        if not short or not full:
            continue
        entry = listed(short, full, language(element, lang))
        if entry.id not in linked and next(element.iterancestors(*_NO_LINK_WITHIN), None) is None:
            linked.add(entry.id)
            link = new("a", class_=LINK_CLASS, href=f"#{entry.id}")
            link.set("aria-describedby", entry.id)
            insert_around(element, link)
    if unknown := unexpanded(root):
        lost["abbreviation"] += len(unknown)
    return tuple(found.values())


def _mark_texts(element: Element, lang: str | None, glossary: Glossary) -> None:
    """Mark what stands right within the element and right after it."""
    parent = element.getparent()
    if element.text and not _is_left_alone(element):
        mark_words(element, _marks(element.text, language(element, lang), glossary), after=False)
    if element.tail and parent is not None and not _is_left_alone(parent):
        mark_words(element, _marks(element.tail, language(parent, lang), glossary), after=True)


def _marks(text: str, lang: str, glossary: Glossary) -> list[tuple[int, int, Element]]:
    """Return the abbreviations in the text: where each begins and ends, and its element."""
    marks: list[tuple[int, int, Element]] = []
    for match in glossary.pattern.finditer(text) if glossary.pattern else ():
        if expansion := glossary.expand(match[0], lang):
            full, of = expansion
            element = new("abbr", match[0], title=full)
            if not same_language(of, lang):
                element.set("lang", of)
            marks.append((match.start(), match.end(), element))
    return marks


def unexpanded(root: Element) -> set[str]:
    """Return the words of capitals without tone marks that stand among other words, and are no Roman numerals."""
    found: set[str] = set()
    for element in root.iter("*"):
        parent = element.getparent()
        texts = [element.text] if element.tag not in _EXPLAINED else []
        texts += [element.tail] if parent is not None and parent.tag not in _EXPLAINED else []
        for text in filter(None, texts):
            words = _WORD.findall(text)
            for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
                if _ABBREVIATION.fullmatch(word) and not (before.isupper() or after.isupper()):
                    found.add(word)
    return found


def _is_left_alone(element: Element) -> bool:
    return element.tag in _LEFT_ALONE or next(element.iterancestors(*_LEFT_ALONE), None) is not None
