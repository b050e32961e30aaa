"""The search page."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import reflex as rx

from portal_ui.components.listing import cards, pagination
from portal_ui.components.view import Link, Listing, PageView
from portal_ui.components.view import listing as shown
from portal_ui.pages.listing import listing

if TYPE_CHECKING:
    from portal_ui.content.model import Page, Summary
    from portal_ui.pages.edition import Edition

LONGEST = 200

_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


def component() -> rx.Component:
    """Return what the search page shows: how many were found, then the articles, or what to try instead."""
    return rx.el.div(
        rx.el.h1(shown.title),
        rx.cond(shown.description, rx.el.p(shown.description)),
        rx.cond(shown.cards.length() > 0, cards()),
        pagination(),
        class_name="listing reading",
    )


def asked(text: str) -> str:
    """Return the words searched for: one space between them, no control characters, cut where they are too many."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()[:LONGEST].strip()


def view(edition: Edition, words: str, page: Page[Summary] | None) -> PageView:
    """Return a page of what was found for `words`; `page` is `None` where nothing was asked or nothing can be."""
    texts = edition.texts

    def href(number: int) -> str:
        return edition.search_href(words, number)

    if page is None:
        text = texts.search_hint if edition.search else texts.search_missing
        found = Listing(texts.labels.search, text, (), "", Link("", ""), Link("", ""))
    else:
        count = texts.search_none if not page.items else texts.search_found
        text = count.format(words=words, total=page.total if page.total is not None else f"{len(page.items)}+")
        found = listing(edition, texts.search_for.format(words=words), text, page, href)
    query = f"?{urlencode({'q': words})}" if words else ""
    return PageView(
        kind="search",
        lang=edition.lang,
        labels=texts.labels,
        portal=edition.portal(f"/search{query}", searched=words),
        head=edition.head(found.title, "", robots="noindex"),
        listing=found,
    )
