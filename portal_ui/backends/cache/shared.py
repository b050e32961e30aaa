"""What several workers or machines share: content that one of them has fetched, and word of purges, through Redis.

Without Redis, or while it is away, every worker goes on with its own memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from portal_ui.backends.cache.purges import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

log = logging.getLogger(__name__)

ANSWER_SECONDS = 0.5
SILENCE_SECONDS = 15
REST_SECONDS = 5.0
CLAIM_SECONDS = 5
PURGES_KEPT = 2 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Found:
    """What Redis had: the value's JSON, when it was made, and when any of its tags was last purged."""

    data: bytes
    made: float
    purged: float


class Shared:
    """The shared layer at `url`, for all who give the same `namespace`.

    No method raises: while Redis is away nothing is found and nothing is told, which is logged once, and it is tried
    again after `REST_SECONDS`. When it is back, everything kept counts as purged, for a purge may have been missed.
    """

    def __init__(self, url: str, namespace: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = _client(url, socket_timeout=ANSWER_SECONDS)
        self._listening = _client(url, health_check_interval=SILENCE_SECONDS)
        self._prefix = f"portal_ui:1:{hashlib.sha256(namespace.encode()).hexdigest()[:16]}"
        self._clock = clock
        self._away_until: float | None = None
        self._listener: asyncio.Task[None] | None = None

    async def get(self, key: tuple[str, ...], tags: Iterable[str]) -> Found | None:
        """Return what is kept under the key."""
        if self._resting():
            return None
        try:
            value, *purges = await self._redis.mget(self._name(key), *map(self._purge_name, tags))
        except (RedisError, OSError) as error:
            self._went_away(error)
            return None
        self._came_back()
        made, _, data = (value or b"").partition(b"\n")
        if not data:
            return None
        with contextlib.suppress(ValueError):
            return Found(data, float(made), max((float(at) for at in purges if at), default=0.0))
        return None

    async def put(self, key: tuple[str, ...], made: float, data: bytes, seconds: float) -> None:
        """Keep a value's JSON for so many seconds; empty data takes away what was there."""
        if self._resting():
            return
        try:
            if data:
                await self._redis.set(self._name(key), b"%r\n" % made + data, ex=int(seconds))
            else:
                await self._redis.delete(self._name(key))
        except (RedisError, OSError) as error:
            self._went_away(error)

    async def claim(self, key: tuple[str, ...]) -> bool:
        """Return whether it is ours to ask the CMS; not, while another worker does, for `CLAIM_SECONDS` at most."""
        if self._resting():
            return True
        try:
            return bool(await self._redis.set(f"{self._name(key)}:claim", b"", nx=True, ex=CLAIM_SECONDS))
        except (RedisError, OSError) as error:
            self._went_away(error)
            return True

    async def release(self, key: tuple[str, ...]) -> None:
        """Let others ask again."""
        if self._resting():
            return
        try:
            await self._redis.delete(f"{self._name(key)}:claim")
        except (RedisError, OSError) as error:
            self._went_away(error)

    async def purge(self, tags: Iterable[str], at: float) -> None:
        """Tell everybody of a purge."""
        tags = tuple(tags)
        try:
            async with self._redis.pipeline() as pipeline:
                for tag in tags:
                    pipeline.set(self._purge_name(tag), repr(at), ex=PURGES_KEPT)
                pipeline.publish(f"{self._prefix}:purges", json.dumps({"tags": tags, "at": at}))
                await pipeline.execute()
        except (RedisError, OSError) as error:
            self._went_away(error)

    def listen(self, hear: Callable[[Iterable[str], float], None]) -> None:
        """Have tags and time of every purge told to `hear` from now on; only the first call counts."""
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen(hear))

    async def close(self) -> None:
        """Stop listening and let go of the connections."""
        if self._listener:
            self._listener.cancel()
            await asyncio.gather(self._listener, return_exceptions=True)
        await self._listening.aclose()
        await self._redis.aclose()

    async def _listen(self, hear: Callable[[Iterable[str], float], None]) -> None:
        first = True
        while True:
            try:
                async with self._listening.pubsub() as channel:
                    await channel.subscribe(f"{self._prefix}:purges")
                    if not first:
                        hear((ALL,), time.time())
                    first = False
                    while True:
                        message = await channel.get_message(ignore_subscribe_messages=True, timeout=SILENCE_SECONDS)
                        if message:
                            told = json.loads(message["data"])
                            hear(told["tags"], told["at"])
            except (RedisError, OSError) as error:
                first = False
                self._went_away(error)
            await asyncio.sleep(REST_SECONDS)

    def _name(self, key: tuple[str, ...]) -> str:
        return f"{self._prefix}:{hashlib.sha256(json.dumps(key).encode()).hexdigest()}"

    def _purge_name(self, tag: str) -> str:
        return f"{self._prefix}:purged:{tag}"

    def _resting(self) -> bool:
        return self._away_until is not None and self._clock() < self._away_until

    def _went_away(self, error: Exception) -> None:
        if self._away_until is None:
            log.warning("Redis is away, and workers share nothing until it is back: %s", error)
        self._away_until = self._clock() + REST_SECONDS

    def _came_back(self) -> None:
        if self._away_until is not None:
            log.warning("Redis is back")
            self._away_until = None


def _client(url: str, **settings: float) -> Any:
    # redis-py leaves its keyword arguments without types, so strict checking cannot follow it.
    client: Any = Redis
    return client.from_url(url, socket_connect_timeout=ANSWER_SECONDS, **settings)
