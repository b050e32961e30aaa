"""The answer that carries a page."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from starlette.responses import Response

from portal_ui.server.assets import accepts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from portal_ui.server.page_cache import CachedPage

# Browsers ask each time and are told 304; shared caches may keep a page for a moment. Not `no-cache`, which would
# bind shared caches too (RFC 9111, 5.2.2.4).
PAGE_CACHING = "public, max-age=0, must-revalidate, s-maxage=10"


def page_endpoint(
    lang: str, publish: Callable[[Request, str], Awaitable[CachedPage]]
) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint that answers with the page that `publish` gives for a request and a language."""

    async def answer(request: Request) -> Response:
        return page_response(request, await publish(request, lang))

    return answer


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
