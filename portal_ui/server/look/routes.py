"""The owner's stylesheet and logo, at addresses that change with them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from portal_ui.server.policy import FILE_POLICY

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal_ui.server.look.worn import Worn

log = logging.getLogger(__name__)

_FOR_EVER = "public, max-age=31536000, immutable"


def look_routes(look: Worn) -> list[Route]:
    """Return the addresses of what there is, and say in the log which colours were corrected."""
    for correction in look.corrections:
        log.warning("%s", correction)
    routes: list[Route] = []
    if look.css:
        routes.append(_file("/look.css", look.css.encode(), "text/css", ""))
    if look.logo:
        routes.append(_file("/logo", look.logo.body, look.logo.media_type, FILE_POLICY))
    return routes


def _file(path: str, body: bytes, media_type: str, policy: str) -> Route:
    headers = {"cache-control": _FOR_EVER} | ({"content-security-policy": policy} if policy else {})

    async def answer(request: Request) -> Response:
        del request
        return Response(body, headers=headers, media_type=media_type)

    return Route(path, answer)
