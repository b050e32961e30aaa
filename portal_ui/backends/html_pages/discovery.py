"""Finding the articles of a site: its sitemaps (https://www.sitemaps.org/protocol.html) and its feeds."""

from __future__ import annotations

import logging
import re
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from portal_ui.backends.html_pages import document, robots
from portal_ui.backends.own_site import host_of
from portal_ui.backends.values import moment, plain, text
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from portal_ui.backends.html_pages.document import Element
    from portal_ui.backends.html_pages.options import Options
    from portal_ui.backends.html_pages.robots import Robots
    from portal_ui.backends.http import Answer, Http

MOST_SITEMAPS = 20
MOST_BYTES = 20 * 2**20
"""What a list of articles may have, compressed or not; by the protocol of sitemaps it may have 50 MB."""

_FEED_ROOTS = ("rss", "feed", "RDF")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """An article's address; `when` orders it until its page is read. It is never shown: many sites get it wrong."""

    url: str
    when: datetime | None = None
    title: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Discovery:
    """Looks for the articles of the site at `origin`, an absolute address without a path."""

    http: Http
    origin: str
    options: Options
    zone: ZoneInfo

    async def look(self) -> tuple[tuple[Found, ...], Robots]:
        """Return the newest articles, newest first and as many as the options say, and the site's rules.

        Raises the errors of a backend; `BackendContract` if the site has neither sitemap nor feed.
        """
        rules = await robots.ask(self.http, self.origin)
        found: dict[str, Found] = {}
        sources = 0
        refusals: list[BackendError] = []
        for feed in self.options.feeds or await self._announced_feeds(refusals):
            answer = await self._ask(feed, refusals)
            root = document.xml(answer.body) if answer else None
            if root is not None and document.local_name(root) in _FEED_ROOTS:
                sources += 1
                for article in read_feed(root, self.zone):
                    self._keep(article, rules, found)
        for sitemap in await self._sitemaps(rules, refusals):
            sources += 1
            for article in read_sitemap(sitemap, self.zone):
                self._keep(article, rules, found)
        if not sources and refusals:
            raise refusals[0]
        if not sources:
            raise BackendContract(f"{self.origin} has neither a sitemap nor a feed; name one in [backend]")
        newest = sorted(
            found.values(), key=lambda article: article.when or datetime.min.replace(tzinfo=UTC), reverse=True
        )
        return tuple(newest[: self.options.limit]), rules

    def own(self, url: str) -> str | None:
        """Return the address at the site as configured, `None` if it is not the site's: www. and http do not matter."""
        try:
            parts = urlsplit(urljoin(f"{self.origin}/", url.strip()))
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or host_of(parts.geturl()) != host_of(self.origin):
            return None
        return f"{self.origin}{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"

    def _keep(self, article: Found, rules: Robots, found: dict[str, Found]) -> None:
        url = self.own(article.url)
        if url is None or urlsplit(url).path == "/" or not rules.allows(url):
            return
        if self.options.articles and not re.search(self.options.articles, urlsplit(url).path):
            return
        known = found.get(url, Found(url))
        found[url] = replace(
            known,
            when=article.when or known.when,
            title=known.title or article.title,
            lead=known.lead or article.lead,
        )

    async def _sitemaps(self, rules: Robots, refusals: list[BackendError]) -> list[Element]:
        """Return the site's sitemaps that list pages, those that indexes name included."""
        waiting = list(self.options.sitemaps or rules.sitemaps or ("/sitemap.xml",))
        seen: set[str] = set()
        sitemaps: list[Element] = []
        while waiting and len(seen) < MOST_SITEMAPS:
            url = self.own(waiting.pop(0))
            if url is None or url in seen:
                continue
            seen.add(url)
            answer = await self._ask(url, refusals)
            root = document.xml(_decompressed(answer.body)) if answer else None
            if root is not None and document.local_name(root) == "sitemapindex":
                waiting += _named_sitemaps(root)
            elif root is not None and document.local_name(root) == "urlset":
                sitemaps.append(root)
        return sitemaps

    async def _announced_feeds(self, refusals: list[BackendError]) -> list[str]:
        answer = await self._ask("/", refusals)
        page = document.page(answer.text()) if answer else None
        if page is None:
            return []
        links = (link for link in page.iter("link") if link.get("type") in _FEED_TYPES)
        return [href for link in links if (href := link.get("href"))][:1]

    async def _ask(self, address: str, refusals: list[BackendError]) -> Answer | None:
        """Return what is at an address of the site; what it refuses is noted in `refusals` and counts as not there."""
        url = self.own(address)
        try:
            return await self.http.get(url, max_bytes=MOST_BYTES) if url else None
        except (BackendContract, BackendDenied) as error:
            _log.warning("a list of articles is left out: %s", error)
            refusals.append(error)
            return None


def read_sitemap(urlset: Element, zone: ZoneInfo) -> Iterator[Found]:
    """Yield the pages of a sitemap; a news sitemap gives titles too."""
    for url in urlset:
        loc = _inside(url, "loc")
        if loc:
            when = moment(_inside(url, "publication_date") or _inside(url, "lastmod"), zone)
            yield Found(loc, when, text(_inside(url, "title")))


def read_feed(feed: Element, zone: ZoneInfo) -> Iterator[Found]:
    """Yield the entries of an RSS or Atom feed."""
    for item in feed.iter("{*}item", "{*}entry"):
        said = {document.local_name(child): (child.text or "") for child in reversed(item)}
        hrefs = (
            child.get("href") for child in item.iterchildren("{*}link") if child.get("rel", "alternate") == "alternate"
        )
        link = said.get("link", "").strip() or next(filter(None, hrefs), "")
        if link:
            when = moment(said.get("pubDate") or said.get("published") or said.get("updated"), zone)
            lead = plain(said.get("description") or said.get("summary"))
            yield Found(link, when, plain(said.get("title")), lead)


def _named_sitemaps(index: Element) -> list[str]:
    """Return the sitemaps that an index names, the latest changed first."""
    named = sorted(index, key=lambda sitemap: _inside(sitemap, "lastmod"), reverse=True)
    return [loc for sitemap in named if (loc := _inside(sitemap, "loc"))]


def _inside(element: Element, name: str) -> str:
    found = next(element.iterdescendants(f"{{*}}{name}"), None)
    return (found.text or "").strip() if found is not None else ""


def _decompressed(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MOST_BYTES)
    except zlib.error:
        return b""
