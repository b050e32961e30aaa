"""The pages that say what happened: not found, unavailable, gone wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal_ui.components.message import message_component
from portal_ui.components.view import Link, Message, PageView

if TYPE_CHECKING:
    import reflex as rx

    from portal_ui.pages.edition import Edition


def component() -> rx.Component:
    """Return what a message page shows."""
    return message_component()


def not_found(edition: Edition) -> PageView:
    """Return the 404 page with the sections as ways on."""
    texts = edition.texts
    ways = (Link(texts.home, edition.href("/")), *(edition.section_link(section) for section in edition.sections))
    return _page(edition, Message(texts.not_found, texts.not_found_hint, ways, "", ()))


def unavailable(edition: Edition, readable: tuple[Link, ...] = ()) -> PageView:
    """Return the 503 page; `readable` are the articles that can be read all the same."""
    texts = edition.texts
    return _page(edition, _trouble(edition, texts.unavailable, texts.unavailable_hint, readable))


def gone_wrong(edition: Edition, readable: tuple[Link, ...] = ()) -> PageView:
    """Return the page for our own faults and for a backend that lies or refuses (500, 502)."""
    texts = edition.texts
    return _page(edition, _trouble(edition, texts.gone_wrong, texts.gone_wrong_hint, readable))


def offline(edition: Edition) -> PageView:
    """Return the page that the browser shows in the place of others while it reaches no network."""
    texts = edition.texts
    ways = (Link(texts.offline.saved, edition.href("/saved")), Link(texts.try_again, ""))
    return _page(edition, Message(texts.offline.title, texts.offline.text, ways, "", ()))


def resting(edition: Edition, searched: str = "") -> PageView:
    """Return the 503 page that says that the index of the articles is being made."""
    texts = edition.texts
    home = Link(texts.home, edition.href("/"))
    sections = tuple(edition.section_link(section) for section in edition.sections)
    ways = (Link(texts.try_again, ""), home, *sections)
    page = _page(edition, Message(texts.finding.resting, texts.finding.resting_hint, ways, "", ()))
    return replace(page, portal=replace(page.portal, searched=searched))


def _trouble(edition: Edition, title: str, text: str, readable: tuple[Link, ...]) -> Message:
    texts = edition.texts
    # An empty reference is the page itself: following it asks for the same address once more.
    ways = (Link(texts.try_again, ""), Link(texts.home, edition.href("/")))
    return Message(title, text, ways, texts.still_readable if readable else "", readable)


def _page(edition: Edition, message: Message) -> PageView:
    return PageView(
        kind="message",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal("/"),
        head=edition.head(message.title, "", robots="noindex"),
        message=message,
    )
