"""From a feed's items to articles."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from portal_ui.backends.leads import beyond, lead_of, stand_in
from portal_ui.backends.own_site import host_of
from portal_ui.backends.slugs import slugify
from portal_ui.content.model import Article, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal_ui.backends.feed.document import Entry

_LONGEST_WORDS = 60
_MARK = 10
_LONG = 1200
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of a feed, newest first, found by the mark at the end of their slug or by their address."""

    articles: tuple[Article, ...]
    by_mark: dict[str, Article]
    by_place: dict[tuple[str, ...], Article]


def shelve(entries: Iterable[Entry]) -> Shelf:
    """Return the articles of these items; of those that are the same, the first."""
    entries = tuple(entries)
    # Some feeds know all their items by one name.
    names = Counter(identity for identity, _ in {(entry.identity, entry.link) for entry in entries})
    by_mark: dict[str, Article] = {}
    for entry in entries:
        identity = entry.identity if names[entry.identity] == 1 else f"{entry.identity} {entry.link}"
        mark = hashlib.sha256(identity.encode()).hexdigest()[:_MARK]
        by_mark.setdefault(mark, article(entry, mark))
    ordered = sorted(by_mark.values(), key=lambda one: one.summary.published or _OLDEST, reverse=True)
    return Shelf(tuple(ordered), by_mark, {place_of(one.address): one for one in reversed(ordered) if one.address})


def mark_of(slug: str) -> str:
    """Return the part of a slug that stays when its title changes."""
    return slug.rpartition("-")[2]


def place_of(url: str, base: str = "") -> tuple[str, ...]:
    """Return what two addresses of one page have in common: host without `www.`, path and query."""
    try:
        url = urljoin(base, url)
        parts = urlsplit(url)
    except ValueError:
        return (url,)
    return host_of(url), parts.path.rstrip("/"), parts.query


def article(entry: Entry, mark: str) -> Article:
    """Return an item as an article. What the feed does not carry whole is `partial`: its `html` is the excerpt."""
    withheld = 'class="post-password-form"' in entry.text  # WordPress puts its form where the text would be
    whole = bool(entry.text) or is_whole(entry.excerpt)
    html = "" if withheld else entry.text or entry.excerpt
    lead = "" if withheld else lead_of(entry.excerpt)
    title = entry.title or stand_in(lead, mark)
    words = slugify(entry.title)[:_LONGEST_WORDS].strip("-")
    updated = entry.updated if entry.updated and entry.published and entry.updated > entry.published else None
    return Article(
        summary=Summary(
            slug=f"{words}-{mark}" if words else mark,
            title=title,
            lead=lead,
            published=entry.published,
            updated=updated,
            cover=entry.cover,
            lang=entry.lang,
        ),
        html=html,
        address=entry.link,
        authors=entry.authors,
        tags=entry.tags,
        attachments=() if withheld else entry.attachments,
        audio=None if withheld else entry.audio,
        protected="password" if withheld else None,
        partial=not whole,
        source=entry.source,
        copyright=entry.copyright,
    )


def is_whole(excerpt: str) -> bool:
    """Return whether a description is the text itself: as long as one, or in several paragraphs."""
    return len(excerpt) >= _LONG or len(_PARAGRAPH.findall(excerpt)) > 1


def on_its_page(found: Article) -> Article:
    """Return an article without what its text says and shows again: the lead, and the cover."""
    cover = found.summary.cover
    return replace(
        found,
        summary=replace(
            found.summary,
            lead=beyond(found.summary.lead, found.html),
            cover=None if cover and cover.url in found.html else cover,
        ),
    )
