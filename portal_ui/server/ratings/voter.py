"""Who votes: a random cookie that only this server can issue, of which the store sees a keyed hash for each article.

The cookie is 128 random bits and a tag of 128 bits that proves who issued it. Where the secret changed, old cookies
count as forged: the reader is told, gets rid of the cookie and votes as a new reader; the old votes stay counted.
"""

from __future__ import annotations

import hmac
import re
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.responses import Response

COOKIE = "portal_voter"
_YEAR = 365 * 24 * 60 * 60
_SHAPE = re.compile(r"([0-9a-f]{32})([0-9a-f]{32})")


class ForgedVoter(Exception):
    """The request carries a voter's cookie that this server did not issue, or more than one."""


def new_voter(secret: bytes) -> str:
    """Return the cookie's value for a new reader."""
    identity = secrets.token_hex(16)
    return identity + _tag(secret, identity)


def read_voter(headers: Headers, secret: bytes) -> str | None:
    """Return the value of the request's one voter's cookie, `None` if it has none; raises `ForgedVoter`."""
    pairs = (pair.strip().partition("=") for header in headers.getlist("cookie") for pair in header.split(";"))
    values = [value for name, _, value in pairs if name == COOKIE]
    if not values:
        return None
    shape = _SHAPE.fullmatch(values[0])
    if len(values) > 1 or shape is None or not hmac.compare_digest(shape[2], _tag(secret, shape[1])):
        raise ForgedVoter
    return values[0]


def voter_hash(secret: bytes, voter: str, article: str) -> bytes:
    """Return the 32 bytes that stand for this reader of this article in the store.

    The article is part of it, so that the store cannot tell which votes are one reader's.
    """
    return hmac.digest(secret, f"{voter}|{article}".encode(), "sha256")


def set_voter(response: Response, voter: str, *, secure: bool) -> None:
    """Have the browser keep the cookie for a year, out of scripts' reach and only for this site's own pages."""
    response.set_cookie(COOKIE, voter, max_age=_YEAR, path="/", secure=secure, httponly=True, samesite="lax")


def forget_voter(response: Response, *, secure: bool) -> None:
    """Have the browser drop the cookie."""
    response.delete_cookie(COOKIE, path="/", secure=secure, httponly=True, samesite="lax")


def _tag(secret: bytes, identity: str) -> str:
    return hmac.new(secret, f"{COOKIE}={identity}".encode(), "sha256").hexdigest()[:32]
