"""Text in one form: what comes decomposed (NFD), as Vietnamese typed on a Mac often does, is shown composed (NFC)."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from portal_ui.content.model import Article, Page, Query, Section, Site, Summary
    from portal_ui.content.protocol import Backend, Capabilities

T = TypeVar("T")

_AS_THEY_ARE = frozenset({"address", "audio", "html", "parent", "slug", "translations", "url"})
"""What the CMS is asked for again by the same signs; and HTML, which the pipeline composes."""


def composed(value: T) -> T:
    """Return a value of the content model with the text that people read in Unicode's NFC."""
    return cast("T", _composed(value))


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(_composed(item) for item in cast("tuple[Any, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in fields(value) if field.name not in _AS_THEY_ARE)
        return replace(value, **{name: _composed(getattr(value, name)) for name in names})
    return value


class ComposedBackend:
    """The backend around which it stands, with all its text composed."""

    def __init__(self, backend: Backend) -> None:
        self.name = backend.name
        self._backend = backend

    @property
    def capabilities(self) -> Capabilities:
        """Return what the backend can do."""
        return self._backend.capabilities

    async def site(self) -> Site:
        """Return what the CMS says of the portal."""
        return composed(await self._backend.site())

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles."""
        return composed(await self._backend.list(query))

    async def get(self, slug: str) -> Article | None:
        """Return the article, or `None`."""
        return composed(await self._backend.get(slug))

    async def sections(self) -> tuple[Section, ...]:
        """Return the sections."""
        return composed(await self._backend.sections())

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article that `url` leads to, or `None`."""
        return await self._backend.resolve(url)

    async def health(self) -> None:
        """Return if the backend can serve now."""
        await self._backend.health()

    async def close(self) -> None:
        """Let go of what the backend holds."""
        await self._backend.close()
