"""How often one address may vote, without keeping any address."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ADDRESSES = 100_000


class RateLimit:
    """A token bucket for each address: `capacity` votes at once, refilled over `period` seconds.

    The default lets a class behind one address vote and change their minds within a minute. An address is kept as a
    keyed hash; the key is random, only in memory, and replaced every hour together with all buckets. Each process has
    its own buckets. Not for use by several threads.
    """

    def __init__(self, capacity: int = 60, period: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._period = period
        self._interval = period / capacity
        self._clock = clock
        self._rotate(clock())

    def take(self, address: str) -> int:
        """Take one vote from the address's bucket; return 0, or if it is empty the whole seconds until it is not."""
        now = self._clock()
        if now >= self._stale:
            self._rotate(now)
        key = self._hash(address)
        # A bucket is kept as the moment when it will be full again (the generic cell rate algorithm, ITU-T I.371).
        full = max(self._full.get(key, now), now) + self._interval
        wait = full - now - self._period
        if wait > 1e-9:
            return math.ceil(wait)
        self._full.pop(key, None)
        self._full[key] = full
        self._forget(now)
        return 0

    def _rotate(self, now: float) -> None:
        self._key = secrets.token_bytes(32)
        self._full: dict[bytes, float] = {}
        self._stale = now + 3600

    def _forget(self, now: float) -> None:
        """Drop the buckets touched longest ago, while they are full again or too many."""
        while (oldest := next(iter(self._full))) and (self._full[oldest] <= now or len(self._full) > _ADDRESSES):
            del self._full[oldest]

    def _hash(self, address: str) -> bytes:
        return hashlib.blake2b(_subscriber(address).encode(), key=self._key, digest_size=16).digest()


def _subscriber(address: str) -> str:
    """Return what one subscriber cannot change at will: an IPv4 address, an IPv6 network of 64 bits (RFC 6177)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed), 64), strict=False))
    return address
