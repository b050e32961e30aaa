"""Copies of a CMS's images under an address of our own.

So the pages' policy stays `img-src 'self'`, readers are not made known to third parties, sizes are known before images
load, and articles can be kept for reading offline. An address names its image and is signed: nobody can have us fetch
what none of our pages shows.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING

import httpx

from portal_ui.backends.fetch import client, fetch
from portal_ui.backends.images.kind import Kind, kind_of
from portal_ui.backends.lru import Lru
from portal_ui.backends.public_hosts import PublicHosts
from portal_ui.backends.redaction import redact
from portal_ui.backends.signed import SignedAddresses
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from pathlib import Path

    from portal_ui.backends.images.store import Store

log = logging.getLogger(__name__)

PREFIX = "/media/remote/"

MAX_BYTES = 10 * 2**20
CONNECT_SECONDS = 4.0
READ_SECONDS = 10.0
TOTAL_SECONDS = 20.0
AT_A_TIME = 4

FRESH_FOR = 3600.0
"""Seconds after which the CMS is asked whether the image has changed, while the copy is shown."""

FAILED_FOR = 60.0
"""Seconds for which an image that could not be fetched is not asked for again."""

MEASURE_SECONDS = 2.0
"""How long a page may wait for the sizes of its images."""

_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml"
_REMEMBERED = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its file and what it is."""

    file: Path
    kind: Kind


class Broken(Exception):
    """An image cannot be had now. The message says why, for the log."""


class ImageCopies:
    """The copies in `store`, addressed under the `secret`.

    They are fetched from public hosts only, and from those of `trusted` (`name` or `name:port`), which are the CMS's
    own. `transport` stands in for the network in tests; `clock` gives seconds since the epoch, as file times do.
    """

    def __init__(
        self,
        store: Store,
        secret: bytes,
        trusted: Container[str] = (),
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._addresses = SignedAddresses(PREFIX, "image", secret)
        self._clock = clock
        self._client = client(
            transport or PublicHosts(httpx.AsyncHTTPTransport(http2=True), trusted),
            httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        )
        self._slots = asyncio.Semaphore(AT_A_TIME)
        self._kinds: Lru[str, tuple[Kind, float]] = Lru(_REMEMBERED)
        self._failed: Lru[str, float] = Lru(_REMEMBERED)
        self._fetching: dict[str, asyncio.Task[Copy]] = {}

    def address(self, url: str) -> str:
        """Return our address for the image at an absolute http or https URL; any other `url` is returned as it is."""
        return self._addresses.address(url)

    def size(self, url: str) -> tuple[int, int] | None:
        """Return width and height in pixels of the image at a URL, `None` as long as they are not known."""
        known = self._kinds.get(url)
        return known[0].size if known else None

    async def measure(self, urls: Iterable[str]) -> None:
        """Learn the sizes of images, fetching those that there is no copy of, for `MEASURE_SECONDS` at most.

        What takes longer goes on behind the reader's back, and what fails stays unknown.
        """
        tasks = [
            asyncio.ensure_future(self._copy(url))
            for url in urls
            if url.startswith(("http://", "https://")) and not self._kinds.get(url)
        ]
        if tasks:
            await asyncio.wait(tasks, timeout=MEASURE_SECONDS)
        for task in tasks:
            if task.done() and not task.cancelled():
                task.exception()

    async def copy(self, name: str) -> Copy | None:
        """Return the copy for the part of an address after `PREFIX`, `None` if it is not ours or cannot be had."""
        url = self._addresses.url(name)
        if url is None:
            return None
        try:
            return await self._copy(url)
        except Broken:
            return None

    async def close(self) -> None:
        """Let go of what is being fetched, and of the connections."""
        tasks = tuple(self._fetching.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()

    async def _copy(self, url: str) -> Copy:
        """Return the copy of an image. Raises `Broken`."""
        found = await asyncio.to_thread(self._find, url)
        if found is None:
            return await asyncio.shield(self._fetch_once(url, None))
        copy, fetched = found
        if self._clock() - fetched > FRESH_FOR and not self._has_failed(url):
            self._fetch_once(url, (copy, fetched))
        return copy

    def _find(self, url: str) -> tuple[Copy, float] | None:
        found = self._store.find(url)
        if found is None:
            return None
        file, fetched = found
        known = self._kinds.get(url)
        if known and known[1] == fetched:
            return Copy(file, known[0]), fetched
        try:
            kind = kind_of(file.read_bytes())
        except OSError:  # given up meanwhile
            return None
        if kind is None:
            return None
        self._kinds.put(url, (kind, fetched), len(url) + 300)
        return Copy(file, kind), fetched

    def _fetch_once(self, url: str, known: tuple[Copy, float] | None) -> asyncio.Task[Copy]:
        task = self._fetching.get(url)
        if task is None:
            task = asyncio.create_task(self._fetch(url, known))
            self._fetching[url] = task
            task.add_done_callback(lambda done: self._done(url, done))
        return task

    async def _fetch(self, url: str, known: tuple[Copy, float] | None) -> Copy:
        if self._has_failed(url):
            raise Broken(f"{url} could not be had a moment ago")
        headers = {"Accept": _ACCEPT}
        if known:
            headers["If-Modified-Since"] = formatdate(known[1], usegmt=True)
        try:
            async with self._slots, asyncio.timeout(TOTAL_SECONDS):
                received = await fetch(
                    self._client,
                    httpx.URL(url),
                    allows=lambda _: True,
                    headers=lambda _: headers,
                    max_bytes=MAX_BYTES,
                    final=(304,),
                )
        except (httpx.HTTPError, httpx.InvalidURL, BackendContract, TimeoutError) as error:
            raise Broken(f"{url}: {type(error).__name__}: {error}") from None
        if received.status == 304 and known:
            await asyncio.to_thread(self._store.renew, url)
            return known[0]
        if received.status != 200:
            raise Broken(f"{url} answered {received.status}")
        return await asyncio.to_thread(self._keep, url, received.body)

    def _keep(self, url: str, data: bytes) -> Copy:
        kind = kind_of(data)
        if kind is None:
            raise Broken(f"{url} is no image that a page may show")
        try:
            file = self._store.put(url, data)
        except OSError as error:
            raise Broken(f"{url} could not be kept: {error.strerror}") from None
        self._kinds.put(url, (kind, file.stat().st_mtime), len(url) + 300)
        return Copy(file, kind)

    def _has_failed(self, url: str) -> bool:
        failed = self._failed.get(url)
        return failed is not None and self._clock() - failed < FAILED_FOR

    def _done(self, url: str, task: asyncio.Task[Copy]) -> None:
        del self._fetching[url]
        if task.cancelled() or (error := task.exception()) is None or self._has_failed(url):
            return
        self._failed.put(url, self._clock(), len(url) + 200)
        log.warning("an image could not be copied: %s", redact(str(error)))
