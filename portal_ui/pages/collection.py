"""The articles with a tag, by an author, of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reflex as rx

from portal_ui.components.listing import cards, pagination
from portal_ui.components.view import PageView
from portal_ui.components.view import listing as shown
from portal_ui.pages.listing import contents_line, listing, numbered, trail

if TYPE_CHECKING:
    from portal_ui.components.view import Link
    from portal_ui.content.model import Page, Summary
    from portal_ui.pages.edition import Edition


def component() -> rx.Component:
    """Return what such a listing shows."""
    return rx.el.div(rx.el.h1(shown.title), cards(), pagination(), class_name="listing reading")


def view(edition: Edition, title: str, path: str, page: Page[Summary], *around: Link) -> PageView:
    """Return a page of the listing at `path`; `around` are the pages around it, from the outermost."""

    def href(number: int) -> str:
        return edition.href(path) + (f"?page={number}" if number > 1 else "")

    shown = listing(edition, title, "", page, href)
    position = f"?page={page.number}" if page.number > 1 else ""
    return PageView(
        kind="collection",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal(path + position),
        head=edition.head(numbered(title, shown, page), path + position, description=contents_line(page)),
        trail=trail(edition, title, *around),
        listing=shown,
    )
