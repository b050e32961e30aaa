"""The frame of every page: header, reading controls, main, footer, and the page that `kind` names within."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.embed_header import embed_header
from portal_ui.components.site_footer import site_footer
from portal_ui.components.site_header import site_header, skip_link
from portal_ui.components.trail import trail_nav
from portal_ui.components.view import Shown, full_page, head, kind, labels, portal, trail
from portal_ui.pages import (
    accessibility,
    archive,
    article,
    collection,
    embed_demo,
    home,
    message,
    rating,
    reading,
    saved,
    search,
    section,
)
from portal_ui.reading.carried import CarriedTexts, carried_notice
from portal_ui.reading.controls import ControlTexts, announcer, reading_controls
from portal_ui.reading.stylesheet import PRINT_STYLES

TITLE = head.title
DESCRIPTION = head.description
IMAGE = head.image.src
CONTROLS = ControlTexts(
    group=labels.controls,
    smaller=labels.size_smaller,
    reset=labels.size_reset,
    larger=labels.size_larger,
    more=labels.contrast_more,
    less=labels.contrast_less,
    smaller_help=labels.size_smaller_help,
    reset_help=labels.size_reset_help,
    larger_help=labels.size_larger_help,
    more_help=labels.contrast_more_help,
    less_help=labels.contrast_less_help,
    say_size=labels.say_size,
    say_size_max=labels.say_size_max,
    say_size_min=labels.say_size_min,
    say_contrast=labels.say_contrast,
    say_contrast_max=labels.say_contrast_max,
    say_contrast_min=labels.say_contrast_min,
    contrast_names=labels.contrast_names,
    contrast_void=labels.contrast_void,
    settings=labels.settings,
    zoom_hint=labels.zoom_hint,
)
CARRIED = CarriedTexts(
    taken=labels.carried, undo=labels.carried_undo, undone=labels.carried_undone, broken=labels.carried_broken
)

OWN_STYLES = ["reading", "saved", "accessibility", "embed_demo", "search", "archive"]
"""The kinds of pages that need `pages.css`."""

OEMBED_TYPES = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
"""The media types by which consumers find out who describes a page (https://oembed.com, 4)."""


def page() -> rx.Component:
    """Return the whole page. One component serves every address: the server decides what a page is, by `kind`."""
    return rx.cond(kind, frame())


@rx.memo
def frame() -> rx.Component:
    """Return the frame with the page that `kind` names."""
    return rx.el.div(
        rx.cond(full_page, embed_header(), rx.fragment(skip_link(), site_header())),
        reading_controls(CONTROLS, portal.reading, portal.panel),
        rx.cond(trail, trail_nav()),
        rx.el.main(
            rx.cond(full_page, rx.fragment(), carried_notice(CARRIED)),
            rx.match(
                kind,
                ("home", home.component()),
                ("section", section.component()),
                ("search", search.component()),
                ("article", article.component()),
                ("collection", collection.component()),
                ("archive", archive.component()),
                ("rating", rating.component()),
                ("reading", reading.component()),
                ("saved", saved.component()),
                ("embed_demo", embed_demo.component()),
                ("accessibility", accessibility.component()),
                message.component(),
            ),
            tab_index=-1,
            custom_attrs={"id": "portal-main"},
        ),
        rx.cond(full_page, rx.fragment(), site_footer()),
        announcer(),
    )


def meta() -> list[rx.Component]:
    """Return the head's elements beside title and description, from the page's own `Head`."""
    return [head_elements()]


# One memo: Reflex would make two of every element that depends on the page, and every page would carry them.
@rx.memo
def head_elements() -> rx.Component:
    """Return links and properties; React puts them into the head."""
    return rx.fragment(
        rx.cond(head.canonical, rx.el.link(rel="canonical", href=head.canonical)),
        rx.cond(head.robots, rx.el.meta(name="robots", content=head.robots)),
        rx.el.link(rel="alternate", type="application/atom+xml", href=head.feed + ".xml"),
        rx.el.link(rel="alternate", type="application/feed+json", href=head.feed + ".json"),
        rx.cond(
            head.search,
            rx.el.link(
                rel="search", type="application/opensearchdescription+xml", href=head.search, title=portal.title
            ),
        ),
        rx.el.link(rel="manifest", href=head.manifest),
        rx.foreach(head.translations, lambda other: rx.el.link(rel="alternate", href_lang=other.lang, href=other.href)),
        *(rx.cond(head.oembed, _discovery(form, media_type)) for form, media_type in OEMBED_TYPES.items()),
        _property("og:title", head.name),
        _property("og:type", head.kind),
        _property("og:url", head.canonical),
        _property("og:site_name", head.site),
        _property("og:locale", head.locale),
        _property("og:description", head.description),
        _property("og:image:width", head.image.width),
        _property("og:image:height", head.image.height),
        _property("og:image:alt", head.image.alt),
        _property("article:published_time", head.published),
        _property("article:modified_time", head.updated),
        rx.el.link(rel="stylesheet", href=PRINT_STYLES, media="print"),
        rx.cond(
            rx.Var.create(OWN_STYLES).contains(kind),
            rx.el.link(rel="stylesheet", href="/pages.css"),
        ),
        rx.cond(head.stylesheet, rx.el.link(rel="stylesheet", href=head.stylesheet)),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icons/180.png"),
    )


def _property(name: str, content: Shown) -> rx.Component:
    return rx.cond(content, rx.el.meta(custom_attrs={"property": name, "content": content}))


def _discovery(form: str, media_type: str) -> rx.Component:
    return rx.el.link(rel="alternate", type=media_type, href=f"{head.oembed}&format={form}", title=head.name)
