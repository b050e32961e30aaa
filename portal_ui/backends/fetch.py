"""One GET or HEAD, redirects and all: every hop is allowed first, and no body is larger than it may be."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx

import portal_ui
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Container, Mapping

USER_AGENT = f"portal_ui/{portal_ui.__version__}"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Received:
    """An answer as it came over the wire, decompressed; `url` is where it came from in the end."""

    status: int
    headers: httpx.Headers
    body: bytes
    url: httpx.URL


def client(transport: httpx.AsyncBaseTransport | None, timeout: httpx.Timeout) -> httpx.AsyncClient:
    """Return a client that speaks HTTP/2 where it is offered, names the product and keeps no cookies."""
    return httpx.AsyncClient(
        transport=transport,
        http2=True,
        timeout=timeout,
        follow_redirects=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        # Of gzip the expansion is bounded (1032 times), so that one chunk cannot fill the memory.
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
    )


async def fetch(
    client: httpx.AsyncClient,
    url: httpx.URL,
    *,
    allows: Callable[[httpx.URL], bool],
    headers: Callable[[httpx.URL], Mapping[str, str]],
    max_bytes: int,
    final: Container[int] = (),
) -> Received:
    """Return the answer at `url` or where it redirects to.

    The parameters are those of `opened`. Raises its errors, and `BackendContract` for a body beyond `max_bytes`.
    """
    async with opened(client, url, allows=allows, headers=headers, final=final) as (response, at):
        return Received(response.status_code, response.headers, await _body(response, max_bytes), at)


@contextlib.asynccontextmanager
async def opened(
    client: httpx.AsyncClient,
    url: httpx.URL,
    *,
    allows: Callable[[httpx.URL], bool],
    headers: Callable[[httpx.URL], Mapping[str, str]],
    final: Container[int] = (),
    method: str = "GET",
) -> AsyncGenerator[tuple[httpx.Response, httpx.URL]]:
    """Give the answer at `url` or where it redirects to, its body yet to be read, and where it came from.

    `allows` is asked for each redirect's target, `headers` gives each request its own, and a status in `final` is
    given as it is, a redirect too. Raises httpx's errors, and `BackendContract` for a redirect that is not allowed,
    a sixth redirect, a loop, or a step from https to http.
    """
    seen: set[httpx.URL] = set()
    while True:
        seen.add(url)
        async with client.stream(method, url, headers=headers(url)) as response:
            target = response.headers.get("location")
            if response.status_code not in REDIRECTS or response.status_code in final or target is None:
                yield response, url
                return
        url = _target(url, target)
        if url in seen or len(seen) > MAX_REDIRECTS:
            raise BackendContract(f"redirects in a circle, or more than {MAX_REDIRECTS} times, at {url}")
        if not allows(url):
            raise BackendContract(f"redirects to {url}, which is not one of the backend's hosts")


def authority(url: httpx.URL) -> str:
    """Return `name`, or `name:port` where the port is not the scheme's own (httpx leaves that one out)."""
    return url.host.lower() if url.port is None else f"{url.host.lower()}:{url.port}"


def _target(url: httpx.URL, location: str) -> httpx.URL:
    try:
        target = url.join(location).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError):
        raise BackendContract("redirects to something that is no address") from None
    if target.scheme not in {"http", "https"} or (url.scheme == "https" and target.scheme == "http"):
        raise BackendContract(f"redirects from {url.scheme} to {target.scheme}")
    return target


async def _body(response: httpx.Response, max_bytes: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise BackendContract(f"answered with {declared} bytes, more than {max_bytes}")
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > max_bytes:
            raise BackendContract(f"answered with more than {max_bytes} bytes")
    return bytes(body)
