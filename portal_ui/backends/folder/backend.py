"""The folder as a backend."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from portal_ui.backends.folder import article, media
from portal_ui.backends.folder.catalog import newest_first, summarise
from portal_ui.backends.folder.index import Index
from portal_ui.backends.folder.problem import Unusable
from portal_ui.backends.markdown import render
from portal_ui.backends.opening import read_options
from portal_ui.content.model import Article, Page
from portal_ui.content.protocol import BackendContract, Capabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal_ui.backends.folder.problem import Problem
    from portal_ui.backends.opening import Opening
    from portal_ui.content.model import Query, Section, Site, Summary

DEFAULT_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")


class _NoOptions(BaseModel):
    model_config = ConfigDict(extra="forbid")


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> FolderBackend:
    """Return the backend for the folder at `address`. Raises `OptionError`: it takes no options."""
    read_options(_NoOptions, options)
    return FolderBackend(Path(address), opening.zone)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class FolderBackend:
    """The articles in the folder `root`; the package says how it is laid out.

    `zone` is that of dates without an offset. `clock` counts seconds and paces the looks for changes; `now` returns
    the time with an offset and decides which articles are still to come. Nothing is read before the first call, which
    waits for the whole folder. Without a `_site.md` the site's title is empty.
    """

    name: str = "folder"
    capabilities: Capabilities = Capabilities(
        total=True, sections=True, menu=True, by_path=True, attachments=True, rest=0
    )

    def __init__(
        self,
        root: Path,
        zone: ZoneInfo = DEFAULT_ZONE,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._root = root
        self._zone = zone
        self._now = now
        self._index = Index(root, zone, clock)

    async def site(self) -> Site:
        """Return what `_site.md` says. Raises `BackendDown`."""
        return (await asyncio.to_thread(self._index.catalog)).site

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles, newest first; `search` is not looked at. Raises `BackendDown`."""
        return await asyncio.to_thread(self._list, query)

    async def get(self, slug: str) -> Article | None:
        """Return the article as its file is now. Raises `BackendDown`, or `BackendContract` if it cannot be shown."""
        return await asyncio.to_thread(self._get, slug)

    async def sections(self) -> tuple[Section, ...]:
        """Return the sections in the order of a menu, each followed by those inside it. Raises `BackendDown`."""
        return (await asyncio.to_thread(self._index.catalog)).sections.ordered

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article whose file `url` (root-relative) names. Raises `BackendDown`."""
        path = media.path_of(url)
        if path is None:
            return None
        entry = (await asyncio.to_thread(self._index.catalog)).by_path.get(normalize("NFC", path))
        return entry.summary.slug if entry and not self._to_come(entry.summary.published) else None

    async def health(self) -> None:
        """Return if the folder can be read; raise `BackendDown` if not."""
        await asyncio.to_thread(self._index.catalog)

    async def revision(self) -> int:
        """Return a number that is another after every change of the folder that was seen. Raises `BackendDown`."""
        return await asyncio.to_thread(self._index.revision)

    async def close(self) -> None:
        """Wait for a look for changes that is under way."""
        await asyncio.to_thread(self._index.settle)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the files, by path. Reads them if it is the first call. Raises `BackendDown`."""
        return self._index.catalog().problems

    def media(self, path: str) -> Path | None:
        """Return the file to send for `/media/{path}` (decoded), or `None` if there is none that may be served."""
        return media.find(self._root, path)

    def image_size(self, url: str) -> tuple[int, int] | None:
        """Return width and height, in CSS pixels, of the picture at a `/media/` URL, `None` where unknown."""
        path = media.path_of(url)
        file = self.media(path) if path else None
        return media.image_size(file) if file else None

    def captions(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return addresses and languages of the captions of the film at a `/media/` URL."""
        return media.captions(self._root, url)

    def _list(self, query: Query) -> Page[Summary]:
        catalog = self._index.catalog()
        entries = catalog.entries
        if query.section is not None:
            entries = catalog.by_section.get(query.section, ())
        if query.tag is not None:
            tagged = catalog.by_tag.get(normalize("NFC", query.tag).casefold(), ())
            if query.section is not None:
                inside = {entry.path for entry in entries}
                tagged = [entry for entry in tagged if entry.path in inside]
            entries = tagged
        to_come = bisect_left(entries, (-self._now().timestamp(), ""), key=newest_first)
        size = max(1, min(query.size, self.capabilities.max_page))
        number = max(1, query.page)
        start = to_come + (number - 1) * size
        return Page(
            items=tuple(self._with_cover_size(entry.summary) for entry in entries[start : start + size]),
            number=number,
            size=size,
            total=len(entries) - to_come,
            has_next=start + size < len(entries),
        )

    def _get(self, slug: str) -> Article | None:
        catalog = self._index.catalog()
        entry = catalog.by_slug.get(slug)
        if entry is None or media.contained(self._root, entry.path) is None:
            return None
        try:
            reading, body = article.read(self._root, entry.path, self._zone)
        except (OSError, Unusable):  # it changed since; the next look says why
            return None
        front = reading.front
        if front.draft or self._to_come(front.published):
            return None
        summary = summarise(reading, slug, catalog.sections, catalog.files)
        try:
            html = render(body, summary.lang or catalog.site.lang)
        except RecursionError:
            raise BackendContract(f"{entry.path}: its Markdown is nested too deep") from None
        return Article(
            summary=self._with_cover_size(summary),
            html=html,
            address=media.address(entry.path),
            authors=front.authors,
            tags=front.tags,
            attachments=tuple(
                media.attachment(self._root, url, title)
                for reference, title in front.attachments
                if (url := media.locate(reference.value, reading.folder, catalog.files))
            ),
            audio=media.locate(front.audio.value, reading.folder, catalog.files) if front.audio else None,
            source=front.source,
            rating=front.rating,
            corrections=front.corrections,
            copyright=front.copyright,
            translations=tuple(
                (lang, named.value) for lang, named in front.translations if named.value in catalog.by_slug
            ),
        )

    def _with_cover_size(self, summary: Summary) -> Summary:
        size = self.image_size(summary.cover.url) if summary.cover else None
        if summary.cover is None or size is None:
            return summary
        return replace(summary, cover=replace(summary.cover, width=size[0], height=size[1]))

    def _to_come(self, published: datetime | None) -> bool:
        return published is not None and published > self._now()
