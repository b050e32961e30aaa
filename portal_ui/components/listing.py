"""A page of articles, and the way to the next."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import link, view_link
from portal_ui.components.moment import moment
from portal_ui.components.view import Shown, listing


def cards() -> rx.Component:
    """Return the articles of the listing, or what an empty one says."""
    return rx.cond(
        listing.cards.length() > 0,
        rx.el.ul(rx.foreach(listing.cards, card), class_name="cards"),
        rx.el.div(rx.el.p(listing.texts.empty), rx.el.p(listing.texts.empty_hint), class_name="notice"),
    )


def card(item: Shown) -> rx.Component:
    """Return one article of a listing."""
    return rx.el.li(
        rx.el.article(
            rx.el.h2(link(item.title, href=item.href), lang=item.lang),
            rx.el.p(
                rx.cond(item.published.iso, moment(item.published)),
                rx.cond(item.section.href, view_link(item.section)),
                class_name="dates",
            ),
            rx.cond(
                item.snippet.length() > 0,
                rx.el.p(rx.foreach(item.snippet, piece), lang=item.lang, class_name="summary"),
                rx.cond(item.lead, rx.el.p(item.lead, lang=item.lang, class_name="summary")),
            ),
            class_name="card",
        )
    )


def piece(item: Shown) -> rx.Component:
    """Return a piece of a snippet, marked where it is what was searched for."""
    return rx.cond(item.hit, rx.el.mark(item.text), item.text)


def months() -> rx.Component:
    """Return the link to the articles by month, where the listing has it."""
    return rx.cond(listing.months.href, rx.el.p(view_link(listing.months), class_name="months"))


def pagination() -> rx.Component:
    """Return the links to the newer and older pages, where there are any."""
    return rx.cond(
        (listing.newer.href != "") | (listing.older.href != ""),
        rx.el.nav(
            rx.cond(listing.newer.href, link(listing.newer.title, href=listing.newer.href, rel="prev")),
            rx.el.span(listing.position),
            rx.cond(listing.older.href, link(listing.older.title, href=listing.older.href, rel="next")),
            custom_attrs={"aria-label": listing.texts.pages},
            class_name="pagination",
        ),
    )
