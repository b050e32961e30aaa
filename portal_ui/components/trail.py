"""The way from the home page to the page shown: where a reader is (WCAG 2.2, 2.4.8)."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import view_link
from portal_ui.components.view import Shown, trail


def trail_nav() -> rx.Component:
    """Return the trail, its last step the page itself."""
    return rx.el.nav(
        rx.el.ol(rx.foreach(trail.links, lambda step: rx.el.li(step_of(step)))),
        custom_attrs={"aria-label": trail.label},
        class_name="trail",
    )


def step_of(step: Shown) -> rx.Component:
    """Return a step: a link, or the page that is shown."""
    here = rx.el.span(
        step.title,
        lang=rx.cond(step.lang, step.lang, rx.Var("undefined")),
        custom_attrs={"aria-current": "page"},
    )
    return rx.cond(step.current, here, view_link(step))
