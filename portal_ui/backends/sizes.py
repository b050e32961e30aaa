"""How large the files of articles are: asked of the server that has them, where the CMS does not say."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import httpx

from portal_ui.backends.fetch import client, opened
from portal_ui.backends.lru import Lru
from portal_ui.backends.public_hosts import PublicHosts
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from portal_ui.content.model import Article, Attachment

SECONDS = 2.0
"""How long an article waits for the sizes of its files."""

MOST = 20
"""Files of an article that are asked for."""

KNOWN_SECONDS = 3600.0
UNKNOWN_SECONDS = 600.0
_REMEMBERED = 10_000
_ABSOLUTE = ("http://", "https://")


class Sizes:
    """Sizes of files on public hosts and on those of `trusted` (`name` or `name:port`), the CMS's own.

    `transport` stands in for the network in tests, `clock` for the time in seconds.
    """

    def __init__(
        self,
        trusted: Container[str] = (),
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client(transport or PublicHosts(httpx.AsyncHTTPTransport(), trusted), httpx.Timeout(SECONDS))
        self._clock = clock
        self._known: Lru[str, tuple[int | None, float]] = Lru(_REMEMBERED)

    async def complete(self, article: Article) -> Article:
        """Return the article with the sizes of its files, as far as they can be had in `SECONDS`. Raises nothing."""
        asked = (file for file in article.attachments if file.size is None and file.url.startswith(_ABSOLUTE))
        unknown = [*islice(asked, MOST)]
        if not unknown:
            return article
        found = await asyncio.gather(*map(self._size, unknown))
        sizes = dict(zip((file.url for file in unknown), found, strict=True))
        files = tuple(replace(file, size=file.size or sizes.get(file.url)) for file in article.attachments)
        return replace(article, attachments=files)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def _size(self, file: Attachment) -> int | None:
        known = self._known.get(file.url)
        if known and known[1] > self._clock():
            return known[0]
        size = None
        try:
            async with asyncio.timeout(SECONDS):
                size = await self._ask(file)
        except (httpx.HTTPError, httpx.InvalidURL, BackendContract, TimeoutError):
            pass
        until = self._clock() + (UNKNOWN_SECONDS if size is None else KNOWN_SECONDS)
        self._known.put(file.url, (size, until), 1)
        return size

    async def _ask(self, file: Attachment) -> int | None:
        """Return the length that the server tells (RFC 9110, 8.6); `None` for a web page in the file's place."""
        asked = opened(
            self._client,
            httpx.URL(file.url),
            method="HEAD",
            allows=lambda _: True,
            headers=lambda _: {"Accept-Encoding": "identity"},
        )
        async with asked as (response, _):
            said, kind = response.headers.get("content-length", ""), response.headers.get("content-type", "")
            is_page = kind.startswith("text/html") and file.media_type != "text/html"
            whole = response.status_code == 200 and "content-encoding" not in response.headers and not is_page
            return int(said) or None if whole and said.isdecimal() else None
