"""An article: title, lead, dates, cover, body, files, byline."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.actions import actions
from portal_ui.components.link import link, view_link
from portal_ui.components.moment import moment
from portal_ui.components.rating import rating_component
from portal_ui.components.view import Shown, article, head, labels, lang, notices, trail
from portal_ui.reading.aloud import ListenTexts, listen, player_place


def article_component() -> rx.Component:
    """Return the article as one `<article>` in its own language; the interface's words within it say theirs."""
    return rx.el.article(
        rx.el.header(
            # Where there is a trail, it says so.
            rx.cond(
                article.section.href & ~trail, rx.el.p(view_link(article.section), class_name="kicker"), rx.fragment()
            ),
            rx.el.h1(article.title),
            dates(),
            translations(),
            rx.cond(article.listen.label & ~article.withheld, listening(), rx.fragment()),
            class_name="article-header",
        ),
        rx.cond(article.lead, rx.el.p(article.lead, class_name="lead")),
        rx.cond(article.cover.src, cover()),
        rx.cond(article.contents, rx.html(article.contents, class_name="contents")),
        rx.cond(article.withheld, notice(article.withheld), rx.html(article.body, class_name="body")),
        rx.cond(article.partial, notice(article.partial)),
        rx.cond(notices & (notices.corrections.length() > 0), corrections()),
        rx.cond(article.files.length() > 0, files()),
        rx.cond(article.explained.length() > 0, explained()),
        article_footer(),
        rx.cond(article.actions.label, actions()),
        rating_component(),
        player_place(),
        lang=article.lang,
        class_name="article reading",
    )


def dates() -> rx.Component:
    """Return the line of dates and of the time to read, in the interface's words."""
    return rx.cond(
        article.published.iso | article.reading_time,
        rx.el.p(
            rx.cond(article.published.iso, rx.el.span(labels.published + " ", moment(article.published))),
            rx.cond(article.updated.iso, rx.el.span(labels.updated + " ", moment(article.updated))),
            rx.cond(article.reading_time, rx.el.span(article.reading_time)),
            lang=lang,
            class_name="dates",
        ),
    )


def listening() -> rx.Component:
    """Return the way to hear the article."""
    texts = ListenTexts(
        listen=article.listen.label,
        recording=article.listen.recording_label,
        unreachable=article.listen.unreachable,
        language=article.listen.language,
        lang=lang,
    )
    return listen(texts, article.listen.recording)


def translations() -> rx.Component:
    """Return the links to the article in its other languages, each named in its own."""
    return rx.cond(
        head.translations.length() > 0,
        rx.el.p(
            rx.el.span(labels.translations + " "),
            rx.foreach(
                head.translations,
                lambda other: rx.cond(
                    other.current,
                    rx.fragment(),
                    link(other.title, href=other.href, lang=other.lang, custom_attrs={"hrefLang": other.lang}),
                ),
            ),
            lang=lang,
            class_name="translations",
        ),
    )


def cover() -> rx.Component:
    """Return the cover, first and at once: it is the largest paint of most articles."""
    image = rx.el.img(
        src=article.cover.src,
        alt=article.cover.alt,
        # As plain attributes: Reflex makes an inline style of the properties of these names.
        custom_attrs={
            "width": rx.cond(article.cover.width, article.cover.width, rx.Var("undefined")),
            "height": rx.cond(article.cover.height, article.cover.height, rx.Var("undefined")),
            "fetchPriority": "high",
        },
    )
    return rx.el.figure(
        image,
        link(article.enlarge, href=article.cover.src, lang=lang, class_name="enlarge"),
        rx.cond(article.cover.caption, rx.el.figcaption(article.cover.caption)),
        class_name="cover",
    )


def notice(text: Shown) -> rx.Component:
    """Return what is said of a text that is not all here, with the way to the original."""
    return rx.el.div(
        rx.el.p(text),
        rx.cond(article.original, rx.el.p(link(labels.original, href=article.original, rel="external"))),
        lang=lang,
        class_name="notice",
    )


def files() -> rx.Component:
    """Return the attachments with their types and sizes."""
    return rx.el.section(
        rx.el.h2(labels.attachments, lang=lang),
        rx.el.ul(
            rx.foreach(
                article.files,
                lambda file: rx.el.li(
                    link(file.title, href=file.href, download=True),
                    " ",
                    rx.el.span(file.note, lang=lang, class_name="note"),
                ),
            )
        ),
        class_name="attachments",
    )


def corrections() -> rx.Component:
    """Return what was put right since the article came out."""
    return rx.el.section(
        rx.el.h2(notices.corrections_title, lang=lang),
        rx.foreach(
            notices.corrections,
            lambda made: rx.el.p(
                rx.cond(made.at.iso, rx.el.span(moment(made.at), ": ", lang=lang, class_name="note")), made.text
            ),
        ),
        class_name="notice",
    )


def explained() -> rx.Component:
    """Return what the article's abbreviations stand for and its unusual words mean; links in the text lead here."""
    return rx.el.section(
        rx.el.h2(article.explained_title, lang=lang),
        rx.el.dl(
            rx.foreach(
                article.explained,
                lambda term: rx.el.div(
                    rx.el.dt(term.short),
                    rx.el.dd(
                        term.full, lang=rx.cond(term.lang, term.lang, rx.Var("undefined")), custom_attrs={"id": term.id}
                    ),
                ),
            )
        ),
        class_name="explained",
    )


def article_footer() -> rx.Component:
    """Return the byline, the source and the keywords."""
    return rx.el.footer(
        rx.cond(
            article.authors.length() > 0,
            rx.el.div(
                rx.el.span(labels.author + ":", lang=lang),
                rx.el.ul(rx.foreach(article.authors, lambda author: rx.el.li(view_link(author, rel="author")))),
                class_name="byline",
            ),
        ),
        rx.cond(
            article.source, rx.el.p(rx.el.span(labels.source + ": ", lang=lang), article.source, class_name="source")
        ),
        rx.cond(
            notices & (notices.copyright != ""),
            rx.el.p(rx.el.span(notices.copyright_title + ": ", lang=lang), notices.copyright, class_name="source"),
        ),
        rx.cond(
            article.tags.length() > 0,
            rx.el.div(
                rx.el.span(labels.tags + ":", lang=lang),
                rx.el.ul(rx.foreach(article.tags, lambda tag: rx.el.li(view_link(tag, rel="tag")))),
                class_name="tags",
            ),
        ),
        # Where a printed article came from; a screen has an address bar.
        rx.cond(head.canonical, rx.el.p(article.title, rx.el.br(), head.canonical, class_name="printed")),
        class_name="article-footer",
    )
