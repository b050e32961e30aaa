"""The page of reading settings: the panel, a text to try it on, and what the browser can do by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reflex as rx

from portal_ui.components.view import PageView, ReadingView, reading
from portal_ui.pages.listing import trail
from portal_ui.reading.panel.markup import panel_html

if TYPE_CHECKING:
    from portal_ui.pages.edition import Edition


def component() -> rx.Component:
    """Return what the page shows. The panel is HTML that React leaves alone: the panel's script fills it."""
    texts = reading.texts
    return rx.el.div(
        rx.el.h1(texts.heading),
        rx.el.p(texts.intro, class_name="lead"),
        rx.el.div(
            rx.el.section(
                rx.el.h2(texts.sample, custom_attrs={"id": "reading-sample"}),
                rx.foreach(texts.sample_text, rx.el.p),
                # It scrolls by itself where it is higher than the screen.
                tab_index=0,
                custom_attrs={"aria-labelledby": "reading-sample"},
                class_name="reading-sample",
            ),
            rx.html(reading.panel, class_name="panel-frame"),
            class_name="reading-page-columns",
        ),
        rx.el.section(
            rx.el.h2(texts.browser, custom_attrs={"id": "reading-browser"}),
            rx.el.p(texts.without_script, class_name="without-script"),
            rx.el.ul(rx.foreach(texts.browser_ways, rx.el.li)),
            custom_attrs={"aria-labelledby": "reading-browser"},
            class_name="reading-browser",
        ),
        class_name="reading-page reading",
    )


def view(edition: Edition) -> PageView:
    """Return the page in the edition's language."""
    texts = edition.texts
    return PageView(
        kind="reading",
        lang=edition.lang,
        labels=texts.labels,
        portal=edition.portal("/reading"),
        head=edition.head(texts.panel.words.title, "/reading", description=texts.reading_page.intro),
        trail=trail(edition, texts.panel.words.title),
        reading=ReadingView(texts.reading_page, panel_html(texts.panel)),
    )
