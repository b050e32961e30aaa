"""Dates that people and machines can read."""

from __future__ import annotations

import reflex as rx

from portal_ui.components.view import Shown


def moment(value: Shown) -> rx.Component:
    """Return the `<time>` of a `Moment` Var."""
    return rx.el.time(value.text, date_time=value.iso)
