"""What a CMS says was put right in an article, in the shapes that CMSs keep such lists in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal_ui.backends.values import moment, plain, rows, table
from portal_ui.content.model import Correction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

_TEXT = ("text", "correction", "note", "content", "body", "description", "processed")
_DATE = ("date", "at", "datePublished", "dateCreated", "published", "published_at", "publishedAt")


def corrections(value: Any, zone: ZoneInfo) -> tuple[Correction, ...]:
    """Return the corrections in a text (plain or HTML), an object with text and date, or an array of either.

    An object may hold them in its `value`, as the blocks of a StreamField do. `zone` is that of dates without one.
    """
    return tuple(_corrections(value, zone))


def _corrections(value: Any, zone: ZoneInfo) -> Iterator[Correction]:
    for item in rows(value) if isinstance(value, list) else [value]:
        said = table(item)
        words = next((found for name in _TEXT if (found := plain(said.get(name)))), "") if said else plain(item)
        if words:
            yield Correction(words, next((when for name in _DATE if (when := moment(said.get(name), zone))), None))
        elif said.get("value") is not None:
            yield from _corrections(said["value"], zone)
