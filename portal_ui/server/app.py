"""The web application: its addresses, and what it starts and stops."""

from __future__ import annotations

import contextlib
import gzip
import logging
from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_ui import build
from portal_ui import config as settings
from portal_ui.backends.cache.backend import CachedBackend
from portal_ui.backends.catalogue import MediaFolder
from portal_ui.backends.exchanges import listen
from portal_ui.backends.folder.media import media_type
from portal_ui.content.protocol import BackendError
from portal_ui.locales import LOCALES
from portal_ui.server.assets import accepts, asset_response, load_asset, load_assets
from portal_ui.server.backend import configured_backend
from portal_ui.server.client_address import client_address
from portal_ui.server.hooks import purge_route
from portal_ui.server.image_copies import copies_route, image_copies
from portal_ui.server.media import media_response
from portal_ui.server.operations.health import health_routes
from portal_ui.server.operations.logs import start_logging
from portal_ui.server.operations.metrics import count_exchange, metrics_route
from portal_ui.server.operations.requests import Observed
from portal_ui.server.policy import SecurityHeaders, content_security_policy, script_hashes
from portal_ui.server.publisher import PAGE_SIZE, Publisher
from portal_ui.server.ratings.rate_limit import RateLimit
from portal_ui.server.ratings.routes import Ratings
from portal_ui.server.renderer.renderer import Renderer, RendererDown
from portal_ui.server.secret import portal_secret
from portal_ui.server.votes import votes_store

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from portal_ui.server.page_cache import CachedPage
    from portal_ui.server.ratings.routes import Kind, RatingState

log = logging.getLogger(__name__)

# Browsers ask each time and are told 304; shared caches may keep a page for a moment. Not `no-cache`, which would
# bind shared caches too (RFC 9111, 5.2.2.4).
PAGE_CACHING = "public, max-age=0, must-revalidate, s-maxage=10"

# Other sites' pages name it without a version: a new one must reach them soon.
ELEMENT_CACHING = "public, max-age=300"


def create() -> ASGIApp:
    """Return the application for the settings in force; the web server calls it once in each worker."""
    start_logging()
    config = settings.load()
    listen(partial(count_exchange, config.backend.partition(":")[0]))
    return Observed(Portal(config), LOCALES)


class Portal:
    """The application. It renders with the build that was current when it started."""

    def __init__(self, config: settings.Config) -> None:
        directory = build.current()
        script, self._frame_script = (
            (directory / "scripts" / name).read_text("utf-8").strip() for name in ("reading.js", "frame.js")
        )
        self._config = config
        self._assets = load_assets(directory / "client")
        self._embed_script = load_asset(directory / "scripts" / "embed.js")
        self._backend = configured_backend(config)
        self._votes = votes_store(config)
        self._secret = portal_secret(config.secret)
        self._copies = image_copies(config, self._secret)
        self._publisher = Publisher(
            config,
            self._backend,
            self._copies,
            Renderer(directory),
            script=script,
            frame_script=self._frame_script,
            votes=self._votes,
        )
        self._frame_policy = ""
        if isinstance(self._backend, CachedBackend):
            self._backend.on_purge(self._publisher.forget)
        faults = {BackendError: self._fault, RendererDown: self._fault, 404: self._missing}
        self._app: ASGIApp = Starlette(routes=self._routes(), lifespan=self._lifespan, exception_handlers=faults)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._app(scope, receive, send)

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncGenerator[None]:
        documents = await self._publisher.prepare()
        # The policy names our scripts' hashes, so it can only be written when a page has been rendered.
        self._app = SecurityHeaders(app, content_security_policy(script_hashes(documents)))
        self._frame_policy = content_security_policy(
            script_hashes((*documents, f"<script>{self._frame_script}</script>")),
            ("'self'", *self._config.framing_sites),
        )
        yield
        await self._publisher.close()

    def _routes(self) -> list[Route]:
        pages: list[Route] = []
        for lang in LOCALES:
            prefix = self._prefix(lang)
            pages += [
                Route(prefix or "/", self._page(lang, lambda r, lang: self._publisher.home(lang, _number(r)))),
                Route(
                    f"{prefix}/sections/{{slug}}",
                    self._page(lang, lambda r, lang: self._publisher.section(lang, r.path_params["slug"], _number(r))),
                ),
                Route(
                    f"{prefix}/search",
                    self._page(
                        lang,
                        lambda r, lang: self._publisher.search(lang, r.query_params.get("q", ""), _number(r)),
                    ),
                ),
                Route(
                    f"{prefix}/articles/{{slug}}",
                    self._page(lang, lambda r, lang: self._publisher.article(lang, r.path_params["slug"])),
                ),
                Route(
                    f"{prefix}/embed/articles/{{slug}}",
                    self._embed(lang, lambda r, lang: self._publisher.embedded_article(lang, r.path_params["slug"])),
                ),
                Route(
                    f"{prefix}/embed/sections/{{slug}}",
                    self._embed(
                        lang,
                        lambda r, lang: self._publisher.embedded_section(lang, r.path_params["slug"], _count(r)),
                    ),
                ),
            ]
        return [
            *health_routes(self._publisher.start, self._backend.health),
            metrics_route(),
            *pages,
            *self._ratings(),
            purge_route(self._secret, self._purge),
            copies_route(self._copies),
            Route("/embed.js", self._element),
            Route("/media/{path:path}", self._media),
            Route("/{path:path}", self._anything_else),
        ]

    def _page(
        self, lang: str, publish: Callable[[Request, str], Awaitable[CachedPage]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return page_response(request, await publish(request, lang))

        return answer

    def _embed(
        self, lang: str, publish: Callable[[Request, str], Awaitable[CachedPage]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers with a page for other sites' frames, in the host's language where the portal has it."""

        async def answer(request: Request) -> Response:
            wanted = request.query_params.get("lang", "").partition("-")[0].lower()
            edition = wanted if lang == self._config.locale and wanted in LOCALES else lang
            response = await self._page(edition, publish)(request)
            if response.status_code in {200, 304}:
                response.headers["content-security-policy"] = self._frame_policy
            return response

        return answer

    def _ratings(self) -> list[Route]:
        async def changed(slug: str) -> None:
            self._publisher.rated(slug)

        def ratings(lang: str) -> Ratings:
            async def render(kind: Kind, slug: str, state: RatingState) -> Response:
                page = await self._publisher.rating(lang, kind, slug, state)
                return Response(gzip.decompress(page.body), media_type="text/html; charset=utf-8")

            return Ratings(
                store=self._votes,
                secret=self._secret,
                site_url=self._config.site_url,
                rating_of=self._publisher.takes_ratings,
                render=render,
                client_address=client_address(self._config.proxies),
                on_change=changed,
                rate_limit=limit,
            )

        limit = RateLimit()
        return [route for lang in LOCALES for route in ratings(lang).routes(self._prefix(lang))]

    def _lang(self, path: str) -> str:
        """Return the language that an address is of."""
        return next((lang for lang in LOCALES if path.startswith(f"/{lang}/")), self._config.locale)

    def _prefix(self, lang: str) -> str:
        """Return what the addresses of a language begin with."""
        return "" if lang == self._config.locale else f"/{lang}"

    async def _missing(self, request: Request, error: Exception) -> Response:
        del error
        return page_response(request, await self._publisher.not_found(self._lang(request.url.path)))

    async def _fault(self, request: Request, error: Exception) -> Response:
        """Answer a request that no page's own handling of faults covered."""
        log.warning("%s %s: %s: %s", request.method, request.url.path, type(error).__name__, error)
        return page_response(request, await self._publisher.trouble(self._lang(request.url.path), error))

    async def _purge(self) -> None:
        if isinstance(self._backend, CachedBackend):
            await self._backend.purge()
        self._publisher.forget()

    async def _media(self, request: Request) -> Response:
        path = request.path_params["path"]
        file = self._backend.media(path) if isinstance(self._backend, MediaFolder) else None
        kind = media_type(path)
        if file is None or kind is None:
            raise HTTPException(404)
        return media_response(request, file, kind)

    async def _element(self, request: Request) -> Response:
        """Answer with the script that other sites name in their pages."""
        response = asset_response(request, self._embed_script)
        response.headers["cache-control"] = ELEMENT_CACHING
        return response

    async def _anything_else(self, request: Request) -> Response:
        path = request.url.path
        if asset := self._assets.get(path):
            return asset_response(request, asset)
        default = f"/{self._config.locale}"
        if path == default or path.startswith(f"{default}/"):
            return _moved(request, path.removeprefix(default) or "/")
        if path != "/" and path.endswith("/"):
            return _moved(request, path.rstrip("/") or "/")
        return page_response(request, await self._publisher.not_found(self._lang(path)))


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
    if accepts(request, "gzip"):
        headers["content-encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, page.status, headers, "text/html; charset=utf-8")


def _number(request: Request) -> int:
    """Return the page number asked for. Raises a 404 where it is none."""
    return _whole(request.query_params.get("page", "1"), 999_999)


def _count(request: Request) -> int:
    """Return how many articles a listing shall show. Raises a 404 where it is no number from 1 to a page's."""
    return _whole(request.query_params.get("count", "5"), PAGE_SIZE)


def _whole(text: str, most: int) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= most:
        raise HTTPException(404)
    return int(text)


def _moved(request: Request, path: str) -> Response:
    # One leading slash only: two would be another site's address.
    target = "/" + path.lstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(target + query, 301)
