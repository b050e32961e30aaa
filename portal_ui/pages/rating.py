"""The rating's own page: what came of a vote, for readers without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import reflex as rx

from portal_ui.components.link import view_link
from portal_ui.components.rating import rating_component
from portal_ui.components.view import Link, Message, PageView, RatingView, message
from portal_ui.pages.listing import trail

if TYPE_CHECKING:
    from portal_ui.pages.edition import Edition


def component() -> rx.Component:
    """Return what the rating's page shows."""
    return rx.el.div(
        rx.el.h1(message.title),
        rx.cond(message.text, rx.el.p(message.text, class_name="notice")),
        rating_component(),
        rx.el.ul(rx.foreach(message.links, lambda item: rx.el.li(view_link(item)))),
        class_name="message reading",
    )


def rating_view(edition: Edition, slug: str, **figures: int | bool | str | None) -> RatingView:
    """Return the rating of an article with its forms' addresses; `figures` are the other fields of `RatingView`."""
    action = f"{edition.article_href(slug)}/rating"
    return replace(RatingView(edition.texts.rating, action, f"{action}/withdraw"), **figures)


def view(edition: Edition, slug: str, title: str, rating: RatingView | None, refusal: str) -> PageView:
    """Return the page for an article's rating; `refusal` says why a vote did not count, empty where it did."""
    texts = edition.texts
    back = Link(texts.back_to_article, edition.article_href(slug))
    return PageView(
        kind="rating",
        lang=edition.lang,
        labels=texts.labels,
        portal=edition.portal(f"/articles/{quote(slug, safe='')}/rating"),
        head=edition.head(texts.rating_of.format(title=title), "", robots="noindex"),
        message=Message(texts.rating_of.format(title=title), refusal, (back,), "", ()),
        rating=rating,
        trail=trail(edition, texts.rating.title, replace(back, title=title)),
    )
