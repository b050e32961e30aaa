"""WordPress as a backend."""

from __future__ import annotations

import base64
import logging
import time
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from portal_ui.backends.feed.backend import FeedBackend
from portal_ui.backends.feed.reader import Reader
from portal_ui.backends.http import Http
from portal_ui.backends.opening import OptionError, read_options
from portal_ui.backends.remembered import Remembered
from portal_ui.backends.wordpress.api import Closed, discover
from portal_ui.backends.wordpress.options import WordPressOptions
from portal_ui.backends.wordpress.rest import RestSite
from portal_ui.content.protocol import BackendContract, BackendDenied

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from zoneinfo import ZoneInfo

    from portal_ui.backends.opening import Opening
    from portal_ui.content.model import Article, Page, Query, Section, Site, Summary
    from portal_ui.content.protocol import Backend, Capabilities

log = logging.getLogger(__name__)

R = TypeVar("R")

FEED_SECONDS = 600.0
"""How long the feed is read before the API is tried again."""


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the WordPress site at `address`, which is where its front page is.

    The key is a user name and an application password, joined by a colon; WordPress needs none for what is public.
    Raises `ValueError` for an address, key or option that cannot be used.
    """
    read = read_options(WordPressOptions, options)
    base = f"{address.strip().rstrip('/')}/"
    both = _both_names(urlsplit(base).netloc)
    http = Http(base, hosts=(*read.hosts, *both), headers=_credentials(opening), transport=opening.transport)
    return WordPressBackend(http, base, read, opening.zone, keyed=opening.key is not None)


class WordPressBackend:
    """A WordPress site: its REST API, or its feed with the newest articles while the API is closed to us.

    `capabilities` are those of the way that is taken; which one it is shows at the first call.
    """

    name: str = "wordpress"

    def __init__(
        self,
        http: Http,
        base: str,
        options: WordPressOptions,
        zone: ZoneInfo,
        *,
        keyed: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.capabilities: Capabilities = RestSite.capabilities
        self._http = http
        self._base = base
        self._options = options
        self._zone = zone
        self._keyed = keyed
        self._way = Remembered(self._find_way, FEED_SECONDS, clock)
        self._rest: RestSite | None = None

    async def site(self) -> Site:
        """Return what the site says of itself. Raises the errors of a backend, as all methods here."""
        return await self._ask(lambda way: way.site())

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of posts, newest first, those that the site pins on top before them."""
        return await self._ask(lambda way: way.list(query))

    async def get(self, slug: str) -> Article | None:
        """Return the post or page, `None` if there is none that the public may see."""
        return await self._ask(lambda way: way.get(slug))

    async def sections(self) -> tuple[Section, ...]:
        """Return the categories that have articles."""
        return await self._ask(lambda way: way.sections())

    async def resolve(self, url: str) -> str | None:
        """Return the reference of the post or page at `url`, an old address of it too."""
        return await self._ask(lambda way: way.resolve(url))

    async def health(self) -> None:
        """Return if posts can be read now; with a key, if WordPress knows it."""
        await self._ask(lambda way: way.health())

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.close()

    async def _ask(self, ask: Callable[[Backend], Awaitable[R]]) -> R:
        way = self._rest or await self._way.get()
        if way is self._rest:
            try:
                return await ask(way)
            except BackendDenied:
                # Closed since we found it open.
                self._rest = None
                self._way.forget()
            way = await self._way.get()
        try:
            return await ask(way)
        except (BackendDenied, BackendContract):
            # Not even the feed can be read: what can is looked for with the next question.
            self._way.forget()
            raise

    async def _find_way(self) -> Backend:
        try:
            api = await discover(self._http, self._base)
        except Closed as reason:
            log.warning("the REST API is closed, only the newest articles are read, from the feed: %s", reason)
            reader = Reader(
                self._http,
                f"{self._base}?feed=rss2",
                self._zone,
                lambda number: f"{self._base}?feed=rss2&paged={number}",
            )
            way = FeedBackend(reader, self._http)
        else:
            way = self._rest = RestSite(api, self._options, self._zone, keyed=self._keyed)
        self.capabilities = way.capabilities
        return way


def _both_names(host: str) -> tuple[str, str]:
    bare = host.lower().removeprefix("www.")
    return bare, f"www.{bare}"


def _credentials(opening: Opening) -> dict[str, str]:
    if opening.key is None:
        return {}
    key = opening.key.get_secret_value()
    if ":" not in key:
        raise OptionError("PORTAL_BACKEND_KEY must be a user name and an application password, joined by a colon")
    return {"Authorization": f"Basic {base64.b64encode(key.encode()).decode()}"}
