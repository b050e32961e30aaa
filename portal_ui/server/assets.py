"""The build's own files, read into memory at start, so that they stay what they were while the server runs."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the build with its compressed forms, best first. `hashed` ones never change under their name."""

    body: bytes
    encoded: tuple[tuple[str, bytes], ...]
    media_type: str
    etag: str
    hashed: bool


def load_assets(directory: Path) -> dict[str, Asset]:
    """Return the files below `directory` by address, beginning with a slash; Reflex's static pages are left out."""
    skipped = {".html", ".gz", ".br", ".zst"}
    return {
        f"/{file.relative_to(directory).as_posix()}": load_asset(file, hashed=file.parent == directory / "assets")
        for file in directory.rglob("*")
        if file.is_file() and not skipped.intersection(file.suffixes)
    }


def load_asset(file: Path, *, hashed: bool = False) -> Asset:
    """Return one file; `hashed` says that its name changes with what is in it."""
    body = file.read_bytes()
    forms = ((name, file.with_name(file.name + suffix)) for name, suffix in ENCODINGS)
    media_type = MEDIA_TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Asset(
        body=body,
        encoded=tuple((name, form.read_bytes()) for name, form in forms if form.is_file()),
        media_type=media_type,
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:24]}"',
        hashed=hashed,
    )


def accepts(request: Request, coding: str) -> bool:
    """Return whether the browser names a content coding, and does not refuse it by weight 0 (RFC 9110, 12.5.3)."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == coding:
            return not re.fullmatch(r"q=0(\.0*)?", weight.strip())
    return False


def asset_response(request: Request, asset: Asset) -> Response:
    """Return the answer for a file of the build: compressed where the browser may, 304 where it has it already."""
    headers = {
        "cache-control": "public, max-age=31536000, immutable" if asset.hashed else "no-cache",
        "etag": asset.etag,
        "vary": "accept-encoding",
        # A frame sandboxed without an origin of its own may have what anybody may have.
        "access-control-allow-origin": "*",
    }
    if request.headers.get("if-none-match") == asset.etag:
        return Response(status_code=304, headers=headers)
    for name, body in asset.encoded:
        if accepts(request, name):
            headers["content-encoding"] = name
            return Response(body, media_type=asset.media_type, headers=headers)
    return Response(asset.body, media_type=asset.media_type, headers=headers)
