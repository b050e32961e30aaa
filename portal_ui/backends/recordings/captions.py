"""Captions of films, WebVTT (https://www.w3.org/TR/webvtt1/): read whole and looked at before they are given on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterable

MEDIA_TYPE = "text/vtt"

MAX_BYTES = 2_000_000
"""Those of a film of three hours have some 300 kB."""

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")


class NoCaptions(Exception):
    """What came is no WebVTT, or too long; the message says which."""


async def read(chunks: AsyncIterable[bytes]) -> bytes:
    """Return the captions in these bytes. Raises `NoCaptions`."""
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > MAX_BYTES:
            raise NoCaptions(f"has more than {MAX_BYTES} bytes of captions")
    if not _HEAD.match(body):
        raise NoCaptions("is called captions, and does not begin as WebVTT does")
    return bytes(body)
