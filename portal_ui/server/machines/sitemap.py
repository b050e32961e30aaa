"""The sitemap: an index of files of at most `FILE_SIZE` articles each (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.server.machines.xml import document, element

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from xml.etree.ElementTree import Element

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

FILE_SIZE = 1000
"""Articles in one file. The protocol allows 50,000, for which a CMS would have to be asked 500 times at once."""

MOST_FILES = 50_000
"""Files that an index may name."""


@dataclass(frozen=True, slots=True)
class Address:
    """An absolute address and when what is there was changed."""

    href: str
    changed: datetime | None = None


def urlset(addresses: Iterable[Address]) -> str:
    """Return a sitemap of pages."""
    return document(element("urlset", xmlns=SITEMAP, children=(_located("url", address) for address in addresses)))


def index(files: Iterable[Address]) -> str:
    """Return a sitemap of sitemaps."""
    return document(element("sitemapindex", xmlns=SITEMAP, children=(_located("sitemap", file) for file in files)))


def _located(name: str, address: Address) -> Element:
    changed = element("lastmod", address.changed.isoformat(timespec="seconds")) if address.changed else None
    return element(name, children=(element("loc", address.href), changed))
