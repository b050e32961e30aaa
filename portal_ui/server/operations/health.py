"""`/healthz` and `/readyz`, in plain text for load balancers and people."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from portal_ui.content.protocol import BackendError
from portal_ui.server.renderer.renderer import RendererDown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

KEEP_SECONDS = 10.0
CMS_SECONDS = 5.0

NO_STORE = {"cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class _Known:
    at: float
    state: str


def health_routes(start_renderer: Callable[[], Awaitable[None]], ask_cms: Callable[[], Awaitable[None]]) -> list[Route]:
    """Return both routes.

    `/healthz` answers 200 as soon as anything is answered, which is when pages can be served. `/readyz` is 503 while no
    page could be rendered. It says also whether the CMS answers, asked every `KEEP_SECONDS` at most; that alone leaves
    it at 200, for every worker would go away at once, and with them all pages that are still known.
    """
    known: _Known | None = None

    async def cms() -> str:
        nonlocal known
        if known is None or time.monotonic() - known.at > KEEP_SECONDS:
            state = "answers"
            try:
                async with asyncio.timeout(CMS_SECONDS):
                    await ask_cms()
            except (BackendError, TimeoutError):
                state = "is away"
            known = _Known(time.monotonic(), state)
        return known.state

    async def ready(request: Request) -> Response:
        del request
        try:
            await start_renderer()
        except RendererDown:
            return PlainTextResponse("the renderer is away\n", 503, NO_STORE)
        return PlainTextResponse(f"ready\nthe CMS {await cms()}\n", headers=NO_STORE)

    return [Route("/healthz", _healthy), Route("/readyz", ready)]


async def _healthy(request: Request) -> Response:
    del request
    return PlainTextResponse("ok\n", headers=NO_STORE)
