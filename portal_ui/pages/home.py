"""The home page: the latest articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import reflex as rx

from portal_ui.components.listing import cards, months, pagination
from portal_ui.components.view import PageView
from portal_ui.components.view import listing as shown
from portal_ui.pages.archive import archive_link
from portal_ui.pages.listing import listing, numbered

if TYPE_CHECKING:
    from portal_ui.content.model import Page, Summary
    from portal_ui.pages.edition import Edition


def component() -> rx.Component:
    """Return what the home page shows."""
    return rx.el.div(rx.el.h1(shown.title), cards(), pagination(), months(), class_name="listing reading")


def view(edition: Edition, page: Page[Summary]) -> PageView:
    """Return the home page with a page of the latest articles."""

    def href(number: int) -> str:
        return edition.href("/") + (f"?page={number}" if number > 1 else "")

    latest = listing(edition, edition.texts.latest, "", page, href)
    position = f"?page={page.number}" if page.number > 1 else ""
    return PageView(
        kind="home",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal("/" + position),
        head=edition.head(numbered("", latest, page), "/" + position),
        listing=replace(latest, months=archive_link(edition)),
    )
