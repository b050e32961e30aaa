"""The addresses of image copies, as a browser asks for them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette

from portal_ui.backends.images.copies import ImageCopies
from portal_ui.backends.images.store import Store
from portal_ui.config import load
from portal_ui.server.image_copies import copies_route, image_copies
from portal_ui.server.policy import FILE_POLICY
from tests.backends.images import samples

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

SECRET = b"a secret of the portal"


@dataclass
class Reader:
    """A browser before a portal whose CMS answers every image with `image`."""

    copies: ImageCopies
    browser: httpx.AsyncClient
    image: bytes = b""

    async def get(self, url: str, **headers: str) -> httpx.Response:
        return await self.browser.get(self.copies.address(url), headers=headers)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncGenerator[Reader]:
    def cms(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": "text/html"}, content=made.image)

    copies = ImageCopies(Store(tmp_path), SECRET, transport=httpx.MockTransport(cms))
    portal = httpx.ASGITransport(Starlette(routes=[copies_route(copies)]))
    async with httpx.AsyncClient(transport=portal, base_url="http://portal.example") as browser:
        made = Reader(copies, browser)
        yield made
    await copies.close()


@pytest.mark.parametrize(
    ("image", "media_type"), [(samples.image("WEBP"), "image/webp"), (samples.SVG, "image/svg+xml")]
)
async def test_an_image_comes_as_what_it_is_and_can_do_nothing(reader: Reader, image: bytes, media_type: str) -> None:
    reader.image = image
    answer = await reader.get("https://portal.example/a")
    assert (answer.status_code, answer.content) == (200, image)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["content-security-policy"] == FILE_POLICY
    assert "sandbox" in FILE_POLICY
    assert "content-disposition" not in answer.headers


async def test_a_browser_that_has_it_is_told_so(reader: Reader) -> None:
    reader.image = samples.image()
    etag = (await reader.get("https://portal.example/a")).headers["etag"]
    assert (await reader.get("https://portal.example/a", **{"if-none-match": etag})).status_code == 304


async def test_a_broken_image_is_404_for_a_minute(reader: Reader) -> None:
    reader.image = b"<!doctype html><p>at https://portal.example/wp-admin"
    answer = await reader.get("https://portal.example/a")
    assert (answer.status_code, answer.text) == (404, "There is no such image.\n")
    assert answer.headers["cache-control"] == "public, max-age=60"


async def test_what_is_not_signed_is_404(reader: Reader) -> None:
    reader.image = samples.image()
    assert (await reader.browser.get("/media/remote/aHR0cHM6Ly9wb3J0YWwuZXhhbXBsZS9h")).status_code == 404


@pytest.mark.parametrize(
    ("backend", "options", "served"),
    [
        ("wordpress:http://127.0.0.1:{port}/cms", "{{}}", True),
        ("wordpress:http://user:pw@127.0.0.1:{port}", "{{}}", True),
        ("wordpress:http://127.0.0.1:1", '{{"hosts": ["127.0.0.1:{port}"]}}', True),
        ("wordpress:http://127.0.0.1:1", '{{"hosts": ["portal.example"]}}', False),
        ("folder:content", "{{}}", False),
    ],
)
async def test_only_the_backends_own_hosts_may_be_in_a_private_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: str, options: str, served: bool
) -> None:
    async def cms(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        image = samples.image()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(image) + image)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(cms, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("PORTAL_BACKEND", backend.format(port=port))
        monkeypatch.setenv("PORTAL_BACKEND_OPTIONS", options.format(port=port))
        copies = image_copies(load(tmp_path / "none.toml"), SECRET, tmp_path)
        address = copies.address(f"http://127.0.0.1:{port}/a.png")
        assert (await copies.copy(address.rpartition("/")[2]) is not None) is served
        await copies.close()
