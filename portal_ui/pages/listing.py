"""Listings: what the pages that list articles share, and the trail of every inner page."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING

from portal_ui.components.view import Card, Link, Listing, Trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from portal_ui.content.model import Page, Section, Summary
    from portal_ui.pages.edition import Edition

_LONGEST_STEP = 48  # characters: the title itself follows at once
_NAMED = 3
_LONGEST_LINE = 160  # characters that search engines show


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
        texts=texts.listing,
        title=title,
        description=description,
        cards=tuple(card(edition, summary) for summary in page.items),
        position=position,
        newer=Link(texts.newer, href(page.number - 1) if page.number > 1 else ""),
        older=Link(texts.older, href(page.number + 1) if page.has_next else ""),
    )


def numbered(title: str, shown: Listing, page: Page[Summary]) -> str:
    """Return the title of a listing's page, with its place after the first; the latest articles have but the place."""
    if page.number == 1:
        return title
    return f"{title} ({shown.position})" if title else shown.position


def contents_line(page: Page[Summary]) -> str:
    """Return what search engines may say of a listing that has no description: the titles of its first articles."""
    return shorten("; ".join(summary.title for summary in page.items[:_NAMED]), _LONGEST_LINE, placeholder=" …")


def trail(edition: Edition, title: str, *around: Link) -> Trail:
    """Return the trail of the page with this title; `around` are the pages between it and the home page."""
    here = shorten(title, _LONGEST_STEP, placeholder=" …")
    home = Link(edition.texts.home, edition.href("/"))
    return Trail(edition.texts.finding.trail, (home, *around, Link(here, "", "page")))


def section_trail(edition: Edition, title: str, around: Iterable[Section], lang: str) -> Trail:
    """Return the trail of a page within sections, from the outermost; `lang` is that of its title."""
    made = trail(edition, title, *map(edition.section_link, around))
    return replace(made, links=(*made.links[:-1], replace(made.links[-1], lang=lang)))
