"""The search page: the form that narrows it, and what may help where nothing was found."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from portal_ui.components.link import view_link
from portal_ui.components.native import PlainForm
from portal_ui.components.view import Shown, portal, search

texts = search.texts


def narrowing() -> rx.Component:
    """Return the form with words, section and dates, a plain GET that works without JavaScript."""
    return PlainForm.create(
        field("search-words", texts.words, entry("q", "search", "search-words", search.words)),
        rx.cond(search.sections.length() > 0, field("search-section", texts.section, sections("search-section"))),
        field("search-since", texts.since, entry("from", "date", "search-since", search.since)),
        field("search-until", texts.until, entry("to", "date", "search-until", search.until)),
        rx.el.button(texts.narrow, type="submit", class_name="button"),
        class_name="narrowing",
        custom_attrs={"action": portal.search, "method": "get", "aria-label": texts.narrowing},
    )


def entry(name: str, kind: Literal["search", "date"], id: str, value: Shown) -> rx.Component:
    """Return a field to type in, filled with `value`, which is the reader's to change."""
    # A date has no length (HTML, 4.10.5.1.7).
    room = {"maxLength": 200} if kind == "search" else {}
    return rx.el.input(type=kind, name=name, custom_attrs={"id": id, "defaultValue": value, **room})


def sections(id: str) -> rx.Component:
    """Return the choice of a section."""
    return rx.el.select(
        rx.el.option(texts.everywhere, value=""),
        rx.foreach(search.sections, lambda choice: rx.el.option(choice.title, value=choice.value)),
        name="section",
        custom_attrs={"id": id, "defaultValue": search.section},
    )


def field(name: str, label: Shown, control: rx.Component) -> rx.Component:
    """Return a control under its label; `name` is the control's id."""
    return rx.el.div(rx.el.label(label, custom_attrs={"htmlFor": name}), control, class_name="field")


def note() -> rx.Component:
    """Return what could not be used, or that not everything is indexed yet."""
    return rx.cond(search.note, rx.el.p(search.note, class_name="notice"))


def helping() -> rx.Component:
    """Return what may help: the words put right, other sections, other dates."""
    return rx.cond(
        search.help.length() > 0,
        rx.el.section(
            rx.el.h2(search.help_title),
            rx.el.ul(rx.foreach(search.help, lambda item: rx.el.li(view_link(item)))),
            class_name="helping",
        ),
    )
