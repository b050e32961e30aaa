"""Files of the content: pictures, attachments, recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response

from portal_ui.server.policy import FILE_POLICY

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

CACHING = "public, max-age=300, stale-while-revalidate=86400"


def media_response(request: Request, file: Path, media_type: str) -> Response:
    """Return the answer for a file; ranges are served, and 304 where the browser has it already."""
    stat = file.stat()
    etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    headers = {"cache-control": CACHING, "content-security-policy": FILE_POLICY, "etag": etag}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(file, headers=headers, media_type=media_type, stat_result=stat)
