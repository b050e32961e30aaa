"""Links that are real page loads."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A

from portal_ui.components.view import Shown


def link(*children: Any, **props: Any) -> rx.Component:
    """Return a native `<a>`.

    `rx.el.a` is React Router's client-side link; a real page load gives focus, title, announcement, the
    back-forward cache and page data without any script of ours.
    """
    return A.create(*children, **props)


def view_link(target: Shown, **props: Any) -> rx.Component:
    """Return the link for a `Link` Var, marked as current where it is."""
    return link(
        target.title,
        href=target.href,
        lang=rx.cond(target.lang, target.lang, rx.Var("undefined")),
        custom_attrs={"aria-current": rx.cond(target.current, target.current, rx.Var("undefined"))},
        **props,
    )
