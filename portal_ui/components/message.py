"""A page that says what happened and where to go on."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import view_link
from portal_ui.components.view import Shown, message


def message_component() -> rx.Component:
    """Return the message with its ways on."""
    return rx.el.div(
        rx.el.h1(message.title),
        rx.el.p(message.text),
        rx.cond(message.links.length() > 0, ways(message.links)),
        rx.cond(message.more.length() > 0, rx.el.section(rx.el.h2(message.more_title), ways(message.more))),
        class_name="message reading",
    )


def ways(links: Shown) -> rx.Component:
    """Return a list of links."""
    return rx.el.ul(rx.foreach(links, lambda item: rx.el.li(view_link(item))))
