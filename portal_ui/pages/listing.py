"""Listings: what the home page and the section pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.components.view import Card, Link, Listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal_ui.content.model import Page, Summary
    from portal_ui.pages.edition import Edition


def card(edition: Edition, summary: Summary) -> Card:
    """Return an article as a listing shows it."""
    return Card(
        title=summary.title,
        href=edition.article_href(summary.slug),
        lead=summary.lead,
        published=edition.moment(summary.published, with_time=False),
        section=edition.section_link(summary.section),
        lang=summary.lang or edition.site.lang,
    )


def listing(edition: Edition, title: str, description: str, page: Page[Summary], href: Callable[[int], str]) -> Listing:
    """Return a page of articles; `href` gives the address of the page with a number."""
    texts = edition.texts
    pages = -(-page.total // page.size) if page.total is not None else None
    position = (
        texts.page.format(page=page.number)
        if pages is None
        else texts.page_of.format(page=page.number, pages=max(pages, 1))
    )
    return Listing(
        title=title,
        description=description,
        cards=tuple(card(edition, summary) for summary in page.items),
        position=position,
        newer=Link(texts.newer, href(page.number - 1) if page.number > 1 else ""),
        older=Link(texts.older, href(page.number + 1) if page.has_next else ""),
    )
