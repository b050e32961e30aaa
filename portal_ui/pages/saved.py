"""The page of the articles kept on the reader's device. Only the browser knows them, so a script lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reflex as rx

from portal_ui.components.view import PageView, SavedView, saved
from portal_ui.pages.listing import trail

if TYPE_CHECKING:
    from portal_ui.pages.edition import Edition

PATH = "/saved"


def component() -> rx.Component:
    """Return what the page shows."""
    return rx.el.div(
        rx.el.h1(saved.title),
        rx.el.p(saved.intro),
        rx.el.p(saved.without_script, class_name="without-script"),
        # React does not look into it.
        rx.html("", custom_attrs={"data-module": "offline"}),
        class_name="message reading",
    )


def view(edition: Edition) -> PageView:
    """Return the page in the edition's language."""
    texts = edition.texts.offline
    return PageView(
        kind="saved",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal(PATH),
        head=edition.head(texts.saved, PATH, description=texts.saved_intro, robots="noindex"),
        trail=trail(edition, texts.saved),
        saved=SavedView(texts.saved, texts.saved_intro, texts.without_script),
    )
