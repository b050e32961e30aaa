"""Values kept while there is room, the one not asked for the longest given up first."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lru(Generic[K, V]):
    """Values by key, in `room` bytes as those who put them in count them."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._used = 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Return the value, `None` if there is none."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep a value of `size` bytes, if it fits at all."""
        self.pop(key)
        if size > self._room:
            return
        self._kept[key] = (value, size)
        self._used += size
        while self._used > self._room:
            _, (_, given_up) = self._kept.popitem(last=False)
            self._used -= given_up

    def pop(self, key: K) -> None:
        """Give up a value, if it is there."""
        if found := self._kept.pop(key, None):
            self._used -= found[1]
