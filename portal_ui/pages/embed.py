"""Pages for other sites' frames: the same content, without the portal around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal_ui.components.view import Link, PageView

if TYPE_CHECKING:
    from portal_ui.pages.edition import Edition


def embedded(edition: Edition, view: PageView, href: str) -> PageView:
    """Return `view`, whose full page is at `href`, as a page for frames.

    It takes no ratings, for browsers send no cookies there, and turns no pages: the full page does both.
    """
    listing = view.listing and replace(view.listing, newer=Link("", ""), older=Link("", ""))
    return replace(
        view,
        head=replace(view.head, robots="noindex"),
        listing=listing,
        rating=None,
        full_page=Link(edition.texts.labels.full_page, href),
    )
