"""The addresses of what a reader's device keeps: the worker, the manifest with its icons, and two pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from portal_ui.pages import message, saved
from portal_ui.server.offline.icons import Icon, icons
from portal_ui.server.offline.manifest import MEDIA_TYPE, manifest
from portal_ui.server.offline.worker import OFFLINE, worker
from portal_ui.server.page_cache import finished
from portal_ui.server.page_response import page_endpoint

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from portal_ui.config import Config
    from portal_ui.server.look.worn import Worn
    from portal_ui.server.page_cache import CachedPage
    from portal_ui.server.publisher import Publisher

ICON_CACHING = "public, max-age=86400"


class Offline:
    """What makes the portal one that can be installed and read without a network. `directory` is the build's."""

    def __init__(self, config: Config, publisher: Publisher, look: Worn, directory: Path) -> None:
        self._config = config
        self._publisher = publisher
        self._icons = icons(look.logo, directory / "client" / "icon.png")
        self._worker = worker(config, directory)

    def routes(self, lang: str, prefix: str) -> list[Route]:
        """Return the addresses of one language, which begin with `prefix`."""
        return [
            Route(f"{prefix}{saved.PATH}", page_endpoint(lang, self._saved)),
            Route(f"{prefix}{OFFLINE}", page_endpoint(lang, self._offline)),
            Route(f"{prefix}/manifest.webmanifest", page_endpoint(lang, self._manifest)),
        ]

    def file_routes(self) -> list[Route]:
        """Return the addresses of the worker and of the icons."""

        async def script(request: Request) -> Response:
            del request
            # Browsers look for a new one with each page, and must not be told of an old one.
            headers = {"cache-control": "no-cache", "service-worker-allowed": "/"}
            return Response(self._worker, headers=headers, media_type="text/javascript")

        return [Route("/sw.js", script), *(_icon(icon) for icon in self._icons if icon.body)]

    async def _saved(self, request: Request, lang: str) -> CachedPage:
        del request

        async def make() -> CachedPage:
            # What is known is enough, for this page and the next: they have nothing of the CMS but name and sections.
            edition = self._publisher.known_edition(lang)
            return await self._publisher.page(saved.view(edition), edition.href(saved.PATH))

        return await self._publisher.publish((lang, "saved"), lang, make)

    async def _offline(self, request: Request, lang: str) -> CachedPage:
        root = "home" in request.query_params and lang == self._config.locale

        async def make() -> CachedPage:
            return await self._publisher.page(message.offline(self._publisher.known_edition(lang)), "", root=root)

        return await self._publisher.publish((lang, "offline", root), lang, make)

    async def _manifest(self, request: Request, lang: str) -> CachedPage:
        del request

        async def make() -> CachedPage:
            text = manifest(await self._publisher.edition(lang), self._config.look, self._icons)
            return finished(200, text, "", "", (("content-type", MEDIA_TYPE),))

        return await self._publisher.publish((lang, "manifest"), lang, make)


def _icon(icon: Icon) -> Route:
    async def answer(request: Request) -> Response:
        del request
        return Response(icon.body, headers={"cache-control": ICON_CACHING}, media_type=icon.media_type)

    return Route(icon.href, answer)
