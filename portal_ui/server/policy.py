"""The security headers of every answer, among them one constant Content-Security-Policy.

It allows no inline script but those whose hashes it names, taken at start from pages we rendered ourselves.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


def script_hashes(documents: Iterable[str]) -> tuple[str, ...]:
    """Return the CSP sources (`'sha256-…'`) of the inline scripts in documents that are known to be ours."""
    scripts = {
        match["text"]
        for document in documents
        for match in _SCRIPT.finditer(document)
        if "src=" not in match["attributes"] and "application/" not in match["attributes"]
    }
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))


def content_security_policy(
    hashes: Iterable[str], frame_ancestors: Iterable[str] = ("'self'",), *, frames: str = "'none'"
) -> str:
    """Return the policy of a page with the given inline scripts.

    The origins of `frame_ancestors` may put it in a frame, and those of `frames` may stand in frames of its own.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes)}".rstrip(),
            "style-src 'self'",
            "img-src 'self'",
            "media-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            f"frame-src {frames}",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {' '.join(frame_ancestors)}",
        )
    )


FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of files that are no pages: an SVG or a PDF opened by itself runs nothing of ours."""


class SecurityHeaders:
    """ASGI middleware that gives every answer its security headers; an answer's own header wins."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = (
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"strict-origin-when-cross-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), browsing-topics=()"),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(header for header in self._headers if header[0] not in own),
                ]
            await send(message)

        await self._app(scope, receive, with_headers)
