"""The search form of every page."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.native import PlainForm
from portal_ui.components.view import labels, portal


def search_form() -> rx.Component:
    """Return the form, a plain GET that works without JavaScript; it keeps the words that were searched for."""
    return PlainForm.create(
        rx.el.label(labels.search, custom_attrs={"htmlFor": "portal-search"}),
        rx.el.input(
            type="search",
            name="q",
            custom_attrs={
                "id": "portal-search",
                "defaultValue": portal.searched,
                "maxLength": 200,
                "autoComplete": "off",
                "enterKeyHint": "search",
            },
        ),
        rx.el.button(labels.search_submit, type="submit", class_name="button"),
        role="search",
        class_name="search",
        custom_attrs={"action": portal.search, "method": "get"},
    )
