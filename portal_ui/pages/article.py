"""An article's page."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

import reflex as rx
from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from portal_ui.components.actions import kept_notice
from portal_ui.components.article import article_component
from portal_ui.components.beside import beside_article
from portal_ui.components.contents import contents_html
from portal_ui.components.view import Actions, ArticleView, CorrectionLine, File, Link, Listen, Notices, PageView, Term
from portal_ui.content.parts import in_parts
from portal_ui.locales import LOCALES, cldr
from portal_ui.pages.beside import beside_view
from portal_ui.pages.edition import capitalised, picture
from portal_ui.pages.listing import section_trail
from portal_ui.pages.reading_time import reading_time

if TYPE_CHECKING:
    from portal_ui.components.view import RatingView
    from portal_ui.content.model import Article, Attachment, CleanBody
    from portal_ui.pages.edition import Edition
    from portal_ui.search.index import Beside as Found

_ANY_TYPE = "application/octet-stream"

LONG_WORDS = 500
LONG_HEADINGS = 3
"""From how many words and headings on an article has a table of contents: some two minutes' reading in three parts."""


def component() -> rx.Component:
    """Return what an article's page shows."""
    return rx.fragment(kept_notice(), article_component(), beside_article())


def view(
    edition: Edition, article: Article, body: CleanBody, rating: RatingView | None = None, beside: Found | None = None
) -> PageView:
    """Return the page of an article with its cleaned body, what stands `beside` it, and its rating if it takes any."""
    summary = article.summary
    path = f"/articles/{quote(summary.slug, safe='')}"
    section = summary.section.slug if summary.section else ""
    cover = picture(summary.cover)
    lang = summary.lang or edition.site.lang
    return PageView(
        kind="article",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal(path, section),
        head=replace(edition.article_head(summary, cover), translations=translations(edition, article)),
        article=ArticleView(
            title=summary.title,
            lead=summary.lead,
            lang=lang,
            section=edition.section_link(summary.section),
            published=edition.moment(summary.published),
            updated=edition.moment(summary.updated),
            reading_time=time_line(edition, article, body),
            cover=cover,
            enlarge=edition.texts.picture_view.enlarge,
            contents=contents(edition, article, body, lang),
            body=in_parts(body.html),
            authors=tuple(edition.name_link("/authors", name) for name in article.authors),
            source=article.source,
            tags=tuple(edition.name_link("/tags", name) for name in article.tags),
            files=tuple(file(edition, attachment) for attachment in article.attachments),
            explained=explained(body),
            explained_title=explained_title(edition, body),
            listen=listen(edition, article, lang),
            actions=Actions(edition.texts.offline.actions, edition.texts.offline.mail),
            withheld=edition.texts.withheld if article.protected else "",
            partial=edition.texts.partial if article.partial else "",
            original=article.address if article.address.startswith("http") else "",
        ),
        rating=rating,
        notices=notices(edition, article),
        trail=section_trail(edition, summary.title, edition.sections_around(summary.section), lang),
        beside=beside_view(edition, beside) if beside else None,
    )


def notices(edition: Edition, article: Article) -> Notices | None:
    """Return the corrections and the line on copyright, `None` where there are neither."""
    if not (article.corrections or article.copyright):
        return None
    made = tuple(CorrectionLine(each.text, edition.moment(each.at, with_time=False)) for each in article.corrections)
    texts = edition.texts.article
    return Notices(texts.corrections, made, texts.copyright, article.copyright)


def time_line(edition: Edition, article: Article, body: CleanBody) -> str:
    """Return the line on how long the article takes to read, empty where its text is not all here."""
    time = "" if article.protected or article.partial else reading_time(body.words, edition.lang)
    return edition.texts.article.reading_time.format(time=time) if time else ""


def contents(edition: Edition, article: Article, body: CleanBody, lang: str) -> str:
    """Return the table of contents of a long article, empty for others."""
    if article.protected or body.words < LONG_WORDS or len(body.headings) < LONG_HEADINGS:
        return ""
    texts = edition.texts.article
    count = texts.contents_count.format(count=len(body.headings))
    return contents_html(body.headings, texts.contents, count, lang=lang, shown_in=edition.lang)


def translations(edition: Edition, article: Article) -> tuple[Link, ...]:
    """Return the article in each of its languages, its own first; nothing if there is but one.

    An article stands in the edition of its own language, where there is one.
    """
    if not article.translations:
        return ()
    own = (article.summary.lang or edition.site.lang, article.summary.slug)
    editions = {
        lang: replace(edition, lang=lang if lang in LOCALES else edition.default_lang)
        for lang, _ in (own, *article.translations)
    }
    return tuple(
        Link(
            capitalised(language_name(lang, lang)),
            edition.origin + editions[lang].article_href(slug),
            "page" if lang == own[0] else "",
            lang,
        )
        for lang, slug in (own, *article.translations)
    )


def language_name(tag: str, lang: str) -> str:
    """Return what a language is called in the language `lang`, the tag where that is not known."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(Locale.parse(lang, sep="-")) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def explained(body: CleanBody) -> tuple[Term, ...]:
    """Return what the body's abbreviations stand for, then what its unusual words mean."""
    abbreviations = (Term(one.id, one.short, one.full, one.lang) for one in body.abbreviations)
    return (*abbreviations, *(Term(one.id, one.word, one.meaning, one.lang) for one in body.terms))


def explained_title(edition: Edition, body: CleanBody) -> str:
    """Return the heading of what is explained; empty where nothing is."""
    if body.terms:
        return edition.texts.terms
    return edition.texts.abbreviations if body.abbreviations else ""


def enlarge(edition: Edition, number: int) -> tuple[str, str]:
    """Return text and language of the link to a larger view of a gallery's n-th picture, or of one by itself (0)."""
    texts = edition.texts.picture_view
    return texts.enlarge_numbered.format(number=number) if number else texts.enlarge, edition.lang


def listen(edition: Edition, article: Article, lang: str) -> Listen:
    """Return what the page offers to listeners; a recording only at an address of our own, for the policy.

    `lang` is the text's.
    """
    own = article.audio if article.audio and article.audio.startswith("/") else ""
    texts, language = edition.texts, language_name(lang, edition.lang)
    return Listen(texts.listen, texts.listen_unreachable, own, texts.listen_recording, language)


def file(edition: Edition, attachment: Attachment) -> File:
    """Return an attachment with a note such as "PDF, 1,2 MB"."""
    size = file_size(attachment.size, edition.lang) if attachment.size else ""
    note = ", ".join(part for part in (file_type(attachment), size) if part)
    return File(attachment.title, attachment.url, f"({note})" if note else "")


def file_type(attachment: Attachment) -> str:
    """Return an attachment's type as file names end, empty where it is not known."""
    path = attachment.url.partition("?")[0]
    ending, known = PurePosixPath(path).suffix, mimetypes.guess_type(path)[0]
    guessed = None if attachment.media_type == _ANY_TYPE else mimetypes.guess_extension(attachment.media_type)
    # Several endings may have one type, of which the first is guessed: XML files would be XSL.
    own = known and (known == attachment.media_type or not guessed)
    return (ending if own else guessed or "").lstrip(".").upper()


def file_size(size: int, lang: str) -> str:
    """Return a size in bytes as people read it, in decimal units (SI: 1 kB is 1000 bytes)."""
    unit, divisor = next(pair for pair in (("MB", 1e6), ("kB", 1e3), ("B", 1)) if size >= pair[1])
    return f"{format_decimal(size / divisor, format='#,##0.#', locale=cldr(lang))} {unit}"
