"""Sound, films and their captions, handed on from where the CMS keeps them under a signed address of our own.

So the pages' policy stays `media-src 'self'`, and readers are made known to nobody else. Nothing is kept: a part is
asked for when a player asks for it (RFC 9110, 14), and given on as it comes. Only captions are read whole first.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from portal_ui.backends.fetch import client, opened
from portal_ui.backends.folder.media import media_type
from portal_ui.backends.public_hosts import PublicHosts
from portal_ui.backends.recordings import captions
from portal_ui.backends.redaction import redact
from portal_ui.backends.signed import SignedAddresses
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Container, Mapping

log = logging.getLogger(__name__)

PREFIX = "/media/remote/recordings/"

MAX_BYTES = 2**30
CONNECT_SECONDS = 4.0
READ_SECONDS = 20.0
"""The longest wait for an answer, and for each further part of it."""

AT_A_TIME = 64
"""Players served at once by a worker; httpx holds 100 connections."""

_ASKED = ("range", "if-range", "if-none-match", "if-modified-since")
_ANSWERED = ("accept-ranges", "content-length", "content-range", "etag", "last-modified")
_ONE_RANGE = re.compile(r"bytes=(?:\d+-\d*|-\d+)")
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/ogg", "text/plain"})


@dataclass(frozen=True, slots=True)
class Part:
    """An answer for a player: 200, 206, 304 or 416, its headers, and its bytes as they come."""

    status: int
    headers: dict[str, str]
    chunks: AsyncIterator[bytes]


class Unplayable(Exception):
    """A recording cannot be had now. `status` is what a player is told; the message says why, for the log."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Recordings:
    """The recordings, addressed under the `secret`, from public hosts only and from those of `trusted`.

    `trusted` (`name` or `name:port`) are the CMS's own. `transport` stands in for the network in tests.
    """

    def __init__(
        self, secret: bytes, trusted: Container[str] = (), transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._addresses = SignedAddresses(PREFIX, "recording", secret)
        # HTTP/1.1: over HTTP/2 one player that does not read would hold up all others of its host.
        self._client = client(
            transport or PublicHosts(httpx.AsyncHTTPTransport(), trusted),
            httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        )
        self._slots = asyncio.Semaphore(AT_A_TIME)

    def address(self, url: str) -> str:
        """Return our address for what plays at an absolute http or https URL; any other `url` is returned as it is."""
        return self._addresses.address(url)

    @contextlib.asynccontextmanager
    async def part(self, name: str, asked: Mapping[str, str]) -> AsyncGenerator[Part]:
        """Give what a player asks for by its headers; `name` is the part of an address after `PREFIX`.

        Raises `Unplayable`, and has said so in the log if the CMS is at fault.
        """
        url = self._addresses.url(name)
        if url is None:
            raise Unplayable(404, "an address that we have not signed")
        if self._slots.locked():
            log.warning("a recording was not played: %d are being played", AT_A_TIME)
            raise Unplayable(503, "too many at once")
        async with self._slots, contextlib.AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(READ_SECONDS):
                    answer = opened(
                        self._client,
                        httpx.URL(url),
                        allows=lambda _: True,
                        headers=lambda _: _questions(asked),
                        final=(304,),
                    )
                    response, at = await stack.enter_async_context(answer)
                    part = await _part(url, response, at)
            except Unplayable as error:
                log.warning("a recording could not be played: %s", redact(str(error)))
                raise
            except (httpx.HTTPError, httpx.InvalidURL, BackendContract, TimeoutError) as error:
                said = redact(f"{url}: {type(error).__name__}: {error}")
                log.warning("a recording could not be played: %s", said)
                raise Unplayable(502, said) from None
            yield part

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


def _questions(asked: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of a player that the CMS is told; several ranges at once are asked for as the whole."""
    told = {name: asked[name] for name in _ASKED if name in asked}
    if not _ONE_RANGE.fullmatch(told.get("range", "")):
        told.pop("range", None)
        told.pop("if-range", None)
    # Ranges are of the bytes as they are kept.
    return {**told, "Accept": "audio/*,video/*,text/vtt,*/*;q=0.1", "Accept-Encoding": "identity"}


async def _part(url: str, response: httpx.Response, at: httpx.URL) -> Part:
    headers = {name: response.headers[name] for name in _ANSWERED if name in response.headers}
    status = response.status_code
    if status in {304, 416}:
        headers.pop("content-length", None)
        return Part(status, headers, _given())
    if status not in {200, 206}:
        raise Unplayable(404 if status in {404, 410} else 502, f"{url} answered {status}")
    kind = _kind(response.headers.get("content-type", ""), at)
    if kind is None or response.headers.get("content-encoding", "identity") != "identity":
        raise Unplayable(502, f"{url} is nothing that plays ({response.headers.get('content-type', 'no type')})")
    whole = headers.get("content-range", headers.get("content-length", "")).rpartition("/")[2]
    if whole.isdecimal() and int(whole) > MAX_BYTES:
        raise Unplayable(502, f"{url} has {whole} bytes, more than {MAX_BYTES}")
    if kind == captions.MEDIA_TYPE:
        return await _captions(url, response, headers)
    return Part(status, {**headers, "content-type": kind}, _chunks(url, response))


async def _captions(url: str, response: httpx.Response, headers: dict[str, str]) -> Part:
    if response.status_code != 200:
        raise Unplayable(502, f"{url} gave a part of captions, which players read whole")
    try:
        body = await captions.read(response.aiter_raw())
    except captions.NoCaptions as error:
        raise Unplayable(502, f"{url} {error}") from None
    kept = {name: headers[name] for name in ("etag", "last-modified") if name in headers}
    return Part(200, {**kept, "content-type": captions.MEDIA_TYPE, "content-length": str(len(body))}, _given(body))


def _kind(declared: str, at: httpx.URL) -> str | None:
    """Return the media type of what plays, by the file's name where the CMS does not say; `None` for all else."""
    said = declared.partition(";")[0].strip().lower()
    kind = media_type(at.path) if said in _UNSAID else said
    return kind if kind and (kind.startswith(("audio/", "video/")) or kind == captions.MEDIA_TYPE) else None


async def _given(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def _chunks(url: str, response: httpx.Response) -> AsyncIterator[bytes]:
    """Give the bytes; where they stop coming the answer ends short, and a player asks again for the rest."""
    given = 0
    try:
        async for chunk in response.aiter_raw():
            given += len(chunk)
            if given > MAX_BYTES:
                log.warning("a recording was cut off: %s has more than %d bytes", redact(url), MAX_BYTES)
                return
            yield chunk
    except httpx.HTTPError as error:
        log.warning("a recording broke off: %s", redact(f"{url}: {type(error).__name__}: {error}"))
