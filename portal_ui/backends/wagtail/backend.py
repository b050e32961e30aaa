"""Wagtail as a backend."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from portal_ui.backends.http import Http
from portal_ui.backends.opening import read_options
from portal_ui.backends.own_site import host_of, origin_of, path_on
from portal_ui.backends.remembered import Remembered
from portal_ui.backends.values import at, text
from portal_ui.backends.wagtail import article, sections
from portal_ui.backends.wagtail.api import Api
from portal_ui.backends.wagtail.options import Options
from portal_ui.backends.wagtail.shape import discover
from portal_ui.content.model import Article, Page, Site
from portal_ui.content.protocol import Capabilities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal_ui.backends.opening import Opening
    from portal_ui.backends.wagtail.api import Item
    from portal_ui.backends.wagtail.shape import Shape
    from portal_ui.content.model import Query, Section, Summary
    from portal_ui.content.protocol import Backend

_SHAPE_SECONDS = 600.0
_SECTIONS_SECONDS = 60.0
_MOST_SLUGS = 20_000
_SLUG = re.compile(r"[-\w]{1,255}")
_NUMBERED = re.compile(r"(?P<slug>.+)-(?P<id>[0-9]{1,9})")


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the Wagtail site at `address`. Raises `ValueError` for an address or option that cannot be used."""
    http = Http(address, transport=opening.transport)
    return WagtailBackend(http, address, read_options(Options, options), opening)


class WagtailBackend:
    """The pages of one type, newest first by the editors' own date; sections are the pages around them.

    An article's slug is the page's own; where an older page (by number) has it already, its number is added.
    """

    name: str = "wagtail"

    def __init__(self, http: Http, address: str, options: Options, opening: Opening) -> None:
        self.capabilities = Capabilities(
            total=True, search=True, sections=True, menu=True, by_path=True, attachments=True, max_page=options.limit
        )
        self._http = http
        self._api = Api(http, origin_of(address), options.api)
        self._options = options
        self._zone = opening.zone
        self._shape = Remembered(lambda: discover(self._api, options), _SHAPE_SECONDS)
        self._sections = Remembered(self._read_sections, _SECTIONS_SECONDS)
        self._first_ids: dict[tuple[str, str], int] = {}
        self._asking: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def site(self) -> Site:
        """Return the name and language of the site's root page."""
        listing = await self._api.pages({"child_of": "root", "limit": 1})
        roots = (
            await self._api.pages({"ancestor_of": listing.items[0]["id"], "limit": 1, "fields": "seo_title"})
            if listing.items
            else listing
        )
        root = roots.items[0] if roots.items else {}
        return Site(
            title=text(at(root, "meta.seo_title")) or text(root.get("title")),
            lang=text(at(root, "meta.locale")) or "vi",
            url=self._api.origin,
        )

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles; what is searched for comes by relevance."""
        number, size = max(1, query.page), max(1, min(query.size, self._options.limit))
        nothing: Page[Summary] = Page((), number, size, 0, has_next=False)
        shape = await self._known_shape()
        if shape is None:
            return nothing
        known = await self._sections.get()
        params: dict[str, str | int] = {"type": shape.type, "fields": shape.short}
        if query.section is not None:
            if query.section not in known.ids:
                return nothing
            params["descendant_of"] = known.ids[query.section]
        if query.search:
            params["search"] = query.search
        else:
            params["order"] = shape.order
        if query.tag is not None:
            params[self._options.fields.tags[0]] = query.tag
        start = (number - 1) * size
        # A site without tags knows no such parameter, and one without search refuses to.
        refusal = (400,) if query.tag is not None or query.search else ()
        found = await self._api.pages_if_known({**params, "limit": size, "offset": start}, missing=refusal)
        if found is None:
            return nothing
        items = await asyncio.gather(*(self._summary(item, shape) for item in found.items))
        return Page(tuple(items), number, size, found.total, has_next=start + len(items) < found.total and bool(items))

    async def get(self, slug: str) -> Article | None:
        """Return the article, or `None` if there is none that readers may see."""
        if not _SLUG.fullmatch(slug):
            return None
        shape = await self._known_shape()
        if shape is None:
            return None
        item = await self._first(shape, {"slug": slug})
        numbered = _NUMBERED.fullmatch(slug)
        if item is None and numbered:
            item = await self._first(shape, {"slug": numbered["slug"], "id": int(numbered["id"])})
        if item is None:
            return None
        short = await self._summary(item, shape)
        return await article.article(item, short, self._options.fields, self._api, self._zone)

    async def sections(self) -> tuple[Section, ...]:
        """Return the section pages in the order of the page tree."""
        return (await self._sections.get()).ordered

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article at an address of the site, also at one it has redirected from."""
        shape = await self._known_shape()
        if shape is None:
            return None
        hosts = {host_of(self._api.origin), host_of(shape.site_url)}
        path = path_on(url, hosts)
        if path is None or path == "/":
            return None
        slug = await self._slug_at(path, shape)
        if slug is None and (moved := await self._api.redirected(path)) and (path := path_on(moved, hosts)):
            slug = await self._slug_at(path, shape)
        return slug

    async def health(self) -> None:
        """Return if the site's API answers and shows articles."""
        await self._api.pages({"limit": 1})
        await self._known_shape()

    async def close(self) -> None:
        """Let go of the connections and of what is still being asked."""
        tasks = list(self._asking.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._http.close()

    async def _known_shape(self) -> Shape | None:
        shape = await self._shape.get()
        if shape is None:
            self._shape.forget()
        return shape

    async def _read_sections(self) -> sections.Sections:
        shape = await self._known_shape()
        return await sections.read(self._api, shape, self._options) if shape else sections.Sections((), {}, {})

    async def _first(self, shape: Shape, which: Mapping[str, str | int]) -> Item | None:
        params = {"type": shape.type, "fields": shape.whole, "order": "id", "limit": 1, **shape.format, **which}
        items = (await self._api.pages(params)).items
        if items and "id" not in which:
            self._remember(shape, items[0])
        return items[0] if items else None

    async def _slug_at(self, path: str, shape: Shape) -> str | None:
        """Look the page up by the end of its path: the API's own `find` leads to the host the site believes to have."""
        slug = path.rstrip("/").rpartition("/")[2]
        if not _SLUG.fullmatch(slug):
            return None
        found = await self._api.pages({"type": shape.type, "slug": slug, "order": "id", "limit": self._options.limit})
        wanted = f"{path.rstrip('/')}/"
        if found.items:
            self._remember(shape, found.items[0])
        here = (item for item in found.items if sections.path_of(item, self._api) == wanted)
        item = next(here, None)
        return await self._slug(item, shape) if item else None

    async def _summary(self, item: Item, shape: Shape) -> Summary:
        slug, known = await self._slug(item, shape), await self._sections.get()
        return article.summary(item, slug, fields=self._options.fields, sections=known, api=self._api, zone=self._zone)

    async def _slug(self, item: Item, shape: Shape) -> str:
        slug = text(at(item, "meta.slug"))
        key = (shape.type, slug)
        if key not in self._first_ids:
            asking = self._asking.get(key)
            if asking is None:
                asking = self._asking[key] = asyncio.create_task(self._ask_first(shape, slug))
                asking.add_done_callback(lambda _: self._asking.pop(key, None))
            await asyncio.shield(asking)
        return slug if self._first_ids.get(key, item["id"]) == item["id"] else f"{slug}-{item['id']}"

    async def _ask_first(self, shape: Shape, slug: str) -> None:
        for first in (await self._api.pages({"type": shape.type, "slug": slug, "order": "id", "limit": 1})).items:
            self._remember(shape, first)

    def _remember(self, shape: Shape, first: Item) -> None:
        if len(self._first_ids) >= _MOST_SLUGS:
            self._first_ids.clear()
        self._first_ids[shape.type, text(at(first, "meta.slug"))] = first["id"]
