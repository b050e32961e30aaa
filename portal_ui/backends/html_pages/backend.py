"""A site read by its pages, as a backend."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from portal_ui.backends.html_pages import document, reading, schema_org
from portal_ui.backends.html_pages import options as given_options
from portal_ui.backends.html_pages.budget import Budget
from portal_ui.backends.html_pages.discovery import Discovery
from portal_ui.backends.html_pages.index import Index, slug_of
from portal_ui.backends.http import Http
from portal_ui.backends.leads import stand_in
from portal_ui.backends.own_site import origin_of
from portal_ui.backends.slugs import slugify, title_of
from portal_ui.content.model import Article, Page, Section, Site, Summary
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown, BackendError, Capabilities

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portal_ui.backends.html_pages.discovery import Found
    from portal_ui.backends.html_pages.index import Entry
    from portal_ui.backends.html_pages.options import Options, Selectors
    from portal_ui.backends.html_pages.reading import Reading
    from portal_ui.backends.html_pages.robots import Robots
    from portal_ui.backends.opening import Opening
    from portal_ui.content.model import Query
    from portal_ui.content.protocol import Backend

AT_A_TIME = 2
MOST_ON_A_PAGE = 20

_ROUNDS = 3
_REFUSED_PRINTS = 3
_MINUTE = 60.0

_log = logging.getLogger(__name__)


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the site at `address`. Raises `ValueError` for an address or option that cannot be used."""
    read = given_options.read(options)
    http = Http(address, transport=opening.transport, per_host=AT_A_TIME)
    return HtmlBackend(http, origin_of(address), read, ZoneInfo(read.zone) if read.zone else opening.zone)


class _Gone(Exception):
    """There is no page at the address any more."""


class HtmlBackend:
    """The newest articles of a site. A listing reads the pages it shows; the rest are read in the background.

    Sections are told by the addresses, or by the pages read so far.
    """

    name: str = "html"

    def __init__(self, http: Http, origin: str, options: Options, zone: ZoneInfo) -> None:
        self.capabilities = Capabilities(
            total=options.articles is not None,
            sections=True,
            menu=options.section is not None,
            by_path=True,
            attachments=bool(options.selectors.attachments),
            max_page=MOST_ON_A_PAGE,
            rest=2 * _MINUTE / options.per_minute,
        )
        self._http = http
        self._origin = origin
        self._options = options
        self._zone = zone
        self._discovery = Discovery(http, origin, options, zone)
        self._index = Index(self._look, options.refresh, self._read_on)
        self._robots: Robots | None = None
        self._budget = Budget(options.per_minute)
        self._section_titles: dict[str, str] = {}
        self._menu: tuple[str, ...] = ()
        self._refused_prints = 0
        self._background: asyncio.Task[None] | None = None

    async def site(self) -> Site:
        """Return the name and language that the front page gives."""
        answer = await self._http.get(f"{self._origin}/")
        root = document.page(answer.text()) if answer else None
        if root is None:
            return Site("", url=self._origin)
        lang = (root.getroottree().getroot().get("lang") or "").strip()
        return Site(schema_org.site_name(root), lang=lang or "vi", url=self._origin)

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles, newest first; `search` finds nothing."""
        number, size = max(1, query.page), max(1, min(query.size, MOST_ON_A_PAGE))
        start = (number - 1) * size
        entries: list[Entry] = []
        failure: BackendDown | None = None
        # A page that was read may take another place, or be no article at all, so others move up.
        for _ in range(_ROUNDS):
            entries = [entry for entry in await self._index.entries() if self._fits(entry, query)]
            unread = [entry for entry in entries[start : start + size] if entry.summary is None]
            affordable = unread[: self._budget.left()]
            if not affordable or failure:
                break
            failure = await self._learn_all(affordable)
        shown = entries[start : start + size]
        if failure and not any(entry.summary for entry in shown):
            raise failure
        total = len(entries) if self._options.articles else None
        summaries = tuple(entry.summary or self._provisional(entry) for entry in shown)
        return Page(summaries, number, size, total, has_next=start + size < len(entries))

    async def get(self, slug: str) -> Article | None:
        """Return the article, or `None` if there is none that readers may see."""
        entry = await self._index.by_slug(slug)
        return await self._read(entry) if entry else None

    async def sections(self) -> tuple[Section, ...]:
        """Return the sections known so far, in the order of the front page's links, then by how much is in them."""
        found = [section for entry in await self._index.entries() if (section := self._section(entry))]
        titles = {section.slug: section.title for section in found} | self._section_titles
        counted = Counter(section.slug for section in found)
        listed = [slug for slug in self._menu if slug in counted]
        others = sorted(counted.keys() - set(listed), key=lambda slug: (-counted[slug], slug))
        return tuple(Section(slug, titles[slug], order=order) for order, slug in enumerate([*listed, *others]))

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the known article at an address of the site."""
        own = self._discovery.own(url)
        if own is None:
            return None
        entry = await self._index.by_address(own)
        if entry is None and self._options.articles:
            # An article that has moved, or goes by another of its addresses, still has its name and number.
            end = f"/{own.rpartition('/')[2]}"
            entry = await self._index.by_slug(slug_of(end)) if re.search(self._options.articles, end) else None
        return entry.slug if entry else None

    async def health(self) -> None:
        """Return if the site says what articles it has."""
        await self._index.entries()

    async def close(self) -> None:
        """Let go of the connections and stop reading in the background."""
        if self._background:
            self._background.cancel()
            await asyncio.gather(self._background, return_exceptions=True)
        await self._index.close()
        await self._http.close()

    async def _look(self) -> Sequence[Found]:
        found, self._robots = await self._discovery.look()
        self._refused_prints = 0
        at_their_pace = _MINUTE / self._robots.delay if self._robots.delay > 0 else self._options.per_minute
        self._budget.allow(max(1, min(self._options.per_minute, int(at_their_pace))))
        if self._options.section:
            await self._read_menu({urlsplit(article.url).path for article in found}, self._options.section)
        return found

    async def _read_menu(self, paths: Iterable[str], pattern: str) -> None:
        """Learn from the front page's links what the sections of these paths are called, and their order."""
        named = [section for path in paths if (section := re.search(pattern, path))]
        sections = {section.string[: section.end(1)]: slugify(unquote(section[1])) for section in named}
        try:
            answer = await self._http.get(f"{self._origin}/")
        except BackendError as error:
            _log.warning("the names of the sections are not known: %s", error)
            return
        root = document.page(answer.text()) if answer else None
        titles: dict[str, str] = {}
        for link in root.iter("a") if root is not None else ():
            own = self._discovery.own(link.get("href") or "")
            slug = sections.get(urlsplit(own).path.rstrip("/")) if own else None
            if slug and (title := document.words(link)):
                titles.setdefault(slug, title)
        self._menu = tuple(titles)
        self._section_titles |= titles

    def _read_on(self) -> None:
        if self._background is None or self._background.done():
            self._background = asyncio.create_task(self._read_the_rest())

    async def _read_the_rest(self) -> None:
        """Read the pages not yet read, newest first and one at a time, with rests between: sites count requests."""
        rest = max(2 * _MINUTE / self._options.per_minute, self._robots.delay if self._robots else 0.0)
        for entry in await self._index.entries():
            if entry.summary is None:
                await asyncio.sleep(max(rest, self._budget.wait()))
                if await self._learn_all([entry]):
                    return

    async def _learn_all(self, entries: Sequence[Entry]) -> BackendDown | None:
        """Read the pages of entries, as far as they have not been read. Return what kept that from being done."""
        results = await asyncio.gather(*map(self._learn, entries), return_exceptions=True)
        for result in results:
            # Other errors of the site have been logged, and their entries dropped.
            if isinstance(result, BaseException) and not isinstance(result, BackendError):
                raise result
        return next((result for result in results if isinstance(result, BackendDown)), None)

    async def _learn(self, entry: Entry) -> None:
        async with entry.reading:
            if entry.summary is None:
                await self._read(entry)

    async def _read(self, entry: Entry) -> Article | None:
        """Read an article's page and remember what listings show; forget the entry if there is no article.

        Raises the errors of a backend; after `BackendContract` it is forgotten too, unless it has been read before.
        """
        url = entry.found.url
        try:
            read = await self._printed(url) or await self._page(url, self._options.selectors)
        except _Gone:
            self._index.drop(entry)
            return None
        except BackendContract as error:
            if entry.summary is None:
                _log.warning("an article is left out: %s", error)
                self._index.drop(entry)
            raise
        if read is None and entry.summary:
            raise BackendContract(f"{url} was an article, and is none now")
        if read is None:
            _log.info("%s is no article", url)
            self._index.drop(entry)
            return None
        known = self._provisional(entry)
        summary = Summary(
            slug=entry.slug,
            title=read.title or known.title,
            lead=read.lead or known.lead,
            published=read.published,
            updated=read.updated,
            section=self._named_section(url, read.section),
            cover=read.cover,
            lang=read.lang,
        )
        entry.summary, entry.tags = summary, read.tags
        return Article(
            summary=summary,
            html=read.html,
            address=url,
            authors=read.authors,
            tags=read.tags,
            attachments=read.attachments,
            audio=read.audio,
            source=read.source,
            protected="members" if read.restricted else None,
            corrections=() if read.restricted else read.corrections,
            copyright=read.copyright,
        )

    def _provisional(self, entry: Entry) -> Summary:
        """Return what can be said of an article whose page has not been read."""
        found = entry.found
        title = found.title or stand_in(found.lead, entry.slug)
        return Summary(entry.slug, title, found.lead, section=self._named_section(found.url, ""))

    async def _printed(self, url: str) -> Reading | None:
        """Read the article's page for printing; one that is refused leads elsewhere, such as to the front page."""
        printing = self._options.print
        path = urlsplit(url).path
        found = re.search(printing.match, path) if printing else None
        if printing is None or found is None or self._refused_prints >= _REFUSED_PRINTS:
            return None
        address = f"{self._origin}{found.expand(printing.address)}"
        if self._robots and not self._robots.allows(address):
            return None
        try:
            read = await self._page(address, printing.selectors, base=url)
        except (BackendContract, BackendDenied, _Gone):
            read = None
        if read is None:
            self._refused_prints += 1
        return read

    async def _page(self, url: str, selectors: Selectors, base: str | None = None) -> Reading | None:
        self._budget.spend()
        answer = await self._http.get(url)
        if answer is None:
            raise _Gone
        if base and unquote(urlsplit(answer.url).path) != unquote(urlsplit(url).path):
            return None
        return await asyncio.to_thread(reading.read, answer.text(), base or answer.url, selectors, self._zone)

    def _fits(self, entry: Entry, query: Query) -> bool:
        section = self._section(entry)
        return (
            not query.search
            and (query.section is None or (section is not None and section.slug == query.section))
            and (query.tag is None or query.tag in entry.tags)
        )

    def _section(self, entry: Entry) -> Section | None:
        return entry.summary.section if entry.summary else self._named_section(entry.found.url, "")

    def _named_section(self, url: str, title: str) -> Section | None:
        """Return the section by its name in the address, where the options say where that is, else by its title."""
        if self._options.section:
            found = re.search(self._options.section, urlsplit(url).path)
            name = unquote(found[1]) if found else ""
            slug = slugify(name)
            if title:
                self._section_titles[slug] = title
            return Section(slug, self._section_titles.get(slug) or title_of(name)) if slug else None
        slug = slugify(title)
        return Section(slug, title) if slug else None
