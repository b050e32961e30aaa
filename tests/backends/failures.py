"""Every way in which a CMS can fail to answer, and the one of the three errors that each must become."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import httpx
import pytest

from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown, BackendError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from portal_ui.content.protocol import Backend

MEBIBYTE = b" " * 2**20


@dataclass(frozen=True)
class Failure:
    name: str
    answer: Callable[[httpx.Request], httpx.Response]
    error: type[BackendError]


class _Broken(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"items": ['
        raise httpx.ReadTimeout("the rest did not come")


class _Endless(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(50):
            yield MEBIBYTE


def _raises(error: Callable[[], Exception]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(_request: httpx.Request) -> NoReturn:
        raise error()

    return answer


def _tls() -> Exception:
    error = httpx.ConnectError("certificate verify failed")
    error.__cause__ = ssl.SSLCertVerificationError("certificate has expired")
    return error


def _says(status: int, text: str = "", **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _request: httpx.Response(status, text=text, headers=named)


def _loop(request: httpx.Request) -> httpx.Response:
    return httpx.Response(302, headers={"Location": str(request.url)})


FAILURES = (
    Failure("401", _says(401), BackendDenied),
    Failure("403", _says(403), BackendDenied),
    Failure("429", _says(429, retry_after="120"), BackendDown),
    Failure("500", _says(500, "Traceback"), BackendDown),
    Failure("503", _says(503), BackendDown),
    Failure("timeout in connect", _raises(lambda: httpx.ConnectTimeout("slow")), BackendDown),
    Failure("timeout in body", lambda _request: httpx.Response(200, stream=_Broken()), BackendDown),
    Failure("connection refused", _raises(lambda: httpx.ConnectError("refused")), BackendDown),
    Failure("TLS error", _raises(_tls), BackendDown),
    Failure("50 MB", lambda _request: httpx.Response(200, stream=_Endless()), BackendContract),
    Failure("redirect to another host", _says(302, location="https://elsewhere.example/"), BackendContract),
    Failure("redirect loop", _loop, BackendContract),
)

NO_JSON = (
    Failure("404 for all", _says(404, '{"message": "not found"}'), BackendContract),
    Failure("truncated JSON", _says(200, '{"items": [{"id": 1, "ti'), BackendContract),
    Failure("HTML instead of JSON", _says(200, "<!doctype html><p>Hello"), BackendContract),
    Failure("wrong content type", _says(200, "GIF89a", content_type="image/gif"), BackendContract),
    Failure("JSON of another kind", _says(200, '["a", 1, null]'), BackendContract),
    Failure("empty body", _says(200), BackendContract),
)

EVIL_SLUGS = (
    "../secret",
    "..",
    ".",
    "a/b",
    "a%2Fb",
    "a'b",
    'a"b',
    "a\\b",
    "😀",
    "",
    "a b",
    "x" * 400,
    "a\x00b",
    "a?b=c",
)


async def fails_as_it_should(backend: Backend, failure: Failure) -> None:
    """Ask for a listing, an article and the health, and close."""
    try:
        for ask in (backend.list(Query()), backend.get("mot-bai-1"), backend.health()):
            with pytest.raises(failure.error):
                await ask
    finally:
        await backend.close()
