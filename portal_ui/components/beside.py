"""Beside an article: related ones, and the newer and the older one of its section."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.link import view_link
from portal_ui.components.view import Shown, beside

TITLE_ID = "portal-related"


def beside_article() -> rx.Component:
    """Return what stands beside the article, after it."""
    return rx.cond(
        beside,
        rx.el.aside(
            rx.cond(beside.related.length() > 0, related()),
            rx.cond((beside.newer.href != "") | (beside.older.href != ""), neighbours()),
            custom_attrs={
                "aria-labelledby": rx.cond(beside.related.length() > 0, TITLE_ID, rx.Var("undefined")),
                "aria-label": rx.cond(beside.related.length() > 0, rx.Var("undefined"), beside.label),
            },
            class_name="beside reading",
        ),
    )


def related() -> rx.Component:
    """Return the related articles."""
    return rx.el.section(
        rx.el.h2(beside.related_title, custom_attrs={"id": TITLE_ID}),
        rx.el.ul(rx.foreach(beside.related, lambda item: rx.el.li(view_link(item)))),
        class_name="related",
    )


def neighbours() -> rx.Component:
    """Return the links to the newer and the older article."""
    return rx.el.nav(
        neighbour(beside.newer_title, beside.newer, "prev"),
        neighbour(beside.older_title, beside.older, "next"),
        custom_attrs={"aria-label": beside.label},
        class_name="neighbours",
    )


def neighbour(title: Shown, target: Shown, rel: str) -> rx.Component:
    """Return one of them, nothing where there is none."""
    return rx.cond(target.href, rx.el.p(rx.el.span(title), view_link(target, rel=rel)))
