"""The texts of finding: search, listings, and what stands beside an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ListingTexts:
    """The texts of a listing, which travel with it."""

    empty: str
    empty_hint: str
    pages: str


@dataclass(frozen=True)
class SearchTexts:
    """The texts of the search page's form, which travel with that page."""

    narrowing: str
    words: str
    section: str
    everywhere: str
    since: str
    until: str
    narrow: str


@dataclass(frozen=True)
class FindingTexts:
    """The texts with which the server words what was found."""

    title: str
    none: str
    none_meant: str
    partly: str
    unfinished: str
    bad_date: str
    bad_dates: str
    bad_section: str
    resting: str
    resting_hint: str
    help: str
    meant: str
    elsewhere: str
    always: str
    anywhere: str
    previous: str
    next: str
    inside: str
    trail: str
    tag: str
    author: str
    archive: str
    month: str
    month_count: str
    related: str
    neighbours: str
    newer: str
    older: str
