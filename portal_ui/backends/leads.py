"""Leads: what a CMS gives as an excerpt, and what stands in for a title that it does not give."""

from __future__ import annotations

import re
from textwrap import shorten

from portal_ui.backends.values import plain

_CUT = re.compile(r"\s*(\[(…|\.\.\.)\]|…|\.\.\.)$")
_COMPARED = 80
_BEGINNING = 20_000
_TITLE = 80
_LONGEST = 400


def lead_of(excerpt: str) -> str:
    """Return an excerpt's HTML as a lead: plain text, 400 characters at most, that ends in `…` where it was cut."""
    return shorten(_CUT.sub("…", plain(excerpt)), _LONGEST, placeholder="…")


def beyond(lead: str, html: str) -> str:
    """Return `lead`, or nothing where the article `html` begins with it: none should have to read that twice."""
    start = lead.removesuffix("…").strip()[:_COMPARED]
    return "" if start and start in plain(html[:_BEGINNING]) else lead


def stand_in(lead: str, slug: str) -> str:
    """Return a title for an article that has none: the beginning of its lead, else the words of its slug."""
    return shorten(lead, _TITLE, placeholder="…") or slug.replace("-", " ").strip() or slug
