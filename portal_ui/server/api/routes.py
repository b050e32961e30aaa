"""The addresses of the API. Every answer is JSON, also the one that says why there is none."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json
from starlette.responses import Response
from starlette.routing import Route

from portal_ui.backends.catalogue import read_article
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendDown, BackendError
from portal_ui.search.index import Resting
from portal_ui.server.api.openapi import (
    DEFAULT_SIZE,
    LARGEST_NUMBER,
    LARGEST_PAGE,
    LONGEST_QUERY,
    LONGEST_SLUG,
    openapi,
)
from portal_ui.server.api.shapes import (
    Problem,
    Rating,
    SectionList,
    article_list,
    article_whole,
    section_item,
)
from portal_ui.server.page_cache import finished
from portal_ui.server.page_response import page_response
from portal_ui.server.query import number_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from portal_ui.backends.images.copies import ImageCopies
    from portal_ui.content.model import Article, Page, Summary
    from portal_ui.content.protocol import Backend
    from portal_ui.pages.edition import Edition
    from portal_ui.server.page_cache import CachedPage, PageCache

log = logging.getLogger(__name__)

# Anybody's page may read what is public here.
SHARED = (("access-control-allow-origin", "*"),)


class Refused(Exception):
    """There is no answer, for the reason that `problem` gives."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.problem = Problem(status.phrase, status.value, detail)


@dataclass(frozen=True)
class Sources:
    """Where the API has its content from: `edition` asks the backend for site and sections, `rating` the votes.

    `play` gives the address from which sound and films play.
    """

    backend: Backend
    copies: ImageCopies
    play: Callable[[str], str]
    edition: Callable[[], Awaitable[Edition]]
    rating: Callable[[Article], Awaitable[Rating | None]]
    search: Callable[[str, int, int], Awaitable[Page[Summary]]]


def api_routes(sources: Sources, cache: PageCache) -> list[Route]:
    """Return the addresses; `cache` keeps the answers."""

    def answered(make: Callable[[Sources, Request], Awaitable[Any]]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            async def made() -> CachedPage:
                try:
                    return _json(await make(sources, request))
                # An answer like any other: were it raised, the cache would give what there was before for a day.
                except Refused as refused:
                    return _problem(refused.problem)

            try:
                page = await cache.get((request.url.path, request.url.query), made)
            except BackendError as error:
                log.warning("%s: %s: %s", request.url.path, type(error).__name__, error)
                page = _problem(_failed(error))
            return page_response(request, page)

        return answer

    return [
        Route("/api/articles", answered(_articles)),
        Route("/api/articles/{slug}", answered(_article)),
        Route("/api/sections", answered(_sections)),
        Route("/api/search", answered(_search)),
        Route("/api/openapi.json", answered(_description)),
        Route("/api/{path:path}", answered(_nothing)),
    ]


async def _articles(sources: Sources, request: Request) -> Any:
    edition = await sources.edition()
    section, tag = _slug(request, "section"), _slug(request, "tag")
    if section is not None and all(known.slug != section for known in edition.sections):
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such section.")
    number, size = _page(sources, request)
    return _listed(request, edition, await sources.backend.list(Query(number, size, section, tag)))


async def _search(sources: Sources, request: Request) -> Any:
    words = request.query_params.get("q", "")
    if not 1 <= len(words) <= LONGEST_QUERY:
        raise Refused(HTTPStatus.BAD_REQUEST, f"q must have 1 to {LONGEST_QUERY} characters.")
    number, size = _page(sources, request)
    try:
        return _listed(request, await sources.edition(), await sources.search(" ".join(words.split()), number, size))
    except Resting:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "The search is resting; try again in a minute.") from None


def _page(sources: Sources, request: Request) -> tuple[int, int]:
    """Return which page is asked for, and its size."""
    size = min(_number(request, "size", DEFAULT_SIZE, LARGEST_PAGE), sources.backend.capabilities.max_page)
    return _number(request, "page", 1, LARGEST_NUMBER), size


def _listed(request: Request, edition: Edition, page: Page[Summary]) -> Any:
    following = request.url.include_query_params(page=page.number + 1)
    return article_list(edition, page, f"{edition.origin}{following.path}?{following.query}")


async def _article(sources: Sources, request: Request) -> Any:
    edition = await sources.edition()
    slug = request.path_params["slug"]

    def href(slug: str) -> str:
        return edition.origin + edition.article_href(slug)

    found = await read_article(sources.backend, slug, edition.texts, href, sources.copies, play=sources.play)
    if found is None:
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such article.")
    return article_whole(edition, *found, await sources.rating(found[0]))


async def _sections(sources: Sources, request: Request) -> Any:
    del request
    edition = await sources.edition()
    return SectionList(tuple(section_item(edition, section) for section in edition.sections))


async def _description(sources: Sources, request: Request) -> Any:
    del request
    edition = await sources.edition()
    return openapi(edition.portal("/").title, edition.origin)


async def _nothing(sources: Sources, request: Request) -> Any:
    del sources, request
    raise Refused(HTTPStatus.NOT_FOUND, "There is no such address; /api/openapi.json says what there is.")


def _slug(request: Request, name: str) -> str | None:
    text = request.query_params.get(name)
    if text is not None and not 1 <= len(text) <= LONGEST_SLUG:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} must have 1 to {LONGEST_SLUG} characters.")
    return text


def _number(request: Request, name: str, default: int, most: int) -> int:
    number = number_in(request.query_params.get(name, str(default)), most)
    if number is None:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} must be a whole number from 1 to {most}.")
    return number


def _failed(error: BackendError) -> Problem:
    status = HTTPStatus.SERVICE_UNAVAILABLE if isinstance(error, BackendDown) else HTTPStatus.BAD_GATEWAY
    return Problem(status.phrase, status.value, "The CMS behind this portal does not answer as it should.")


def _json(value: Any) -> CachedPage:
    return _finished(200, value, "application/json")


def _problem(problem: Problem) -> CachedPage:
    return _finished(problem.status, problem, "application/problem+json")


def _finished(status: int, value: Any, media_type: str) -> CachedPage:
    return finished(status, to_json(value).decode(), "", "", (("content-type", media_type), *SHARED))
