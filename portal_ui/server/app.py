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
from portal_ui.front_end import READING_SCRIPT
from portal_ui.locales import LOCALES
from portal_ui.pages.accessibility import PATH as STATEMENT
from portal_ui.search.index import Index, index_file
from portal_ui.server.api.routes import Sources, api_routes
from portal_ui.server.api.shapes import Rating
from portal_ui.server.assets import asset_response, load_assets
from portal_ui.server.backend import configured_backend, uncached
from portal_ui.server.client_address import client_address
from portal_ui.server.embedding import Embedding, frame_scripts
from portal_ui.server.finding import Finding
from portal_ui.server.glossary import configured_glossary
from portal_ui.server.hooks import purge_route
from portal_ui.server.image_copies import copies_route, image_copies
from portal_ui.server.look.routes import look_routes
from portal_ui.server.look.worn import own, worn
from portal_ui.server.machines.routes import Machines
from portal_ui.server.media import media_response
from portal_ui.server.oembed import oembed_route
from portal_ui.server.offline.routes import Offline
from portal_ui.server.operations.health import health_routes
from portal_ui.server.operations.logs import start_logging
from portal_ui.server.operations.metrics import count_exchange, metrics_route
from portal_ui.server.operations.requests import Observed
from portal_ui.server.page_cache import PageCache
from portal_ui.server.page_response import page_endpoint, page_response
from portal_ui.server.policy import SecurityHeaders, content_security_policy, script_hashes
from portal_ui.server.publisher import Publisher
from portal_ui.server.query import page_number
from portal_ui.server.ratings.breaker import StoreResting
from portal_ui.server.ratings.rate_limit import RateLimit
from portal_ui.server.ratings.routes import Ratings
from portal_ui.server.recordings import recordings, recordings_route
from portal_ui.server.renderer.renderer import Renderer, RendererDown
from portal_ui.server.secret import portal_secret
from portal_ui.server.votes import votes_store

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from portal_ui.content.model import Article
    from portal_ui.pages.edition import Edition
    from portal_ui.server.ratings.routes import Kind, RatingState

log = logging.getLogger(__name__)


def create() -> ASGIApp:
    """Return the application for the settings in force; the web server calls it once in each worker."""
    start_logging()
    config = settings.load()
    listen(partial(count_exchange, config.backend.partition(":")[0]))
    return Observed(Portal(config), LOCALES)


ANSWERS_MB = 8
"""Memory for what the API has answered, beside the pages."""


class Portal:
    """The application. It renders with the build that was current when it started."""

    def __init__(self, config: settings.Config) -> None:
        directory = build.current()
        script = (directory / READING_SCRIPT).read_text("utf-8").strip()
        frame, excerpt = frame_scripts(directory)
        self._config = config
        self._assets = load_assets(directory / "client")
        self._backend = configured_backend(config)
        self._votes = votes_store(config)
        self._secret = portal_secret(config.secret)
        self._copies = image_copies(config, self._secret)
        self._recordings = recordings(config, self._secret)
        self._look = worn(config.look)
        self._index = Index(index_file(config.backend), uncached(self._backend))
        self._publisher = Publisher(
            config,
            self._backend,
            self._copies,
            Renderer(directory),
            self._index,
            recordings=self._recordings,
            script=script,
            frame_script=frame,
            excerpt_script=excerpt,
            votes=self._votes,
            glossary=configured_glossary(config),
            own=own(config, self._look),
        )
        self._answers = PageCache(size_mb=ANSWERS_MB)
        self._machines = Machines(config, self._backend, self._publisher, self._index)
        self._finding = Finding(self._publisher, self._backend, self._index)
        self._embedding = Embedding(config, self._publisher, directory)
        self._offline = Offline(config, self._publisher, self._look, directory)
        if isinstance(self._backend, CachedBackend):
            self._backend.on_purge(self._forget)
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
        self._embedding.allow(documents)
        self._index.start()
        yield
        await self._answers.close()
        await self._index.close()
        await self._finding.close()
        await self._publisher.close()

    def _routes(self) -> list[Route]:
        pages: list[Route] = []
        for lang in LOCALES:
            prefix = self._prefix(lang)
            pages += [
                Route(prefix or "/", page_endpoint(lang, lambda r, lang: self._publisher.home(lang, page_number(r)))),
                Route(
                    f"{prefix}/sections/{{slug}}",
                    page_endpoint(
                        lang,
                        lambda r, lang: self._publisher.section(lang, r.path_params["slug"], page_number(r)),
                    ),
                ),
                Route(f"{prefix}/reading", page_endpoint(lang, lambda _, lang: self._publisher.reading(lang))),
                Route(f"{prefix}{STATEMENT}", page_endpoint(lang, lambda _, lang: self._publisher.accessibility(lang))),
                Route(
                    f"{prefix}/articles/{{slug}}",
                    page_endpoint(lang, lambda r, lang: self._publisher.article(lang, r.path_params["slug"])),
                ),
                *self._finding.routes(lang, prefix),
                *self._embedding.routes(lang, prefix),
                *self._offline.routes(lang, prefix),
            ]
        return [
            *health_routes(self._publisher.start, self._backend.health),
            metrics_route(),
            *pages,
            *self._ratings(),
            *self._machines.routes(),
            *api_routes(self._sources(), self._answers),
            purge_route(self._secret, self._purge),
            copies_route(self._copies),
            recordings_route(self._recordings),
            *self._embedding.element_routes(),
            *self._offline.file_routes(),
            *look_routes(self._look),
            oembed_route(self._config.site_url, self._config.locale, self._publisher.article_of),
            Route("/media/{path:path}", self._media),
            Route("/{path:path}", self._anything_else),
        ]

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
                refusals=LOCALES[lang].refusals,
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
        self._forget()

    def _forget(self) -> None:
        """Let everything be made anew."""
        self._publisher.forget()
        self._finding.forget()
        self._answers.clear()
        self._index.look()

    def _sources(self) -> Sources:
        async def edition() -> Edition:
            return await self._publisher.edition(self._config.locale)

        async def rating(article: Article) -> Rating | None:
            try:
                tally = await self._publisher.tally(article)
            except StoreResting:
                return None
            return Rating(tally.total, tally.votes, tally.average) if tally else None

        return Sources(self._backend, self._copies, self._recordings.address, edition, rating, self._finding.found)

    async def _media(self, request: Request) -> Response:
        path = request.path_params["path"]
        file = self._backend.media(path) if isinstance(self._backend, MediaFolder) else None
        kind = media_type(path)
        if file is None or kind is None:
            raise HTTPException(404)
        return media_response(request, file, kind)

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


def _moved(request: Request, path: str) -> Response:
    # One leading slash only: two would be another site's address.
    target = "/" + path.lstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(target + query, 301)
