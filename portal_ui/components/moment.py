"""Dates that people and machines can read."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.vars.object import ObjectVar


def moment(value: ObjectVar[Any]) -> rx.Component:
    """Return the `<time>` of a `Moment` Var."""
    return rx.el.time(value.text, date_time=value.iso)
