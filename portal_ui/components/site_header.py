"""The portal's header: skip link, clock, languages, name, welcome line and menu."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import link, view_link
from portal_ui.components.search_form import search_form
from portal_ui.components.view import labels, portal
from portal_ui.reading.controls import clock


def skip_link() -> rx.Component:
    """Return the link past header and controls, the first thing the Tab key reaches."""
    return link(labels.skip_to_content, href="#portal-main", class_name="skip-link")


def site_header() -> rx.Component:
    """Return the header landmark."""
    return rx.el.header(
        rx.el.div(clock(portal.offsets, portal.weekdays), languages(), class_name="utility"),
        rx.el.div(
            rx.cond(portal.logo.src, logo()),
            rx.el.div(
                rx.el.p(link(portal.title, href=portal.home), lang=portal.lang, class_name="site-name"),
                rx.el.p(portal.welcome, lang=portal.lang, class_name="welcome"),
            ),
            class_name="masthead",
        ),
        rx.el.div(rx.cond(portal.menu.length() > 0, menu()), search_form(), class_name="ways"),
        class_name="site-header",
    )


def logo() -> rx.Component:
    """Return the owner's logo, which says nothing that the name beside it does not say."""
    return rx.el.img(
        src=portal.logo.src,
        alt="",
        class_name="logo",
        custom_attrs={"width": portal.logo.width, "height": portal.logo.height},
    )


def languages() -> rx.Component:
    """Return the links to this page in the interface's other languages."""
    return rx.el.nav(
        rx.el.ul(rx.foreach(portal.languages, lambda item: rx.el.li(view_link(item, href_lang=item.lang)))),
        custom_attrs={"aria-label": labels.switch_language},
        class_name="languages",
    )


def menu() -> rx.Component:
    """Return the menu of sections, the current one marked; a long one folded, so that controls and text come soon."""
    sections = rx.el.ul(rx.foreach(portal.menu, lambda item: rx.el.li(view_link(item))))
    summary = rx.el.summary(labels.menu + " ", rx.el.span(portal.menu_count, class_name="note"))
    return rx.el.nav(
        rx.cond(portal.menu_count, rx.el.details(summary, sections), sections),
        custom_attrs={"aria-label": labels.menu},
        class_name="menu",
    )
