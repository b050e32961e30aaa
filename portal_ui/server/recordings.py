"""The addresses from which a CMS's sound and films play."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from portal_ui.backends.recordings.relay import PREFIX, Recordings, Unplayable
from portal_ui.server.backend import own_hosts
from portal_ui.server.policy import FILE_POLICY

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

    from portal_ui.config import Config

CACHING = "public, max-age=300"

STALLED_SECONDS = 60.0
"""How long a player may take nothing: one that was paused asks again for the rest when it goes on."""

TOTAL_SECONDS = 3600.0
"""How long one answer may take; a player asks again for the rest."""


def recordings(config: Config, secret: bytes) -> Recordings:
    """Return the recordings for the backend of the settings, whose own hosts may be in a private network."""
    return Recordings(secret, trusted=own_hosts(config))


def recordings_route(recordings: Recordings) -> Route:
    """Return the route of the recordings; one that cannot be had now is 404, 502 or 503, in plain text."""
    return Route(PREFIX + "{name}", _Relay(recordings), methods=["GET"])


class _Relay:
    """ASGI application, so that a player that goes away lets go of the CMS's connection at once."""

    def __init__(self, recordings: Recordings) -> None:
        self._recordings = recordings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)

        async def patient(message: Message) -> None:
            async with asyncio.timeout(STALLED_SECONDS):
                await send(message)

        try:
            async with self._recordings.part(request.path_params["name"], request.headers) as part:
                caching = "no-store" if part.status == 416 else CACHING
                headers = {**part.headers, "cache-control": caching, "content-security-policy": FILE_POLICY}
                if request.method == "HEAD":
                    answer = Response(status_code=part.status, headers=headers)
                else:
                    answer = StreamingResponse(part.chunks, part.status, headers)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(TOTAL_SECONDS):
                        await answer(scope, receive, patient)
        except Unplayable as failure:
            text = "This recording cannot be played now.\n"
            await PlainTextResponse(text, failure.status, {"cache-control": "no-store"})(scope, receive, send)
