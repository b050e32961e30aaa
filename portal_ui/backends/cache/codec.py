"""The content model as JSON and back, for the layer that workers share; also the measure of what memory a value takes.

Nothing but these types can come out of it, whatever was put in, as pickle could not promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from portal_ui.content.model import Article, Page, Section, Site, Summary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """Writes and reads one type of the model. `decode` raises `ValueError` for what is not that type."""

    _adapter: TypeAdapter[T]

    def encode(self, value: T) -> bytes:
        """Return the value as JSON."""
        return self._adapter.dump_json(value)

    def decode(self, data: bytes) -> T:
        """Return the value that `encode` wrote."""
        return self._adapter.validate_json(data)


SITE = Codec(TypeAdapter(Site))
PAGE = Codec(TypeAdapter(Page[Summary]))
ARTICLE = Codec(TypeAdapter(Article))
SECTIONS = Codec(TypeAdapter(tuple[Section, ...]))
SLUG = Codec(TypeAdapter(str))
