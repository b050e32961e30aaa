"""The way to every CMS: one client that is patient, polite and bounded, and says what failed in three kinds of errors.

httpx sends the requests, here and for the copies of `images`, both by `fetch`; no adapter calls it itself.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx

from portal_ui.backends import retries
from portal_ui.backends.circuit import Circuit
from portal_ui.backends.exchanges import reported
from portal_ui.backends.fetch import Received, authority, client, fetch
from portal_ui.backends.redaction import redact, sayings
from portal_ui.backends.validators import Validators, questions
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Container, Iterable, Mapping

CONNECT_SECONDS = 4.0
READ_SECONDS = 10.0
TOTAL_SECONDS = 20.0
MAX_BYTES = 10 * 2**20
SAMPLE = 300

# They may go to any host of the backend; other headers are taken for credentials, which only the base's host may see.
_PUBLIC_HEADERS = frozenset({"accept", "accept-language", "accept-version", "user-agent"})

# They write whole URLs, keys and all, into the log.
for _name in ("httpx", "httpcore", "hpack"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the CMS answered; `url` is where it came from in the end, without secrets."""

    status: int
    headers: httpx.Headers
    body: bytes
    url: str
    _secrets: tuple[str, ...] = field(default=(), repr=False)

    def json(self) -> Any:
        """Return the body read as JSON. Raises `BackendContract` with a sample of it if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            kind = self.headers.get("content-type", "no content type")
            raise BackendContract(f"{self.url} answered no JSON ({kind}): {error}", self.sample()) from None

    def text(self) -> str:
        """Return the body in the charset that its header declares, else as UTF-8, with U+FFFD for what is neither."""
        charset = httpx.Response(self.status, headers=self.headers).charset_encoding or "utf-8"
        try:
            return self.body.decode(charset, "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")

    def sample(self) -> str:
        """Return the beginning of the body for the log, without secrets."""
        return redact(self.body[:SAMPLE].decode("utf-8", "replace"), self._secrets)


class Http:
    """Reads from the CMS at `base`, an absolute http or https address, and from no other place.

    `hosts` are further hosts that belong to it, as `name` or `name:port`: redirects and addresses may lead there.
    `headers` and `secret_params` go with each request; what is secret among them is sent to the base's own host only,
    and never stands in a log line or an error. At most `per_host` requests run at a time against one host, and no
    answer is larger than `max_bytes`. After `circuit.FAILURES` failed reads in a row the CMS is left alone for a while.
    `clock`, `sleep` and `total_seconds` (the longest a read may take, further attempts in it) are for tests.

    Raises `ValueError` if `base` is no such address.
    """

    def __init__(
        self,
        base: str,
        *,
        hosts: Iterable[str] = (),
        headers: Mapping[str, str] | None = None,
        secret_params: Mapping[str, str] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        per_host: int = 6,
        max_bytes: int = MAX_BYTES,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._base = _base(base)
        self._base_text = str(self._base).rstrip("/")
        self._hosts = {authority(self._base), *(host.lower() for host in hosts)}
        self._headers = dict(headers or {})
        self._secret_params = dict(secret_params or {})
        self._secrets = (
            *self._secret_params.values(),
            *(
                said
                for name, value in self._headers.items()
                if name.lower() not in _PUBLIC_HEADERS
                for said in sayings(value)
            ),
        )
        self._per_host = per_host
        self._max_bytes = max_bytes
        self._sleep = sleep
        self._total_seconds = total_seconds
        self._slots: dict[str, asyncio.Semaphore] = {}
        self._circuit = Circuit(authority(self._base), clock)
        self._validators = Validators()
        self._client = client(transport, httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS))

    async def get(
        self,
        url: str,
        params: Mapping[str, str | int] | None = None,
        *,
        missing: Container[int] = (404, 410),
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
    ) -> Answer | None:
        """Return the answer, or `None` for a status in `missing`.

        `url` is relative to the base, whose path stays before it even if it begins with a slash, or absolute within
        the hosts; `params` are added to its query. An address with a `.` or `..` segment is never asked for: `None`.

        Raises `BackendDown` (no connection, TLS error, no answer in time, 5xx, 429 with its delay, left alone after
        failures), `BackendDenied` (401, 403) or `BackendContract` (any other status but 200 to 299, a body too large,
        a redirect that leads away, an `url` outside the hosts).
        """
        target = self._target(url, params)
        if target is None:
            return None
        shown = self._shown(target)
        slot = self._slots.setdefault(authority(target), asyncio.Semaphore(self._per_host))
        async with slot:
            with reported(), self._circuit.guard():
                try:
                    async with asyncio.timeout(self._total_seconds):
                        received = await self._tried(target, shown, missing, headers or {}, max_bytes)
                except TimeoutError:
                    raise BackendDown(f"{shown} gave no whole answer in {self._total_seconds:g} s") from None
        if received.status in missing:
            return None
        final = shown if received.url == target else self._shown(received.url)
        return Answer(received.status, received.headers, received.body, final, _secrets=self._secrets)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def _tried(
        self,
        url: httpx.URL,
        shown: str,
        missing: Container[int],
        headers: Mapping[str, str],
        max_bytes: int | None,
    ) -> Received:
        further = retries.delays()
        while True:
            try:
                return await self._once(url, shown, missing, headers, max_bytes or self._max_bytes)
            except retries.MayPass as failure:
                delay = next(further, None)
                asked = failure.retry_after or 0.0
                if delay is None or asked > retries.SHORT:
                    raise BackendDown(str(failure), failure.retry_after) from None
                await self._sleep(max(delay, asked))

    async def _once(
        self, url: httpx.URL, shown: str, missing: Container[int], headers: Mapping[str, str], max_bytes: int
    ) -> Received:
        asked = f"{url} {sorted(headers.items())}"
        known = self._validators.known(asked)
        conditions = questions(known) if known else {}
        try:
            received = await fetch(
                self._client,
                url,
                allows=lambda target: authority(target) in self._hosts,
                headers=lambda target: {
                    **self._headers_for(target),
                    **headers,
                    **(conditions if target == url else {}),
                },
                max_bytes=max_bytes,
                final=missing,
            )
        except httpx.DecodingError as error:
            raise BackendContract(f"{shown} answered a body that cannot be decompressed: {error}") from None
        except httpx.TimeoutException as error:
            # Not tried again: a slow server is not helped by more of the same, nor is the reader.
            raise BackendDown(f"{shown} did not answer in time ({type(error).__name__})") from None
        except httpx.HTTPError as error:
            kind = BackendDown if _is_tls(error) else retries.MayPass
            message = redact(str(error), self._secrets)
            raise kind(f"{shown} cannot be reached ({type(error).__name__}: {message})") from None
        except BackendContract as error:
            raise BackendContract(redact(f"{shown} {error}", self._secrets)) from None
        if received.url == url:
            received = self._validators.settle(asked, known, received)
        if received.status in missing or 200 <= received.status < 300:
            return received
        raise self._refusal(received, shown)

    def _refusal(self, received: Received, shown: str) -> Exception:
        status = received.status
        message = f"{shown} answered {status}"
        if status in {401, 403}:
            return BackendDenied(message)
        if status in retries.PASSING:
            return retries.MayPass(message, retries.retry_after(received.headers))
        if status >= 500:
            return BackendDown(message)
        sample = redact(received.body[:SAMPLE].decode("utf-8", "replace"), self._secrets)
        return BackendContract(message, sample)

    def _target(self, url: str, params: Mapping[str, str | int] | None) -> httpx.URL | None:
        path = url.partition("?")[0].partition("#")[0]
        if any(segment.lower().replace("%2e", ".") in {".", ".."} for segment in path.split("/")):
            return None
        if not url.lower().startswith(("http://", "https://")):
            url = f"{self._base_text}/{url.lstrip('/')}"
        try:
            target = httpx.URL(_with(url, params or {}))
            if authority(target) not in self._hosts:
                raise BackendContract(f"{self._shown(target)} is not on one of the backend's hosts")
            if self._secret_params and authority(target) == authority(self._base):
                target = target.copy_merge_params(self._secret_params)
        except httpx.InvalidURL:
            return None
        return target

    def _headers_for(self, url: httpx.URL) -> dict[str, str]:
        if authority(url) == authority(self._base):
            return self._headers
        return {name: value for name, value in self._headers.items() if name.lower() in _PUBLIC_HEADERS}

    def _shown(self, url: httpx.URL) -> str:
        text = str(url)
        if self._secret_params:
            text = str(url.copy_with(params={k: v for k, v in url.params.items() if k not in self._secret_params}))
        return redact(text, self._secrets)


def _with(url: str, params: Mapping[str, str | int]) -> str:
    """Return the address with parameters added, without its fragment."""
    address = url.partition("#")[0]
    if not params:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(params)}"


def _base(address: str) -> httpx.URL:
    try:
        base = httpx.URL(address.strip())
    except httpx.InvalidURL:
        raise ValueError("the backend's address must be such as https://portal.example") from None
    if base.scheme not in {"http", "https"} or not base.host:
        raise ValueError("the backend's address must begin with https:// or http:// and name a host")
    return base.copy_with(query=None, fragment=None)


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
