"""The header of a page in another site's frame: whose page it is, and the way to the full one."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import link, view_link
from portal_ui.components.view import full_page, portal


def embed_header() -> rx.Component:
    """Return the header landmark of an embedded page."""
    return rx.el.header(
        rx.el.p(link(portal.title, href=portal.home), lang=portal.lang),
        rx.el.p(view_link(full_page)),
        class_name="embed-header",
    )
