"""`POST /hooks/purge`: the CMS says that it has published, and readers see it at once.

A CMS proves itself in one of three ways, all by HMAC-SHA256 (RFC 2104). The key is `PORTAL_SECRET` or, for a CMS that
should not know it, the `purge_token` made of it:

- `X-Portal-Signature: sha256=HEX` of the body;
- `X-Ghost-Signature: sha256=HEX, t=MILLISECONDS`, as Ghost signs when a webhook has a secret: of the body and the time
  after it, before Ghost 5.88 of the body alone;
- the token itself as `?token=`, for CMSs that cannot sign, WordPress's webhook plugins among them.

A hook played again costs some questions to the CMS and changes nothing, so its time is not looked at.
"""

from __future__ import annotations

import hmac
import logging
import re
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from starlette.requests import Request

log = logging.getLogger(__name__)

PATH = "/hooks/purge"
MAX_BODY = 5 * 2**20
"""Bytes; Ghost sends the whole post."""

_PORTAL = re.compile(r"sha256=([0-9a-f]{64})")
_GHOST = re.compile(r"sha256=([0-9a-f]{64}), *t=([0-9]{1,15})")


def purge_token(secret: bytes) -> str:
    """Return the token that allows purges and nothing else."""
    return hmac.new(secret, b"purge", "sha256").hexdigest()


def purge_route(secret: bytes, purge: Callable[[], Awaitable[None]]) -> Route:
    """Return the route; `purge` drops what is remembered of the content. Answers 204, or 403 and 413 in plain text."""
    token = purge_token(secret)
    keys = (secret, token.encode())

    async def answer(request: Request) -> Response:
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return PlainTextResponse("The body is too large.\n", 413)
        if not (_knows_token(request, token) or _is_signed(request, body, keys)):
            log.warning("a purge was refused: it is not signed with our secret, or not at all")
            return PlainTextResponse("The signature or token is missing or wrong.\n", 403)
        await purge()
        log.info("purged, as the CMS asked")
        return Response(status_code=204)

    return Route(PATH, answer, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    """Return the body, `None` if it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def _knows_token(request: Request, token: str) -> bool:
    return hmac.compare_digest(request.query_params.get("token", "").encode(), token.encode())


def _is_signed(request: Request, body: bytes, keys: Iterable[bytes]) -> bool:
    given, messages = "", [body]
    if match := _PORTAL.fullmatch(request.headers.get("x-portal-signature", "")):
        given = match[1]
    elif match := _GHOST.fullmatch(request.headers.get("x-ghost-signature", "")):
        given = match[1]
        messages.append(body + match[2].encode())
    return any(
        hmac.compare_digest(hmac.new(key, message, "sha256").hexdigest(), given) for key in keys for message in messages
    )
