"""The pages for other sites' frames, and the script that these sites name in their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from portal_ui.front_end import CONTROLS_SCRIPT, EMBED_SCRIPT, EXCERPT_SCRIPT, FRAME_SCRIPT
from portal_ui.locales import LOCALES
from portal_ui.server.assets import asset_response, load_asset
from portal_ui.server.page_response import page_response
from portal_ui.server.policy import content_security_policy, script_hashes
from portal_ui.server.publisher import PAGE_SIZE
from portal_ui.server.query import whole_number

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from portal_ui.config import Config
    from portal_ui.server.page_cache import CachedPage
    from portal_ui.server.publisher import Publisher

COUNT = 5
"""How many articles a listing shows where nothing is said."""

# Other sites' pages name it without a version: a new one must reach them soon.
ELEMENT_CACHING = "public, max-age=300"


def frame_scripts(directory: Path) -> tuple[str, str]:
    """Return the scripts of pages in frames and of excerpts there, from a build's directory."""
    frame, excerpt = ((directory / script).read_text("utf-8").strip() for script in (FRAME_SCRIPT, EXCERPT_SCRIPT))
    return frame, excerpt


class Embedding:
    """What other sites embed. `directory` is the build's; `allow` gives the pages their policy before the first."""

    def __init__(self, config: Config, publisher: Publisher, directory: Path) -> None:
        self._config = config
        self._publisher = publisher
        self._scripts = frame_scripts(directory)
        self._elements = {
            f"/{script.name}": load_asset(directory / script) for script in (EMBED_SCRIPT, CONTROLS_SCRIPT)
        }
        self._policy = ""
        self._demo_policy = ""

    def allow(self, documents: Iterable[str]) -> None:
        """Let the pages run the scripts of `documents`, pages of ours, and stand in the frames of the sites named."""
        documents = tuple(documents)
        self._demo_policy = content_security_policy(script_hashes(documents), frames="'self'")
        hashes = script_hashes((*documents, *(f"<script>{script}</script>" for script in self._scripts)))
        self._policy = content_security_policy(hashes, ("'self'", *self._config.framing_sites))

    def routes(self, lang: str, prefix: str) -> list[Route]:
        """Return the addresses of one language, which begin with `prefix`."""
        return [
            Route(f"{prefix}/embed", self._demo(lang)),
            Route(f"{prefix}/embed/articles/{{slug}}", self._page(lang, self._article)),
            Route(f"{prefix}/embed/articles/{{slug}}/excerpt", self._page(lang, self._excerpt)),
            Route(f"{prefix}/embed/sections/{{slug}}", self._page(lang, self._section)),
        ]

    def element_routes(self) -> list[Route]:
        """Return the addresses of the script and of the module that it fetches."""

        async def answer(request: Request) -> Response:
            response = asset_response(request, self._elements[request.url.path])
            response.headers["cache-control"] = ELEMENT_CACHING
            return response

        return [Route(path, answer) for path in self._elements]

    def _demo(self, lang: str) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers with the demo page, which has frames itself."""

        async def answer(request: Request) -> Response:
            response = page_response(request, await self._publisher.embed_demo(lang))
            response.headers["content-security-policy"] = self._demo_policy
            return response

        return answer

    async def _article(self, request: Request, lang: str) -> CachedPage:
        return await self._publisher.embedded_article(lang, request.path_params["slug"])

    async def _excerpt(self, request: Request, lang: str) -> CachedPage:
        return await self._publisher.excerpt(lang, request.path_params["slug"])

    async def _section(self, request: Request, lang: str) -> CachedPage:
        count = whole_number(request, "count", COUNT, PAGE_SIZE)
        return await self._publisher.embedded_section(lang, request.path_params["slug"], count)

    def _page(
        self, lang: str, publish: Callable[[Request, str], Awaitable[CachedPage]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            response = page_response(request, await publish(request, self._spoken(request, lang)))
            if response.status_code in {200, 304}:
                response.headers["content-security-policy"] = self._policy
            return response

        return answer

    def _spoken(self, request: Request, lang: str) -> str:
        """Return the host's language, if the address is of none and the portal has it."""
        wanted = request.query_params.get("lang", "").partition("-")[0].lower()
        return wanted if lang == self._config.locale and wanted in LOCALES else lang
