"""A transport that reaches public hosts only, so that nobody can have us look around in our own network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Container

import httpx

from portal_ui.backends.fetch import authority

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Returns the IP addresses of a host name. Raises `OSError`."""

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291, 2.4
_6TO4 = ipaddress.ip_network("2002::/16")
"""They hold an IPv4 address, which may be a private one (RFC 3056, 2)."""


class PublicHosts(httpx.AsyncBaseTransport):
    """Passes requests on to `transport`, to the address that was checked and no other.

    A request to a host that has any private, loopback, link-local or otherwise special address fails with
    `httpx.ConnectError`, unless the host is one of `trusted` (`name` or `name:port`). As every name is resolved once,
    and the connection made to the address found, a name cannot turn private after the check.
    """

    def __init__(
        self, transport: httpx.AsyncBaseTransport, trusted: Container[str], resolve: Resolve | None = None
    ) -> None:
        self._transport = transport
        self._trusted = trusted
        self._resolve = resolve or _resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer. Raises httpx's errors."""
        url = request.url
        if authority(url) in self._trusted:
            return await self._transport.handle_async_request(request)
        try:
            addresses = await self._resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"{url.host} has no address: {error}", request=request) from None
        if not addresses or not all(map(is_public, addresses)):
            raise httpx.ConnectError(f"{url.host} is not a public host", request=request)
        # The name stays in the Host header, which is set, and in the TLS handshake.
        pinned = httpx.Request(
            request.method,
            url.copy_with(host=addresses[0]),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": url.host},
        )
        response = await self._transport.handle_async_request(pinned)
        response.request = request
        return response

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._transport.aclose()


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public Internet's, of a single host."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None and (ip not in _GLOBAL_UNICAST or ip in _6TO4):
            return False
        ip = ip.ipv4_mapped or ip
    return ip.is_global and not ip.is_multicast


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # IPv4 first: where both exist it works on every machine.
    return [str(address[0]) for _, _, _, _, address in sorted(found, key=lambda entry: entry[0] != socket.AF_INET)]
