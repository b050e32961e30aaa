"""The addresses that programs ask for; what stands there is made from the backend's listings."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.routing import Route

from portal_ui.content.model import Query
from portal_ui.locales import LOCALES
from portal_ui.server.machines import sitemap
from portal_ui.server.machines.feeds import Entry, Feed, atom_feed, json_feed
from portal_ui.server.machines.robots import robots
from portal_ui.server.machines.search import search_description
from portal_ui.server.page_cache import finished
from portal_ui.server.page_response import page_response
from portal_ui.server.query import number_in

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from portal_ui.config import Config
    from portal_ui.content.model import Section, Summary
    from portal_ui.content.protocol import Backend
    from portal_ui.pages.edition import Edition
    from portal_ui.search.index import Index
    from portal_ui.server.page_cache import CachedPage
    from portal_ui.server.publisher import Publisher

NEWEST = 20
"""Articles in a feed."""

XML = "application/xml"
SEARCH = "application/opensearchdescription+xml"
FEEDS = {"feed.xml": (atom_feed, "application/atom+xml"), "feed.json": (json_feed, "application/feed+json")}

Make = Callable[["Request", "Edition"], Awaitable["CachedPage | None"]]
"""Makes what is asked for, `None` if there is no such thing."""


class Machines:
    """Feeds, sitemap, robots.txt and search descriptions of one portal. All addresses in them are absolute."""

    def __init__(self, config: Config, backend: Backend, publisher: Publisher, index: Index) -> None:
        self._config = config
        self._backend = backend
        self._publisher = publisher
        self._index = index

    def routes(self) -> list[Route]:
        """Return the addresses."""
        feeds = [
            Route(f"{path}/{name}", self._answer(self._feed(name)))
            for name in FEEDS
            for path in ("", "/sections/{section}")
        ]
        prefixes = {lang: "" if lang == self._config.locale else f"/{lang}" for lang in LOCALES}
        searches = [
            Route(f"{prefix}/opensearch.xml", self._answer(self._search(lang))) for lang, prefix in prefixes.items()
        ]
        return [
            *feeds,
            *searches,
            Route("/sitemap.xml", self._answer(self._sitemap)),
            Route("/sitemaps/pages.xml", self._answer(self._sitemap_of_pages)),
            Route("/sitemaps/articles-{number}.xml", self._answer(self._sitemap_of_articles)),
            Route("/robots.txt", self._robots),
        ]

    def _answer(self, make: Make) -> Callable[[Request], Awaitable[Response]]:
        lang = self._config.locale

        async def answer(request: Request) -> Response:
            async def made() -> CachedPage:
                made = await make(request, await self._publisher.edition(lang))
                return made or await self._publisher.not_found(lang)

            return page_response(request, await self._publisher.publish(("machines", request.url.path), lang, made))

        return answer

    def _absolute(self, path: str) -> str:
        return self._config.site_url + path

    def _feed(self, name: str) -> Make:
        write, media_type = FEEDS[name]

        async def make(request: Request, edition: Edition) -> CachedPage | None:
            slug = request.path_params.get("section")
            section = next((part for part in edition.sections if part.slug == slug), None)
            if slug and section is None:
                return None
            found = await self._backend.list(Query(size=min(NEWEST, self._backend.capabilities.max_page), section=slug))
            return _document(write(self._described(edition, section, found.items)), media_type)

        return make

    def _described(self, edition: Edition, section: Section | None, items: tuple[Summary, ...]) -> Feed:
        portal = edition.portal("/")
        base = f"/sections/{quote(section.slug, safe='')}" if section else ""
        return Feed(
            title=f"{section.title} - {portal.title}" if section else portal.title,
            description=section.description if section else portal.welcome,
            lang=edition.site.lang,
            home=self._absolute(base or "/"),
            atom=self._absolute(f"{base}/feed.xml"),
            json=self._absolute(f"{base}/feed.json"),
            icon=self._absolute("/icon.png"),
            entries=tuple(Entry(item, self._absolute(edition.article_href(item.slug))) for item in items),
        )

    async def _sitemap(self, request: Request, edition: Edition) -> CachedPage:
        """Return the sitemap, or where it would be too long the index of its files."""
        del request
        known = await self._backend.list(Query(size=1))
        # Who does not tell how many there are is asked for as many as the index has read of them by now.
        total = known.total if known.total is not None else await self._index.number()
        files = math.ceil(total / sitemap.FILE_SIZE)
        if files > 1:
            names = ["pages", *(f"articles-{number}" for number in range(1, files + 1))][: sitemap.MOST_FILES]
            addresses = [sitemap.Address(self._absolute(f"/sitemaps/{name}.xml")) for name in names]
            return _document(sitemap.index(addresses), XML)
        return _document(sitemap.urlset([*self._fixed(edition), *await self._articles(edition, 1)]), XML)

    async def _sitemap_of_pages(self, request: Request, edition: Edition) -> CachedPage:
        del request
        return _document(sitemap.urlset(self._fixed(edition)), XML)

    async def _sitemap_of_articles(self, request: Request, edition: Edition) -> CachedPage | None:
        number = number_in(request.path_params["number"], sitemap.MOST_FILES)
        articles = await self._articles(edition, number) if number else []
        return _document(sitemap.urlset(articles), XML) if articles else None

    def _fixed(self, edition: Edition) -> list[sitemap.Address]:
        paths = [edition.href("/"), *(edition.section_href(section.slug) for section in edition.sections)]
        return [sitemap.Address(self._absolute(path)) for path in paths]

    async def _articles(self, edition: Edition, number: int) -> list[sitemap.Address]:
        """Return the articles of the sitemap's file with this number, which counts from 1."""
        size = math.gcd(sitemap.FILE_SIZE, self._backend.capabilities.max_page)
        pages = sitemap.FILE_SIZE // size
        found: list[sitemap.Address] = []
        for page in range((number - 1) * pages + 1, number * pages + 1):
            listed = await self._backend.list(Query(page=page, size=size))
            found += [
                sitemap.Address(self._absolute(edition.article_href(item.slug)), item.updated or item.published)
                for item in listed.items
            ]
            if not listed.has_next:
                break
        return found

    async def _robots(self, request: Request) -> Response:
        # Without the CMS: a crawler that gets an error here leaves the whole portal (RFC 9309, 2.3.1.4).
        return page_response(request, _document(robots(self._absolute("/sitemap.xml")), "text/plain"))

    def _search(self, lang: str) -> Make:
        async def make(request: Request, edition: Edition) -> CachedPage | None:
            del request
            return _document(search_description(replace(edition, lang=lang)), SEARCH)

        return make


def _document(text: str, media_type: str) -> CachedPage:
    return finished(200, text, "", "", (("content-type", f"{media_type}; charset=utf-8"),))
