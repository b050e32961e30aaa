"""Drupal as a backend."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any

from portal_ui.backends.drupal import article, resources, sections
from portal_ui.backends.drupal.article import Reader
from portal_ui.backends.drupal.options import Options
from portal_ui.backends.drupal.shape import discover
from portal_ui.backends.html_pages import document as pages
from portal_ui.backends.http import Http
from portal_ui.backends.opening import read_options
from portal_ui.backends.own_site import host_of, origin_of, path_on
from portal_ui.backends.remembered import Remembered
from portal_ui.backends.values import at, number, text
from portal_ui.content.model import Page, Site
from portal_ui.content.protocol import BackendContract, BackendDenied, Capabilities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal_ui.backends.drupal.resources import Document, Resource
    from portal_ui.backends.drupal.shape import Shape
    from portal_ui.backends.opening import Opening
    from portal_ui.content.model import Article, Query, Section, Summary
    from portal_ui.content.protocol import Backend

_SHAPE_SECONDS = 600.0
_SECTIONS_SECONDS = 60.0
_ALIASES_SECONDS = 600.0
_ALIAS_PAGES = 40
_PATIENCE = 3.0  # seconds that a link waits for the aliases to be read
_NUMBERED = re.compile(r"(?:[^\s/\\?#%]{0,250}-)?([1-9][0-9]{0,8})")
_NODE = re.compile(r"/node/([1-9][0-9]{0,8})/?")

_log = logging.getLogger(__name__)


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the Drupal site at `address`. Raises `ValueError` for an address or option that cannot be used."""
    http = Http(address, transport=opening.transport)
    return DrupalBackend(http, origin_of(address), read_options(Options, options), opening)


class DrupalBackend:
    """The published nodes of one content type, newest first; sections are the terms of one of its vocabularies."""

    name: str = "drupal"

    def __init__(self, http: Http, origin: str, options: Options, opening: Opening) -> None:
        # Core finds texts only as they were typed, in no order of its own: the portal's index does better.
        self.capabilities = Capabilities(
            search=options.search_index is not None,
            sections=True,
            by_path=True,
            attachments=True,
            max_page=resources.LARGEST_PAGE,
        )
        self._http = http
        self._origin = origin
        self._options = options
        self._zone = opening.zone
        self._api = options.api.strip("/")
        self._nodes = f"{self._api}/node/{options.bundle}"
        self._shape = Remembered(lambda: discover(http, self._nodes, options), _SHAPE_SECONDS)
        self._sections = Remembered(self._read_sections, _SECTIONS_SECONDS)
        self._aliases = Remembered(self._read_aliases, _ALIASES_SECONDS)
        self._reading_aliases: asyncio.Task[Mapping[str, str]] | None = None

    async def site(self) -> Site:
        """Return the name and language that the front page gives; without one, none."""
        try:
            answer = await self._http.get(f"{self._origin}/")
        except (BackendContract, BackendDenied) as error:
            _log.warning("the site's name is not known: %s", error)
            answer = None
        root = pages.page(answer.text()) if answer else None
        if root is None:
            return Site("", url=self._origin)
        title = pages.words(pages.first(root, ["title"])).rpartition(" | ")[2]
        return Site(title, lang=text(root.getroottree().getroot().get("lang")) or "vi", url=self._origin)

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles. It may hold fewer than asked for though more follow, as Drupal's pages do."""
        number_, size = max(1, query.page), max(1, min(query.size, resources.LARGEST_PAGE))
        nothing: Page[Summary] = Page((), number_, size, None, has_next=False)
        shape = await self._known_shape()
        params = await self._narrowed(query, shape) if shape else None
        if shape is None or params is None:
            return nothing
        address = self._nodes
        if query.search is not None:
            address = f"{self._api}/index/{self._options.search_index}"
        params |= {"page[offset]": (number_ - 1) * size, "page[limit]": size}
        found = await self._ask(address, params, shape.include, listed=shape.listed)
        if found is None:
            return nothing
        reader = await self._reader(shape)
        return Page(
            items=tuple(reader.summary(node, found) for node in self._shown(found)),
            number=number_,
            size=size,
            total=found.total,
            has_next=found.next is not None,
        )

    async def get(self, slug: str) -> Article | None:
        """Return the article by the number at the end of its slug, so that it is found under an older alias too."""
        numbered = _NUMBERED.fullmatch(slug)
        shape = await self._known_shape() if numbered else None
        if numbered is None or shape is None:
            return None
        found = await self._by_number(int(numbered[1]), shape.include_all)
        node = next(iter(self._shown(found)), None) if found else None
        if found is None or node is None:
            return None
        return (await self._reader(shape)).article(node, found)

    async def sections(self) -> tuple[Section, ...]:
        """Return the terms of the articles' vocabulary in its order."""
        return (await self._sections.get()).ordered

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article at an address of the site: an alias, an old one where the site knows it."""
        path = path_on(url, {host_of(self._origin)})
        if path is None or path == "/":
            return None
        shape = await self._known_shape()
        if shape is None:
            return None
        numbered = _NODE.fullmatch(path)
        nid = int(numbered[1]) if numbered else None
        if nid is None and not shape.router:
            return (await self._known_aliases()).get(path.rstrip("/"))
        if nid is None:
            nid = await self._routed(path)
        found = await self._by_number(nid, "") if nid else None
        return next((article.slug_of(node) for node in self._shown(found)), None) if found else None

    async def health(self) -> None:
        """Return if the site shows its articles."""
        found = await self._ask(self._nodes, {"page[limit]": 1}, "")
        if found is None:
            raise BackendContract(f"the site has no {self._nodes}: is JSON:API on?")

    async def close(self) -> None:
        """Let go of the connections."""
        if self._reading_aliases:
            self._reading_aliases.cancel()
            await asyncio.gather(self._reading_aliases, return_exceptions=True)
        await self._http.close()

    async def _known_shape(self) -> Shape | None:
        shape = await self._shape.get()
        if shape is None:
            self._shape.forget()
        return shape

    async def _reader(self, shape: Shape) -> Reader:
        return Reader(shape, self._origin, (await self._sections.get()).by_id or {}, self._zone)

    async def _ask(
        self, address: str, params: Mapping[str, str | int], include: str, listed: str = ""
    ) -> Document | None:
        """Return nodes, only published ones (an index has no others); `listed` names their fields, else all come."""
        asked: dict[str, str | int] = dict(params)
        if address == self._nodes:
            asked["filter[status]"] = 1
        if include:
            asked["include"] = include
        if listed:
            asked[f"fields[node--{self._options.bundle}]"] = listed
        return await resources.ask(self._http, address, asked)

    async def _by_number(self, nid: int, include: str) -> Document | None:
        return await self._ask(self._nodes, {"filter[drupal_internal__nid]": nid, "page[limit]": 1}, include)

    def _shown(self, found: Document) -> list[Resource]:
        kind = f"node--{self._options.bundle}"
        return [node for node in found.data if node["type"] == kind and article.shown(node)]

    async def _narrowed(self, query: Query, shape: Shape) -> dict[str, str | int] | None:
        """Return the parameters that ask for part of the articles, `None` if there is no such part."""
        params: dict[str, str | int] = {"sort": f"-{shape.published}"}
        if query.section is not None:
            ids = (await self._sections.get()).ids(query.section)
            if not ids:
                return None
            params |= {"filter[s][condition][path]": f"{shape.section}.id", "filter[s][condition][operator]": "IN"}
            params |= {f"filter[s][condition][value][{index}]": term for index, term in enumerate(ids)}
        if query.tag is not None:
            if not shape.tags:
                return None
            params[f"filter[{shape.tags}.name]"] = query.tag
        if query.search is not None:
            return {"filter[fulltext]": query.search} if self._options.search_index else None
        return params

    async def _read_sections(self) -> sections.Sections:
        shape = await self._known_shape()
        if shape is None or not shape.vocabulary:
            return sections.Sections()
        return await sections.read(self._http, self._origin, self._api, shape.vocabulary)

    async def _routed(self, path: str) -> int | None:
        """Ask Decoupled Router for the number of the article at a path; it follows redirects of the site."""
        answer = await self._http.get(
            "router/translate-path", {"path": path, "_format": "json"}, missing=(400, 403, 404, 406)
        )
        entity = at(answer.json(), "entity") if answer else None
        is_article = at(entity, "type") == "node" and at(entity, "bundle") == self._options.bundle
        return number(at(entity, "id")) if is_article else None

    async def _known_aliases(self) -> Mapping[str, str]:
        """Return slugs by alias; the first readers do not wait for all of them."""
        task = self._reading_aliases or asyncio.create_task(self._aliases.get())
        self._reading_aliases = task
        await asyncio.wait({task}, timeout=_PATIENCE)
        if not task.done():
            return {}
        self._reading_aliases = None
        return task.result()

    async def _read_aliases(self) -> Mapping[str, str]:
        """Return the slugs of the newest articles by alias: Drupal's core cannot be asked for one."""
        aliases: dict[str, str] = {}
        address: str | None = self._nodes
        params: Mapping[str, str | int] = {
            "sort": "-created",
            "page[limit]": resources.LARGEST_PAGE,
            f"fields[node--{self._options.bundle}]": "path,title,status,drupal_internal__nid",
        }
        for _ in range(_ALIAS_PAGES):
            found = await self._ask(address, params, "") if address else None
            if found is None:
                break
            for node in self._shown(found):
                aliases.setdefault(article.path_of(node), article.slug_of(node))
            address, params = f"{self._origin}{found.next}" if found.next else None, {}
        return aliases
