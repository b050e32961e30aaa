"""The pages made of the local index: search, and the articles with a tag, by an author, of a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.routing import Route

from portal_ui.content.model import Page, Query
from portal_ui.pages import archive, collection, message, search
from portal_ui.search.find import Within
from portal_ui.search.index import Resting
from portal_ui.search.names import name_slug
from portal_ui.search.question import asked
from portal_ui.server.page_cache import PageCache
from portal_ui.server.page_response import page_endpoint
from portal_ui.server.publisher import PAGE_SIZE, moved
from portal_ui.server.query import number_in, page_number

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from portal_ui.components.view import PageView
    from portal_ui.content.model import Summary
    from portal_ui.content.protocol import Backend
    from portal_ui.pages.edition import Edition
    from portal_ui.search.index import Index
    from portal_ui.search.listings import Named
    from portal_ui.server.page_cache import CachedPage
    from portal_ui.server.publisher import Publisher

CACHE_MB = 8
RETRY_AFTER = 30
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that have an archive: others are not of any article's date."""


class Finding:
    """Search and the listings that no CMS gives alike. A CMS's own search, where it has a good one, is asked first."""

    def __init__(self, publisher: Publisher, backend: Backend, index: Index) -> None:
        self._publisher = publisher
        self._backend = backend
        self._index = index
        # Apart, so that nobody can search the articles out of their cache.
        self._cache = PageCache(size_mb=CACHE_MB)

    def routes(self, lang: str, prefix: str) -> list[Route]:
        """Return the addresses of one language, which begin with `prefix`."""
        return [
            Route(f"{prefix}/search", page_endpoint(lang, self._search)),
            Route(f"{prefix}/tags/{{slug}}", page_endpoint(lang, self._tag)),
            Route(f"{prefix}/authors/{{slug}}", page_endpoint(lang, self._author)),
            Route(f"{prefix}/archive", page_endpoint(lang, self._archive)),
            Route(f"{prefix}/archive/{{year}}/{{month}}", page_endpoint(lang, self._month)),
        ]

    def forget(self) -> None:
        """Let every page be made anew."""
        self._cache.clear()

    async def close(self) -> None:
        """Let go of the pages being made."""
        await self._cache.close()

    async def _search(self, request: Request, lang: str) -> CachedPage:
        given = {name: search.asked(request.query_params.get(name, "")) for name in ("q", "section", "from", "to")}
        sent = search.Search(given["q"], given["section"], given["from"], given["to"])
        number = page_number(request)

        async def view(edition: Edition) -> PageView | None:
            question = asked(sent.words)
            if question is None:
                return search.empty_view(edition, sent)
            if own := await self._own_search(sent, number, PAGE_SIZE):
                return search.own_view(edition, sent.words, own)
            scope = search.scope(edition, sent)
            answer = await self._index.search(question, scope.within, (number - 1) * PAGE_SIZE, PAGE_SIZE)
            if number > 1 and not answer.found.hits:
                return None
            return search.view(edition, scope, answer, number, PAGE_SIZE)

        return await self._made(("search", sent, number), lang, view, "", searched=sent.words)

    async def found(self, words: str, number: int, size: int) -> Page[Summary]:
        """Return a page of what is found for words, as the search page would find it. Raises `Resting`."""
        question = asked(words)
        if question is None:
            return Page((), number, size, 0, has_next=False)
        if own := await self._own_search(search.Search(words), number, size):
            return own
        answer = await self._index.search(question, Within(), (number - 1) * size, size)
        items = tuple(hit.summary for hit in answer.found.hits)
        return Page(items, number, size, answer.found.total, has_next=number * size < answer.found.total)

    async def _own_search(self, sent: search.Search, number: int, size: int) -> Page[Summary] | None:
        """Return what the CMS's own search finds, `None` if it has no good one, cannot narrow so, or finds nothing."""
        if sent.narrowed or not self._backend.capabilities.search:
            return None
        query = Query(page=number, size=size, search=sent.words)
        found = await self._backend.list(query)
        return found if found.items else None

    async def _tag(self, request: Request, lang: str) -> CachedPage:
        return await self._named(request, lang, "/tags", self._index.tagged, "tag")

    async def _author(self, request: Request, lang: str) -> CachedPage:
        return await self._named(request, lang, "/authors", self._index.by_author, "author")

    async def _named(
        self,
        request: Request,
        lang: str,
        path: str,
        ask: Callable[[str, int, int], Awaitable[Named | None]],
        title: str,
    ) -> CachedPage:
        number, given = page_number(request), request.path_params["slug"]
        slug = name_slug(given)
        place = f"{path}/{quote(slug, safe='')}"

        async def view(edition: Edition) -> PageView | None:
            found = await ask(slug, number, PAGE_SIZE) if slug else None
            if found is None or not found.page.items:
                return None
            words = getattr(edition.texts.finding, title).format(name=found.name)
            return collection.view(edition, words, place, found.page)

        if slug and slug != given:
            return moved(self._publisher.known_edition(lang).href(place))
        return await self._made((path, slug, number), lang, view, place)

    async def _archive(self, request: Request, lang: str) -> CachedPage:
        del request

        async def view(edition: Edition) -> PageView | None:
            return archive.view(edition, await self._index.times())

        return await self._made(("archive",), lang, view, archive.PATH)

    async def _month(self, request: Request, lang: str) -> CachedPage:
        number = page_number(request)
        year, month = number_in(request.path_params["year"], LAST_YEAR), number_in(request.path_params["month"], 12)
        if not year or not month or year < FIRST_YEAR:
            return await self._publisher.not_found(lang)
        path = archive.month_path(year, month)

        async def view(edition: Edition) -> PageView | None:
            since = datetime(year, month, 1, tzinfo=edition.zone)
            until = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=edition.zone)
            page = await self._index.between(since.timestamp(), until.timestamp(), number, PAGE_SIZE)
            if not page.items:
                return None
            title = edition.texts.finding.month.format(month=month, year=year)
            return collection.view(edition, title, path, page, archive.archive_link(edition))

        return await self._made((path, number), lang, view, path)

    async def _made(
        self,
        key: tuple[object, ...],
        lang: str,
        view: Callable[[Edition], Awaitable[PageView | None]],
        path: str,
        searched: str = "",
    ) -> CachedPage:
        async def make() -> CachedPage:
            edition = await self._publisher.edition(lang)
            try:
                shown = await view(edition)
            except Resting:
                page = await self._publisher.page(message.resting(edition, searched), "")
                return replace(page, status=503, headers=(("retry-after", str(RETRY_AFTER)),))
            if shown is None:
                return await self._publisher.not_found(lang)
            return await self._publisher.page(shown, edition.href(path) if path else "")

        return await self._publisher.publish((lang, *key), lang, make, self._cache)
