"""Pages for other sites' frames: the same content, without the portal around it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from portal_ui.components.view import Actions, Link, Listen, PageView, Picture
from portal_ui.content.pipeline import opening
from portal_ui.pages import article

if TYPE_CHECKING:
    from portal_ui.content.model import Article, CleanBody, Summary
    from portal_ui.pages.edition import Edition

OPENING = 280
"""Characters of the text that an excerpt shows: with title, lead and controls some 1000 px in a column of 500."""

WIDTH = 680
HEIGHT = 720
"""The room an excerpt takes, in CSS pixels, where whoever embeds it has enough."""


def embedded(edition: Edition, view: PageView, href: str) -> PageView:
    """Return `view`, whose full page is at `href`, as a page for frames.

    It takes no ratings, for browsers send no cookies there, turns no pages and has no actions: the full page has all.
    """
    # Where a link leads within the frame, the host's window would have to scroll.
    shown = view.article and replace(view.article, contents="", actions=Actions("", ""))
    listing = view.listing and replace(view.listing, newer=Link("", ""), older=Link("", ""))
    return replace(
        view,
        head=replace(view.head, robots="noindex", oembed=""),
        listing=listing,
        article=shown,
        rating=None,
        trail=None,
        beside=None,
        full_page=Link(edition.texts.labels.full_page, href),
    )


def excerpt(edition: Edition, found: Article, body: CleanBody, href: str) -> PageView:
    """Return title, lead and the opening of an article, whose full page is at `href`, as a page for frames."""
    view = embedded(edition, article.view(edition, found, body), href)
    assert view.article
    paragraphs = opening(body.html, OPENING)
    return replace(
        view,
        notices=None,
        labels=replace(view.labels, original=view.labels.full_page),
        article=replace(
            view.article,
            section=Link("", ""),
            reading_time="",
            cover=Picture(),
            # Text alone: a link may lead nowhere from within such a frame.
            body="".join(f"<p>{escape(text)}</p>" for text in paragraphs),
            authors=(),
            source="",
            tags=(),
            files=(),
            explained=(),
            listen=Listen("", "", "", "", ""),
            partial="" if found.protected else edition.texts.excerpt,
            original=href,
        ),
    )


def pasted(edition: Edition, summary: Summary, origin: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Return the HTML that stands in a CMS's page where the article's address was pasted, all addresses at `origin`.

    WordPress keeps no more than this of what a provider sends that it does not know (wp_filter_oembed_result).
    """
    page, frame = (escape(origin + path(summary.slug)) for path in (edition.article_href, edition.excerpt_href))
    title = escape(f"{summary.title} - {edition.portal('/').title}")
    return (
        f'<blockquote><a href="{page}">{escape(summary.title)}</a></blockquote><iframe src="{frame}" title="{title}"'
        f' width="{width}" height="{height}" frameborder="0"></iframe>'
    )
