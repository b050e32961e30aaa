"""An article's page."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import quote

from babel.numbers import format_decimal

from portal_ui.components.article import article_component
from portal_ui.components.view import ArticleView, File, PageView
from portal_ui.pages.edition import picture

if TYPE_CHECKING:
    import reflex as rx

    from portal_ui.components.view import RatingView
    from portal_ui.content.model import Article, Attachment, CleanBody
    from portal_ui.pages.edition import Edition


def component() -> rx.Component:
    """Return what an article's page shows."""
    return article_component()


def view(edition: Edition, article: Article, body: CleanBody, rating: RatingView | None = None) -> PageView:
    """Return the page of an article with its cleaned body and, where it takes ratings, its rating."""
    summary = article.summary
    path = f"/articles/{quote(summary.slug, safe='')}"
    section = summary.section.slug if summary.section else ""
    cover = picture(summary.cover)
    return PageView(
        kind="article",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal(path, section),
        head=edition.head(summary.title, path, description=summary.lead, kind="article", image=cover.src),
        article=ArticleView(
            title=summary.title,
            lead=summary.lead,
            lang=summary.lang or edition.site.lang,
            section=edition.section_link(summary.section),
            published=edition.moment(summary.published),
            updated=edition.moment(summary.updated),
            cover=cover,
            body=body.html,
            byline=", ".join(article.authors),
            source=article.source,
            tags=article.tags,
            files=tuple(file(edition, attachment) for attachment in article.attachments),
            withheld=edition.texts.withheld if article.protected else "",
            partial=edition.texts.partial if article.partial else "",
            original=article.address if article.address.startswith("http") else "",
        ),
        rating=rating,
    )


def file(edition: Edition, attachment: Attachment) -> File:
    """Return an attachment with a note such as "PDF, 1,2 MB"."""
    extension = mimetypes.guess_extension(attachment.media_type) or ""
    size = file_size(attachment.size, edition.lang) if attachment.size else ""
    note = ", ".join(part for part in (extension.lstrip(".").upper(), size) if part)
    return File(attachment.title, attachment.url, f"({note})" if note else "")


def file_size(size: int, lang: str) -> str:
    """Return a size in bytes as people read it, in decimal units (SI: 1 kB is 1000 bytes)."""
    unit, divisor = next(pair for pair in (("MB", 1e6), ("kB", 1e3), ("B", 1)) if size >= pair[1])
    return f"{format_decimal(size / divisor, format='#,##0.#', locale=lang)} {unit}"
