"""The notice of settings that came with the address (`carried.js`): in every page, shown only where that happened."""

# pyright: reportUnknownMemberType=false
# (Reflex leaves parts of its component types open.)

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx


@dataclass(frozen=True)
class CarriedTexts:
    """The notice's texts, as Vars: `undone` is said once the way back was taken."""

    taken: rx.Var[str]
    undo: rx.Var[str]
    undone: rx.Var[str]
    broken: rx.Var[str]


def carried_notice(texts: CarriedTexts) -> rx.Component:
    """Return the notice. The reading script says on `<html>` which of its two sentences is shown."""
    undo = rx.el.button(texts.undo, type="button", custom_attrs={"data-carried-undo": texts.undone})
    return rx.fragment(
        rx.el.div(rx.el.p(texts.taken), undo, class_name="carried carried-taken"),
        rx.el.div(rx.el.p(texts.broken), class_name="carried carried-broken"),
    )
