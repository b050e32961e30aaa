"""Feeds of the newest articles, as Atom (RFC 4287) and as JSON Feed (version 1.1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.server.machines.xml import document, element

if TYPE_CHECKING:
    from datetime import datetime
    from xml.etree.ElementTree import Element

    from portal_ui.content.model import Summary

EPOCH = "1970-01-01T00:00:00Z"
"""What stands where a date must be and the CMS gives none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article and its address."""

    summary: Summary
    href: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest articles of the portal or of a section; addresses are absolute. `home` is the page of the same."""

    title: str
    description: str
    lang: str
    home: str
    atom: str
    json: str
    icon: str
    entries: tuple[Entry, ...]


def atom_feed(feed: Feed) -> str:
    """Return the feed as an Atom document."""
    moments = [moment for entry in feed.entries if (moment := _moment(entry.summary))]
    return document(
        element(
            "feed",
            xmlns="http://www.w3.org/2005/Atom",
            xml_lang=feed.lang,
            children=(
                element("id", feed.atom),
                element("title", feed.title),
                element("subtitle", feed.description) if feed.description else None,
                element("updated", max(moments).isoformat() if moments else EPOCH),
                # Every entry needs an author, its own or the feed's (RFC 4287, 4.1.1); summaries do not name theirs.
                element("author", children=[element("name", feed.title)]),
                element("icon", feed.icon),
                element("link", rel="self", type="application/atom+xml", href=feed.atom),
                element("link", rel="alternate", type="text/html", href=feed.home),
                *map(_atom_entry, feed.entries),
            ),
        )
    )


def _atom_entry(entry: Entry) -> Element:
    summary, moment = entry.summary, _moment(entry.summary)
    section = summary.section
    return element(
        "entry",
        xml_lang=summary.lang,
        children=(
            element("id", entry.href),
            element("title", summary.title),
            element("link", rel="alternate", type="text/html", href=entry.href),
            element("updated", moment.isoformat() if moment else EPOCH),
            element("published", summary.published.isoformat()) if summary.published else None,
            element("summary", summary.lead) if summary.lead else None,
            element("category", term=section.slug, label=section.title) if section else None,
        ),
    )


def json_feed(feed: Feed) -> str:
    """Return the feed as a JSON Feed."""
    parts = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "language": feed.lang,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "icon": feed.icon,
        "items": [_json_item(entry) for entry in feed.entries],
    }
    return json.dumps({name: value for name, value in parts.items() if value != ""}, ensure_ascii=False)


def _json_item(entry: Entry) -> dict[str, object]:
    summary = entry.summary
    item: dict[str, object | None] = {
        "id": entry.href,
        "url": entry.href,
        "title": summary.title,
        # An item must have content; a lead is what listings have of it.
        "content_text": summary.lead or summary.title,
        "language": summary.lang,
        "date_published": summary.published.isoformat() if summary.published else None,
        "date_modified": summary.updated.isoformat() if summary.updated else None,
        "tags": [summary.section.title] if summary.section else None,
    }
    return {name: value for name, value in item.items() if value is not None}


def _moment(summary: Summary) -> datetime | None:
    return summary.updated or summary.published
