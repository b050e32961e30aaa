"""The archive: all months that have articles."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import reflex as rx

from portal_ui.components.link import view_link
from portal_ui.components.view import Archive, Link, PageView, Shown, Year, archive
from portal_ui.pages.listing import trail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal_ui.pages.edition import Edition

PATH = "/archive"


def component() -> rx.Component:
    """Return what the archive shows: the months, by year."""
    return rx.el.div(rx.el.h1(archive.title), rx.foreach(archive.years, year), class_name="listing archive reading")


def year(item: Shown) -> rx.Component:
    """Return a year with its months."""
    return rx.el.section(
        rx.el.h2(item.title), rx.el.ul(rx.foreach(item.months, lambda month: rx.el.li(view_link(month))))
    )


def month_path(year: int, month: int) -> str:
    """Return the address of a month's articles, without language prefix."""
    return f"{PATH}/{year:04}/{month:02}"


def archive_link(edition: Edition) -> Link:
    """Return the link to the archive."""
    return Link(edition.texts.finding.archive, edition.href(PATH))


def view(edition: Edition, times: Iterable[float]) -> PageView:
    """Return the archive of articles published at these times, in seconds since the epoch, newest first."""
    texts = edition.texts
    local = (datetime.fromtimestamp(time, edition.zone) for time in times)
    months = Counter((at.year, at.month) for at in local)
    years: dict[int, list[Link]] = {}
    for (number, month), total in sorted(months.items(), reverse=True):
        text = texts.finding.month_count.format(month=month, total=total)
        years.setdefault(number, []).append(Link(text, edition.href(month_path(number, month))))
    title = texts.finding.archive
    return PageView(
        kind="archive",
        lang=edition.lang,
        labels=texts.labels,
        portal=edition.portal(PATH),
        head=edition.head(title, PATH, description=f"{title}: {', '.join(map(str, years))}"),
        trail=trail(edition, title),
        archive=Archive(title, tuple(Year(str(number), tuple(links)) for number, links in years.items())),
    )
