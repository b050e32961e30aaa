"""The portal's footer."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import link
from portal_ui.components.view import labels, portal


def site_footer() -> rx.Component:
    """Return the footer landmark."""
    return rx.el.footer(
        rx.el.p(link(portal.title, href=portal.home), lang=portal.lang),
        rx.el.p(labels.footer),
        class_name="site-footer",
    )
