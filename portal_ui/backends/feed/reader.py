"""Reading a feed: as it is now, as far as it goes on."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from portal_ui.backends.feed.json_feed import read_json_feed
from portal_ui.backends.feed.xml_feed import read_xml_feed

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from portal_ui.backends.feed.document import Document
    from portal_ui.backends.http import Answer, Http

MOST_DOCUMENTS = 10
SECONDS = 1.0
"""How long a look is good for: a page asks several questions at once, but after a purge it must see what is new."""


class Reader:
    """The feed at `address` as it is now, looked at again after `SECONDS`; who asks meanwhile waits for that one look.

    `address_of` gives the address of the n-th document (from 2) of a feed that does not itself say where it goes on.
    At most `MOST_DOCUMENTS` are read. `clock` counts seconds.
    """

    def __init__(
        self,
        http: Http,
        address: str,
        zone: ZoneInfo,
        address_of: Callable[[int], str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = http
        self._address = address
        self._zone = zone
        self._address_of = address_of
        self._clock = clock
        self._lock = asyncio.Lock()
        self._documents: tuple[Document, ...] = ()
        self._body = b""
        self._due = clock()

    async def documents(self) -> tuple[Document, ...]:
        """Return what the feed consists of. Raises the errors of a backend."""
        async with self._lock:
            if not self._documents or self._clock() >= self._due:
                await self._look()
                self._due = self._clock() + SECONDS
            return self._documents

    async def _look(self) -> None:
        first = await self._http.get(self._address, missing=())
        if first is None or (self._documents and first.body == self._body):
            return
        documents = [await self._read(first)]
        asked = {self._address}
        while (address := self._next(documents)) and address not in asked and len(documents) < MOST_DOCUMENTS:
            asked.add(address)
            further = await self._http.get(address)
            document = await self._read(further) if further else None
            if document is None or not document.entries:
                break
            documents.append(document)
        self._documents = tuple(documents)
        self._body = first.body

    def _next(self, documents: list[Document]) -> str | None:
        if self._address_of:
            return self._address_of(len(documents) + 1) if documents[-1].entries else None
        return documents[-1].following

    async def _read(self, answer: Answer) -> Document:
        is_json = answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
        return await asyncio.to_thread(read_json_feed if is_json else read_xml_feed, answer, self._zone)
