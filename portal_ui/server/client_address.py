"""Who asks: the peer's address, or what a trusted proxy says of it."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from portal_ui.config import Network


def client_address(trusted: tuple[Network, ...]) -> Callable[[Request], str]:
    """Return the function that says whom a request comes from.

    `X-Forwarded-For` is read from its end, and only as long as the one who wrote it is trusted: what stands before
    that anybody may have made up.
    """

    def address_of(request: Request) -> str:
        address = request.client.host if request.client else ""
        hops = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
        while hops and _is_in(address, trusted):
            before = hops.pop().strip()
            if not before:
                break
            address = before
        return address

    return address_of


def _is_in(address: str, trusted: tuple[Network, ...]) -> bool:
    try:
        return any(ip_address(address) in network for network in trusted)
    except ValueError:
        return False
