"""Every request gets an id, is counted, and leaves a line in the log if it ends in a server error."""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import TYPE_CHECKING

from portal_ui.server.operations.logs import request_id
from portal_ui.server.operations.metrics import REQUEST_SECONDS, REQUESTS

if TYPE_CHECKING:
    from collections.abc import Container

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

HEADER = b"x-request-id"

KINDS = frozenset(
    {
        *("articles", "sections", "tags", "authors", "archive", "search", "saved", "reading", "accessibility"),
        *("embed", "oembed", "api", "media", "assets", "hooks", "healthz", "readyz", "metrics"),
    }
)
"""First parts of addresses that are counted apart; anybody can make up others."""

# What proxies and tracing tools make: UUIDs, hexadecimal numbers, ULIDs.
_GIVEN = re.compile(rb"[0-9A-Za-z_-]{8,64}")


class Observed:
    """ASGI middleware around the whole application; `langs` are the prefixes of addresses in other languages.

    A proxy's own `X-Request-Id` is kept, if it looks like one; the answer carries it back.
    """

    def __init__(self, app: ASGIApp, langs: Container[str]) -> None:
        self._app = app
        self._langs = langs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count it when it has been answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == HEADER), b"")
        own = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex.encode()
        request_id.set(own.decode())
        began, status = time.perf_counter(), 0

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, own)]
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            kind = self._kind(scope["path"])
            seconds = time.perf_counter() - began
            REQUESTS.labels(kind, status).inc()
            REQUEST_SECONDS.labels(kind).observe(seconds)
            if status >= 500:
                log.warning("%s %s was answered with %d", scope["method"], scope["path"], status)

    def _kind(self, path: str) -> str:
        first, *others = path.strip("/").split("/")
        if first in self._langs:
            first = others[0] if others else ""
        return first if first in KINDS else "other" if first else "home"
