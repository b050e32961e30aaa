"""The purge hook: who may call it, and who may not."""

from __future__ import annotations

import hashlib
import hmac

import httpx
import pytest
from starlette.applications import Starlette

from portal_ui.server.hooks import MAX_BODY, PATH, purge_route, purge_token

SECRET = b"a secret of the portal"
TOKEN = purge_token(SECRET)
BODY = '{"post": {"current": {"title": "Bão số 3"}}}'.encode()


def signed(message: bytes, key: bytes = SECRET) -> str:
    return hmac.new(key, message, hashlib.sha256).hexdigest()


class Hook:
    def __init__(self) -> None:
        self.purges = 0
        application = Starlette(routes=[purge_route(SECRET, self.purge)])
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://portal.example")

    async def purge(self) -> None:
        self.purges += 1

    async def call(self, headers: dict[str, str], query: str = "", body: bytes = BODY, method: str = "POST") -> int:
        async with self._client as client:
            return (await client.request(method, PATH + query, content=body, headers=headers)).status_code


ALLOWED: dict[str, tuple[dict[str, str], str]] = {
    "our signature": ({"X-Portal-Signature": f"sha256={signed(BODY)}"}, ""),
    "our signature under the token": ({"X-Portal-Signature": f"sha256={signed(BODY, TOKEN.encode())}"}, ""),
    "the token": ({}, f"?token={TOKEN}"),
    "Ghost": ({"X-Ghost-Signature": f"sha256={signed(BODY + b'1795459000123')}, t=1795459000123"}, ""),
    "Ghost with the token": (
        {"X-Ghost-Signature": f"sha256={signed(BODY + b'1795459000123', TOKEN.encode())}, t=1795459000123"},
        "",
    ),
    "Ghost before 5.88": ({"X-Ghost-Signature": f"sha256={signed(BODY)}, t=1795459000123"}, ""),
}


@pytest.mark.parametrize(("headers", "query"), ALLOWED.values(), ids=ALLOWED.keys())
async def test_a_cms_that_proves_itself_purges(headers: dict[str, str], query: str) -> None:
    hook = Hook()
    assert await hook.call(headers, query) == 204
    assert hook.purges == 1


REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "nothing": ({}, ""),
    "an empty token": ({}, "?token="),
    "another token": ({}, f"?token={purge_token(b'another')}"),
    "a token of odd letters": ({}, "?token=%F0%9F%98%80"),
    "the secret as token": ({}, f"?token={SECRET.decode()}"),
    "an empty signature": ({"X-Portal-Signature": "sha256="}, ""),
    "a signature without its name": ({"X-Portal-Signature": signed(BODY)}, ""),
    "a signature of another body": ({"X-Portal-Signature": f"sha256={signed(b'{}')}"}, ""),
    "a signature under another secret": ({"X-Portal-Signature": f"sha256={signed(BODY, b'another')}"}, ""),
    "a signature under nothing": ({"X-Portal-Signature": f"sha256={signed(BODY, b'')}"}, ""),
    "Ghost's of another time": ({"X-Ghost-Signature": f"sha256={signed(BODY + b'1')}, t=2"}, ""),
    "Ghost's without time": ({"X-Ghost-Signature": f"sha256={signed(BODY)}"}, ""),
}


@pytest.mark.parametrize(("headers", "query"), REFUSED.values(), ids=REFUSED.keys())
async def test_nobody_else_does(headers: dict[str, str], query: str) -> None:
    hook = Hook()
    assert await hook.call(headers, query) == 403
    assert hook.purges == 0


async def test_a_body_too_large_is_not_looked_at() -> None:
    hook = Hook()
    assert await hook.call({}, f"?token={TOKEN}", bytes(MAX_BODY + 1)) == 413
    assert hook.purges == 0


async def test_only_post_purges() -> None:
    hook = Hook()
    assert await hook.call({}, f"?token={TOKEN}", method="GET") == 405
    assert hook.purges == 0


def test_the_token_does_not_give_the_secret_away() -> None:
    assert SECRET.hex() not in TOKEN
    assert purge_token(b"another") != TOKEN
