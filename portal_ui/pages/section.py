"""A section's listing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import reflex as rx

from portal_ui.components.link import view_link
from portal_ui.components.listing import cards, pagination
from portal_ui.components.view import PageView
from portal_ui.components.view import listing as shown
from portal_ui.pages.edition import section_path
from portal_ui.pages.listing import contents_line, listing, numbered, section_trail

if TYPE_CHECKING:
    from portal_ui.content.model import Page, Section, Summary
    from portal_ui.pages.edition import Edition


def component() -> rx.Component:
    """Return what a section's page shows."""
    return rx.el.div(
        rx.el.h1(shown.title),
        rx.cond(shown.description, rx.el.p(shown.description, class_name="lead")),
        rx.cond(shown.inside.length() > 0, inside()),
        cards(),
        pagination(),
        class_name="listing reading",
    )


def inside() -> rx.Component:
    """Return the links to the sections inside this one."""
    return rx.el.nav(
        rx.el.ul(rx.foreach(shown.inside, lambda item: rx.el.li(view_link(item)))),
        custom_attrs={"aria-label": shown.inside_title},
        class_name="inside",
    )


def view(edition: Edition, section: Section, page: Page[Summary]) -> PageView:
    """Return a page of a section's articles."""
    path = section_path(section.slug)
    position = f"?page={page.number}" if page.number > 1 else ""
    shown = listing(
        edition, section.title, section.description, page, lambda number: edition.section_href(section.slug, number)
    )
    inside = tuple(edition.section_link(part) for part in edition.sections if part.parent == section.slug)
    around = edition.sections_around(section)
    return PageView(
        kind="section",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal(path + position, section.slug),
        head=edition.head(
            numbered(section.title, shown, page),
            path + position,
            description=section.description or contents_line(page),
            feed=f"{path}/feed",
        ),
        trail=section_trail(edition, section.title, around[:-1], edition.site.lang),
        listing=replace(shown, inside=inside, inside_title=edition.texts.finding.inside),
    )
