"""Numbers in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.requests import Request


def number_in(text: str, most: int) -> int | None:
    """Return the number that a text is in ASCII digits, `None` unless it is 1 to `most`.

    Not by Starlette's own `int` in a path, for Python refuses numbers of thousands of digits, which would be a 500.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if 1 <= number <= most else None


def whole_number(request: Request, name: str, default: int, most: int = 999_999) -> int:
    """Return the query's number of that name, `default` where it has none. Raises a 404 unless it is 1 to `most`."""
    number = number_in(request.query_params.get(name, str(default)), most)
    if number is None:
        raise HTTPException(404)
    return number


def page_number(request: Request) -> int:
    """Return the page of a listing that is asked for. Raises a 404 where it is none."""
    return whole_number(request, "page", 1)
