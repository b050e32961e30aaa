"""The search page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import reflex as rx

from portal_ui.components.listing import cards, months, pagination
from portal_ui.components.search_page import helping, narrowing, note
from portal_ui.components.view import Choice, Link, Listing, PageView, Piece, SearchView
from portal_ui.components.view import listing as shown
from portal_ui.content.model import Page
from portal_ui.pages.archive import archive_link
from portal_ui.pages.listing import listing, trail
from portal_ui.search.find import Within

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from portal_ui.content.model import Section, Summary
    from portal_ui.pages.edition import Edition
    from portal_ui.search.index import Answer

LONGEST = 200

_SPACE = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class Search:
    """What the search form was sent with: tidied words, the slug of a section, and dates as they were written."""

    words: str = ""
    section: str = ""
    since: str = ""
    until: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it asks for more than words."""
        return bool(self.section or self.since or self.until)

    @property
    def query(self) -> dict[str, str]:
        """The form's fields that were filled in, by name."""
        fields = {"q": self.words, "section": self.section, "from": self.since, "to": self.until}
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True)
class Scope:
    """Where a search looks, of what was chosen what could be used (`search`), and what could not, in words (`note`)."""

    search: Search
    within: Within
    note: str = ""


def component() -> rx.Component:
    """Return what the search page shows: how many were found, then the articles, or what to try instead."""
    return rx.el.div(
        rx.el.h1(shown.title),
        narrowing(),
        note(),
        rx.cond(shown.description, rx.el.p(shown.description, class_name="count")),
        helping(),
        rx.cond(shown.cards.length() > 0, cards()),
        pagination(),
        months(),
        class_name="listing results reading",
    )


def asked(text: str) -> str:
    """Return the words searched for: one space between them, no control characters, cut where they are too many."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()[:LONGEST].strip()


def scope(edition: Edition, search: Search) -> Scope:
    """Return where to look: within the section and those inside it, and between the dates, both days included."""
    texts, notes = edition.texts.finding, list[str]()
    sections = tuple(section.slug for section in edition.sections_within(search.section)) if search.section else ()
    if search.section and not sections:
        notes.append(texts.bad_section)
        search = replace(search, section="")
    dates: list[date | None] = []
    for text in (search.since, search.until):
        dates.append(_date(text))
        if text and dates[-1] is None:
            notes.append(texts.bad_date.format(date=text[:20]))
    since, until = dates
    if since and until and since > until:
        notes.append(texts.bad_dates)
        since = until = None
    search = replace(search, since=since.isoformat() if since else "", until=until.isoformat() if until else "")
    within = Within(sections, _midnight(since, edition.zone), _midnight(until, edition.zone, days=1))
    return Scope(search, within, " ".join(notes))


def view(edition: Edition, scope: Scope, answer: Answer, number: int, size: int) -> PageView:
    """Return a page of what the index found, or what may help where it found nothing."""
    texts = edition.texts
    search, found = scope.search, answer.found
    page = Page(
        tuple(hit.summary for hit in found.hits), number, size, found.total, has_next=number * size < found.total
    )
    if not found.total:
        text = (texts.finding.none_meant if answer.meant else texts.finding.none).format(words=search.words)
    else:
        text = (texts.finding.partly if found.partly else texts.search_found).format(total=found.total)
    shown = _listing(edition, search, page, text)
    snippets = tuple(tuple(Piece(piece.text, piece.hit) for piece in hit.snippet) for hit in found.hits)
    shown = replace(
        shown,
        cards=tuple(replace(card, snippet=pieces) for card, pieces in zip(shown.cards, snippets, strict=True)),
    )
    note = " ".join(filter(None, (scope.note, "" if answer.whole else texts.finding.unfinished)))
    return _page(edition, search, shown, note, _helping(edition, search, answer))


def own_view(edition: Edition, words: str, page: Page[Summary]) -> PageView:
    """Return a page of what the CMS's own search found."""
    text = edition.texts.search_found.format(total=page.total if page.total is not None else f"{len(page.items)}+")
    search = Search(words)
    return _page(edition, search, _listing(edition, search, page, text))


def empty_view(edition: Edition, search: Search) -> PageView:
    """Return the page for those who have asked for no word."""
    texts = edition.texts
    nothing = Listing(texts.listing, texts.labels.search, texts.search_hint, (), "", Link("", ""), Link("", ""))
    return _page(edition, search, nothing)


def _listing(edition: Edition, search: Search, page: Page[Summary], text: str) -> Listing:
    texts = edition.texts.finding

    def href(number: int) -> str:
        return edition.search_href(search.query, number)

    found = listing(edition, texts.title.format(words=search.words), text, page, href)
    # They are in order of relevance, not of time.
    newer, older = replace(found.newer, title=texts.previous), replace(found.older, title=texts.next)
    return replace(found, newer=newer, older=older)


def _helping(edition: Edition, search: Search, answer: Answer) -> tuple[Link, ...]:
    texts = edition.texts.finding

    def link(text: str, other: Search) -> Link:
        return Link(text, edition.search_href(other.query))

    links: list[Link] = []
    if answer.meant:
        links.append(link(texts.meant.format(words=answer.meant), replace(search, words=answer.meant)))
    if answer.elsewhere:
        links.append(link(texts.elsewhere.format(total=answer.elsewhere), replace(search, section="")))
    if answer.always:
        links.append(link(texts.always.format(total=answer.always), replace(search, since="", until="")))
    if answer.anywhere:
        links.append(link(texts.anywhere.format(total=answer.anywhere), Search(search.words)))
    return tuple(links)


def _page(edition: Edition, search: Search, shown: Listing, note: str = "", help: tuple[Link, ...] = ()) -> PageView:
    texts = edition.texts
    query = f"?{urlencode(search.query)}" if search.query else ""
    return PageView(
        kind="search",
        lang=edition.lang,
        labels=texts.labels,
        portal=edition.portal(f"/search{query}", searched=search.words),
        head=edition.head(shown.title, "", robots="noindex"),
        trail=trail(edition, shown.title),
        listing=replace(shown, months=archive_link(edition)),
        search=SearchView(
            texts=texts.search,
            words=search.words,
            sections=tuple(_choice(edition, section) for section in edition.sections),
            section=search.section,
            since=search.since,
            until=search.until,
            note=note,
            help_title=texts.finding.help,
            help=help,
        ),
    )


def _choice(edition: Edition, section: Section) -> Choice:
    depth = len(edition.sections_around(section)) - 1
    # No element says that one option is within another; a dash before it is what is left.
    return Choice(section.slug, "– " * depth + section.title)


def _date(text: str) -> date | None:
    """Return the date in a text, as browsers send it or as Vietnamese readers write it; `None` if there is none."""
    try:
        if found := _DAY_FIRST.fullmatch(text.strip()):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _midnight(day: date | None, zone: ZoneInfo, days: int = 0) -> float | None:
    """Return the beginning of a day, or of one some days after it, in seconds since the epoch."""
    if day is None:
        return None
    try:
        return datetime.combine(day + timedelta(days=days), datetime.min.time(), zone).timestamp()
    except (OverflowError, ValueError):  # the first and the last year there are
        return None
