"""JSON over HTTP as a backend."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from portal_ui.backends.http import Http
from portal_ui.backends.json_api import options as field_map
from portal_ui.backends.json_api.article import Reader, find, is_slug
from portal_ui.backends.json_api.files import Files
from portal_ui.backends.own_site import host_of, origin_of, path_on
from portal_ui.backends.remembered import Remembered
from portal_ui.backends.values import at, objects, plain, table, text
from portal_ui.content.model import Page, Section, Site
from portal_ui.content.protocol import BackendContract, Capabilities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal_ui.backends.json_api.article import Item
    from portal_ui.backends.opening import Opening
    from portal_ui.content.model import Article, Query, Summary
    from portal_ui.content.protocol import Backend

_SECTIONS_SECONDS = 60.0
_WHOLE_SECONDS = 60.0
_DEEPEST_PAGE = 50

_log = logging.getLogger(__name__)


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the backend at `address`. Raises `ValueError` for an address or option that cannot be used."""
    read = field_map.read(options)
    headers: dict[str, str] = {"Accept": "application/json"}
    if opening.key:
        name, _, value = read.key_as.partition(":")
        headers[name.strip()] = value.strip().replace("{key}", opening.key.get_secret_value())
    http = Http(address, headers=headers, transport=opening.transport)
    reader = Reader(read, Files(origin_of(address), read), opening.zone)
    return JsonBackend(http, reader)


class JsonBackend:
    """Articles of a JSON interface, in the order it gives them."""

    name: str = "json"

    def __init__(self, http: Http, reader: Reader) -> None:
        options = reader.options
        whole = options.paging.style == "none"
        self.capabilities = Capabilities(
            total=whole or options.total is not None,
            search=options.search is not None,
            sections=options.sections is not None,
            by_path=options.public is not None,
            attachments=True,
            max_page=options.paging.max,
        )
        self._http = http
        self._reader = reader
        self._options = options
        self._sections = Remembered(self._read_sections, _SECTIONS_SECONDS)
        self._whole = Remembered(self._read_whole, _WHOLE_SECONDS)

    async def site(self) -> Site:
        """Return the site's address; JSON interfaces do not tell its name."""
        return Site("", lang=self._options.lang, url=origin_of(self._options.public or self._reader.files.origin))

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles; an empty one for what the interface cannot be asked."""
        number, size = max(1, query.page), max(1, min(query.size, self._options.paging.max))
        if self._options.paging.style == "none":
            return await self._slice(query, number, size)
        params = self._narrowed(query)
        if params is None:
            return Page((), number, size, 0, has_next=False)
        if self._options.paging.style == "next":
            return await self._followed(params, number, size)
        start = (number - 1) * size
        paging = self._options.paging
        params[paging.size] = size
        if paging.style == "page":
            params[paging.page] = number - 1 + paging.first
        else:
            params[paging.offset] = start
        data, items = await self._ask(self._options.list, params)
        total = self._total(data)
        more = bool(items) and (start + len(items) < total if total is not None else len(items) >= size)
        return Page(self._summaries(items), number, size, total, has_next=more)

    async def get(self, slug: str) -> Article | None:
        """Return the article, or `None` if there is none that readers may see."""
        item = await self._find(slug)
        return self._reader.article(item) if item else None

    async def sections(self) -> tuple[Section, ...]:
        """Return the sections in the order the interface gives them."""
        return await self._sections.get()

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article at one of the site's public addresses."""
        if not self._options.public:
            return None
        path = path_on(url, {host_of(self._options.public), host_of(self._reader.files.origin)})
        before, _, after = unquote(urlsplit(self._options.public).path).partition("{slug}")
        found = re.fullmatch(f"{re.escape(before)}([^/]+){re.escape(after.rstrip('/'))}/?", path or "")
        item = await self._find(found[1]) if found else None
        return self._reader.slug(item) if item else None

    async def health(self) -> None:
        """Return if the list of articles can be had."""
        await self._ask(self._options.list, {self._options.paging.size: 1} if self._options.total else {})

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.close()

    def _narrowed(self, query: Query) -> dict[str, str | int] | None:
        """Return the parameters that ask for part of the articles, `None` if there is none for it."""
        params: dict[str, str | int] = {}
        for name, value in (
            (self._options.search, query.search),
            (self._options.section, query.section),
            (self._options.tag, query.tag),
        ):
            if value is not None:
                if name is None:
                    return None
                params[name] = value
        return params

    async def _ask(self, address: str, params: Mapping[str, str | int]) -> tuple[Any, list[Item]]:
        """Return what the interface answers, and the objects in it. What always holds is always sent, and last."""
        answer = await self._http.get(address, {**params, **self._options.query}, missing=())
        assert answer is not None
        data = answer.json()
        return data, objects(answer, data, self._options.items)

    async def _followed(self, params: Mapping[str, str | int], number: int, size: int) -> Page[Summary]:
        """Return a page that only the pages before lead to."""
        params = {**params, self._options.paging.size: size}
        address = self._options.list
        for current in range(1, min(number, _DEEPEST_PAGE) + 1):
            data, items = await self._ask(address, params)
            following = text(at(data, self._options.paging.next))
            if current == number:
                return Page(self._summaries(items), number, size, self._total(data), has_next=bool(following))
            if not following:
                break
            address, params = urljoin(f"{self._reader.files.origin}/", following), {}
        return Page((), number, size, None, has_next=False)

    async def _slice(self, query: Query, number: int, size: int) -> Page[Summary]:
        whole = await self._whole.get()
        if query.search is not None:
            whole = {}
        found = [
            summary
            for item in whole.values()
            if (summary := self._reader.summary(item))
            and (query.section is None or (summary.section and summary.section.slug == query.section))
            and (query.tag is None or query.tag in self._reader.article(item).tags)
        ]
        start = (number - 1) * size
        return Page(tuple(found[start : start + size]), number, size, len(found), has_next=start + size < len(found))

    async def _read_whole(self) -> dict[str, Item]:
        _, items = await self._ask(self._options.list, {})
        whole: dict[str, Item] = {}
        for item in self._usable(items):
            whole.setdefault(self._reader.slug(item), item)
        return whole

    async def _find(self, slug: str) -> Item | None:
        if not is_slug(slug):
            return None
        if self._options.paging.style == "none":
            return (await self._whole.get()).get(slug)
        if self._options.item:
            answer = await self._http.get(
                self._options.item.replace("{slug}", quote(slug, safe="")), self._options.query
            )
            if answer is None:
                return None
            item = at(answer.json(), self._options.item_at)
            if not isinstance(item, dict):
                raise BackendContract(f"{answer.url} has no object at {self._options.item_at!r}", answer.sample())
            items = [table(item)]
        else:
            _, items = await self._ask(self._options.list, {self._options.by_slug or "": slug})
        return next((item for item in self._usable(items) if self._reader.slug(item) == slug), None)

    async def _read_sections(self) -> tuple[Section, ...]:
        named = self._options.sections
        if named is None:
            return ()
        answer = await self._http.get(named.list, named.query)
        if answer is None:
            return ()
        found = objects(answer, answer.json(), named.items)
        sections = (
            Section(
                slug=text(find(item, named.slug)),
                title=text(find(item, named.title)) or text(find(item, named.slug)),
                description=plain(find(item, named.description)),
                parent=text(find(item, named.parent)) or None,
                order=order,
            )
            for order, item in enumerate(found)
        )
        return tuple(section for section in sections if is_slug(section.slug))

    def _total(self, data: Any) -> int | None:
        total = at(data, self._options.total) if self._options.total else None
        return total if isinstance(total, int) else None

    def _summaries(self, items: list[Item]) -> tuple[Summary, ...]:
        return tuple(self._reader.summary(item) for item in self._usable(items))

    def _usable(self, items: list[Item]) -> list[Item]:
        usable = [item for item in items if self._reader.shown(item) and self._reader.slug(item)]
        if len(usable) < len(items):
            _log.info(
                "%d of %d objects are not shown: not published, or without a slug", len(items) - len(usable), len(items)
            )
        return usable
