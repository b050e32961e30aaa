"""The web application: its addresses, and what it starts and stops."""

from __future__ import annotations

import contextlib
import gzip
import logging
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_ui import build
from portal_ui import config as settings
from portal_ui.backends.catalogue import MediaFolder
from portal_ui.locales import LOCALES
from portal_ui.server.assets import asset_response, load_assets
from portal_ui.server.backend import configured_backend
from portal_ui.server.media import media_response
from portal_ui.server.policy import SecurityHeaders, content_security_policy, script_hashes
from portal_ui.server.publisher import Publisher
from portal_ui.server.renderer.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from portal_ui.server.page_cache import CachedPage

# Browsers ask each time and are told 304; shared caches may keep a page for a moment. Not `no-cache`, which would
# bind shared caches too (RFC 9111, 5.2.2.4).
PAGE_CACHING = "public, max-age=0, must-revalidate, s-maxage=10"


def create() -> ASGIApp:
    """Return the application for the settings in force; the web server calls it once in each worker."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    return Portal(settings.load())


class Portal:
    """The application. It renders with the build that was current when it started."""

    def __init__(self, config: settings.Config) -> None:
        directory = build.current()
        script = (directory / "scripts" / "reading.js").read_text("utf-8").strip()
        self._config = config
        self._assets = load_assets(directory / "client")
        self._backend = configured_backend(config)
        self._publisher = Publisher(config, self._backend, Renderer(directory), script)
        self._app: ASGIApp = Starlette(routes=self._routes(), lifespan=self._lifespan)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._app(scope, receive, send)

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncGenerator[None]:
        documents = await self._publisher.prepare()
        # The policy names our scripts' hashes, so it can only be written when a page has been rendered.
        self._app = SecurityHeaders(app, content_security_policy(script_hashes(documents)))
        yield
        await self._publisher.close()

    def _routes(self) -> list[Route]:
        pages: list[Route] = []
        for lang in LOCALES:
            prefix = "" if lang == self._config.locale else f"/{lang}"
            pages += [
                Route(prefix or "/", self._page(lang, lambda r, lang: self._publisher.home(lang, _number(r)))),
                Route(
                    f"{prefix}/sections/{{slug}}",
                    self._page(lang, lambda r, lang: self._publisher.section(lang, r.path_params["slug"], _number(r))),
                ),
                Route(
                    f"{prefix}/articles/{{slug}}",
                    self._page(lang, lambda r, lang: self._publisher.article(lang, r.path_params["slug"])),
                ),
            ]
        return [
            Route("/healthz", _healthy),
            *pages,
            Route("/media/{path:path}", self._media),
            Route("/{path:path}", self._anything_else),
        ]

    def _page(
        self, lang: str, publish: Callable[[Request, str], Awaitable[CachedPage]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                page = await publish(request, lang)
            except ValueError:
                page = await self._publisher.not_found(lang)
            return page_response(request, page)

        return answer

    async def _media(self, request: Request) -> Response:
        path = request.path_params["path"]
        file = self._backend.media(path) if isinstance(self._backend, MediaFolder) else None
        if file is None:
            return page_response(request, await self._publisher.not_found(self._config.locale))
        return media_response(request, file)

    async def _anything_else(self, request: Request) -> Response:
        path = request.url.path
        if asset := self._assets.get(path):
            return asset_response(request, asset)
        default = f"/{self._config.locale}"
        if path == default or path.startswith(f"{default}/"):
            return _moved(request, path.removeprefix(default) or "/")
        if path != "/" and path.endswith("/"):
            return _moved(request, path.rstrip("/") or "/")
        lang = next((lang for lang in LOCALES if path.startswith(f"/{lang}/")), self._config.locale)
        return page_response(request, await self._publisher.not_found(lang))


def page_response(request: Request, page: CachedPage) -> Response:
    """Return the answer that carries a page: 304 where the browser has it, compressed where it may be."""
    headers = dict(page.headers) | {
        "cache-control": PAGE_CACHING if page.status == 200 else "no-store",
        "vary": "accept-encoding",
    }
    if page.status == 200:
        headers["etag"] = page.etag
        if page.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
    body = page.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, page.status, headers, "text/html; charset=utf-8")


def _number(request: Request) -> int:
    """Return the page number asked for. Raises `ValueError` where it is none."""
    text = request.query_params.get("page", "1")
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or int(text) < 1:
        raise ValueError(text)
    return int(text)


def _moved(request: Request, path: str) -> Response:
    # One leading slash only: two would be another site's address.
    target = "/" + path.lstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(target + query, 301)


async def _healthy(request: Request) -> Response:
    """Say that pages can be served: the server answers nothing before it can."""
    del request
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})
