"""What the API answers, and from what it is made. Addresses are absolute; moments are RFC 3339, or `None`.

These classes are also where the OpenAPI description comes from: their docstrings are its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

if TYPE_CHECKING:
    from portal_ui.content import model
    from portal_ui.pages.edition import Edition


@dataclass(frozen=True)
class SectionItem:
    """A part of the portal that holds articles. `parent` is the slug of the section around it."""

    slug: str
    title: str
    description: str
    parent: str | None
    url: str


@dataclass(frozen=True)
class Picture:
    """An image with its size in CSS pixels, where that is known."""

    url: str
    alt: str
    caption: str
    width: int | None
    height: int | None


@dataclass(frozen=True)
class ArticleItem:
    """An article as listings have it. `url` is its page, `api` its address here, `lang` a BCP 47 tag."""

    slug: str
    title: str
    lead: str
    lang: str
    published: datetime | None
    updated: datetime | None
    section: SectionItem | None
    cover: Picture | None
    url: str
    api: str


@dataclass(frozen=True)
class ArticleList:
    """A page of articles, newest first. `total` is null where the CMS does not say; `next` is the next page."""

    items: tuple[ArticleItem, ...]
    page: int
    size: int
    total: int | None
    next: str | None


@dataclass(frozen=True)
class SectionList:
    """All sections, in the order of the portal's menu."""

    items: tuple[SectionItem, ...]


@dataclass(frozen=True)
class File:
    """A file offered with an article; `size` is in bytes."""

    url: str
    title: str
    media_type: str
    size: int | None


@dataclass(frozen=True)
class Translation:
    """The same article in another language."""

    lang: str
    slug: str
    url: str


@dataclass(frozen=True)
class Rating:
    """What readers gave: `total` points in `votes` votes of 1 to 5; `average` is null before the first vote."""

    total: int
    votes: int
    average: float | None


@dataclass(frozen=True)
class ArticleWhole:
    """A whole article. `html` is clean; it is empty where the text is `withheld`, a beginning where it is `partial`.

    `rating` is null where readers cannot rate the article, or while ratings are resting.
    """

    article: ArticleItem
    html: str
    words: int
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    files: tuple[File, ...]
    translations: tuple[Translation, ...]
    withheld: bool
    partial: bool
    rating: Rating | None


@dataclass(frozen=True)
class Problem:
    """Why there is no answer (RFC 9457)."""

    title: str
    status: int
    detail: str


def section_item(edition: Edition, section: model.Section) -> SectionItem:
    """Return a section."""
    url = edition.origin + edition.section_href(section.slug)
    return SectionItem(section.slug, section.title, section.description, section.parent, url)


def article_item(edition: Edition, summary: model.Summary) -> ArticleItem:
    """Return an article's summary."""
    return ArticleItem(
        slug=summary.slug,
        title=summary.title,
        lead=summary.lead,
        lang=summary.lang or edition.site.lang,
        published=summary.published,
        updated=summary.updated,
        section=section_item(edition, summary.section) if summary.section else None,
        cover=_picture(edition, summary.cover) if summary.cover else None,
        url=edition.origin + edition.article_href(summary.slug),
        api=edition.origin + api_href(summary.slug),
    )


def article_list(edition: Edition, page: model.Page[model.Summary], following: str) -> ArticleList:
    """Return a page of articles; `following` is the address of the next page, which may be empty."""
    items = tuple(article_item(edition, summary) for summary in page.items)
    return ArticleList(items, page.number, page.size, page.total, following if page.has_next else None)


def article_whole(
    edition: Edition, article: model.Article, body: model.CleanBody, rating: Rating | None
) -> ArticleWhole:
    """Return an article with its cleaned body."""
    return ArticleWhole(
        article=article_item(edition, article.summary),
        html="" if article.protected else body.html,
        words=0 if article.protected else body.words,
        authors=article.authors,
        tags=article.tags,
        source=article.source,
        files=tuple(
            File(urljoin(edition.origin, file.url), file.title, file.media_type, file.size)
            for file in article.attachments
        ),
        translations=tuple(
            Translation(lang, slug, edition.origin + edition.article_href(slug)) for lang, slug in article.translations
        ),
        withheld=article.protected is not None,
        partial=article.partial,
        rating=rating,
    )


def api_href(slug: str) -> str:
    """Return the address of an article in the API."""
    return f"/api/articles/{quote(slug, safe='')}"


def _picture(edition: Edition, image: model.Image) -> Picture:
    return Picture(urljoin(edition.origin, image.url), image.alt, image.caption, image.width, image.height)
