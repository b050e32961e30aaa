"""When content was last said to have changed: by tag, so that no entry has to be looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL = "all"
"""The tag that every entry has."""

_MOST = 10_000


class Purges:
    """The times of purges by tag, in seconds of the clock by which entries are made."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}

    def mark(self, tags: Iterable[str], at: float) -> None:
        """Outdate what carries one of the tags and was asked for at `at` or before."""
        for tag in tags:
            self._at[tag] = max(at, self._at.get(tag, at))
        if len(self._at) > _MOST:
            self._at = {ALL: max(self._at.values())}

    def outdated(self, tag: str, made: float) -> bool:
        """Return whether what has this tag and was asked for at `made` has been purged since."""
        return any(made <= self._at.get(name, float("-inf")) for name in (ALL, tag))
