"""Numbers in an address's query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.requests import Request


def whole_number(request: Request, name: str, default: int, most: int = 999_999) -> int:
    """Return the query's number of that name, `default` where it has none. Raises a 404 unless it is 1 to `most`."""
    text = request.query_params.get(name, str(default))
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= most:
        raise HTTPException(404)
    return int(text)


def page_number(request: Request) -> int:
    """Return the page of a listing that is asked for. Raises a 404 where it is none."""
    return whole_number(request, "page", 1)
