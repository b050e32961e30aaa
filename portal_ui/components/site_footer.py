"""The portal's footer."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import link, view_link
from portal_ui.components.view import labels, portal


def site_footer() -> rx.Component:
    """Return the footer landmark."""
    return rx.el.footer(
        rx.el.p(link(portal.title, href=portal.home), lang=portal.lang),
        rx.cond(
            portal.footer_lines.length() > 0,
            rx.el.div(rx.foreach(portal.footer_lines, rx.el.p), lang=portal.lang),
        ),
        rx.cond(
            portal.footer_links.length() > 0,
            rx.el.ul(rx.foreach(portal.footer_links, lambda item: rx.el.li(view_link(item)))),
        ),
        rx.el.p(labels.footer),
        rx.el.p(view_link(portal.saved)),
        rx.el.p(view_link(portal.accessibility)),
        class_name="site-footer",
    )
