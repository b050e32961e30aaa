"""Copies of images: who can have what fetched, how often, and what becomes of failures."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from portal_ui.backends.images import copies as module
from portal_ui.backends.images.copies import PREFIX, ImageCopies
from portal_ui.backends.images.store import Store
from tests.backends.images import samples
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

SECRET = b"a secret of the portal"
URL = "https://portal.example/ảnh/cầu.png?w=3"


class Host:
    """Where the images are; `answer` is what it says next, `asked` what it was asked."""

    def __init__(self) -> None:
        self.answer: httpx.Response | Exception = httpx.Response(200, content=samples.image())
        self.asked: list[httpx.Request] = []
        self.gate: asyncio.Event | None = None

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.gate:
            await self.gate.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return httpx.Response(self.answer.status_code, headers=self.answer.headers, content=self.answer.read())


class Fixture:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.host = Host()
        self.later = 0.0
        self.copies = self.worker()

    def worker(self) -> ImageCopies:
        """Return the copies of another worker on the same disk."""

        def clock() -> float:
            return module.time.time() + self.later

        return ImageCopies(Store(self.directory), SECRET, transport=httpx.MockTransport(self.host), clock=clock)

    async def body(self, url: str = URL) -> bytes | None:
        copy = await self.copies.copy(name(self.copies.address(url)))
        return copy.file.read_bytes() if copy else None


def name(address: str) -> str:
    return address.removeprefix(PREFIX)


@pytest.fixture
async def fixture(tmp_path: Path) -> AsyncGenerator[Fixture]:
    made = Fixture(tmp_path / "images")
    yield made
    await made.copies.close()


async def test_an_image_is_fetched_once_for_all_readers_and_kept(fixture: Fixture) -> None:
    bodies = await asyncio.gather(*(fixture.body() for _ in range(50)))
    assert set(bodies) == {samples.image()}
    assert len(fixture.host.asked) == 1
    restarted = fixture.worker()
    assert await restarted.copy(name(restarted.address(URL)))
    assert len(fixture.host.asked) == 1
    await restarted.close()


async def test_an_address_is_one_segment_of_ours_and_the_same_everywhere(fixture: Fixture) -> None:
    address = fixture.copies.address(URL)
    assert address.startswith("/media/remote/")
    assert "/" not in name(address)
    assert address.isascii()
    assert address == ImageCopies(
        Store(Path("elsewhere")), SECRET, transport=httpx.MockTransport(fixture.host)
    ).address(URL)


@pytest.mark.parametrize("url", ["/media/a.png", "data:image/png;base64,", "", "cid:1"])
def test_what_is_not_far_away_keeps_its_address(fixture: Fixture, url: str) -> None:
    assert fixture.copies.address(url) == url


def forged() -> list[str]:
    def encoded(url: str) -> str:
        return base64.urlsafe_b64encode(url.encode()).rstrip(b"=").decode()

    other = ImageCopies(Store(Path("elsewhere")), b"another secret", transport=httpx.MockTransport(Host()))
    signature = name(other.address(URL)).partition(".")[0]
    return [
        "",
        ".",
        encoded(URL),
        f".{encoded(URL)}",
        f"{'0' * 32}.{encoded(URL)}",
        f"{signature}.{encoded(URL)}",
        f"{signature}.%%%",
        f"{signature}.=",
        "á.á",
    ]


@pytest.mark.parametrize("forgery", forged())
async def test_nobody_can_have_us_fetch_anything(fixture: Fixture, forgery: str) -> None:
    assert await fixture.copies.copy(forgery) is None
    assert not fixture.host.asked


async def test_a_signature_is_for_one_image_only(fixture: Fixture) -> None:
    signature, _, _ = name(fixture.copies.address(URL)).partition(".")
    _, _, encoded = name(fixture.copies.address(URL + "4")).partition(".")
    assert await fixture.copies.copy(f"{signature}.{encoded}") is None
    assert not fixture.host.asked


BROKEN = {
    "404": httpx.Response(404, content=samples.image()),
    "500": httpx.Response(500),
    "204": httpx.Response(204),
    "304 unasked": httpx.Response(304),
    "no image": httpx.Response(200, headers={"content-type": "image/png"}, content=b"<!doctype html>"),
    "too large": httpx.Response(200, content=samples.image() + bytes(module.MAX_BYTES)),
    "no connection": httpx.ConnectError("refused"),
    "timeout": httpx.ReadTimeout("slow"),
    "broken compression": httpx.DecodingError("not gzip"),
    "a circle": httpx.Response(302, headers={"location": "?w=3"}),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
async def test_a_broken_image_is_none_and_tried_again_later(
    fixture: Fixture, answer: httpx.Response | Exception
) -> None:
    fixture.host.answer = answer
    for _ in range(3):
        assert await fixture.body() is None
    assert len(fixture.host.asked) == 1
    fixture.host.answer = httpx.Response(200, content=samples.image())
    fixture.later += module.FAILED_FOR
    assert await fixture.body() == samples.image()


async def test_a_redirect_is_followed(fixture: Fixture) -> None:
    def host(request: httpx.Request) -> httpx.Response:
        if request.url.host == "portal.example":
            return httpx.Response(302, headers={"location": "https://cdn.example/b.png"})
        return httpx.Response(200, content=samples.image())

    copies = ImageCopies(Store(fixture.directory), SECRET, transport=httpx.MockTransport(host))
    assert await copies.copy(name(copies.address(URL)))
    await copies.close()


async def test_an_old_copy_is_shown_while_the_host_is_asked_whether_it_changed(fixture: Fixture) -> None:
    await fixture.body()
    fixture.later += module.FRESH_FOR + 60
    fixture.host.answer = httpx.Response(200, content=samples.image("GIF", (5, 6)))
    fixture.host.gate = asyncio.Event()
    assert await fixture.body() == samples.image()
    fixture.host.gate.set()
    fixture.later = 0
    await eventually(lambda: fixture.copies.size(URL) == (5, 6))
    assert await fixture.body() == samples.image("GIF", (5, 6))
    assert len(fixture.host.asked) == 2
    assert fixture.host.asked[1].headers["if-modified-since"].endswith(" GMT")


@pytest.mark.parametrize("answer", [httpx.Response(304), httpx.Response(404), httpx.ConnectError("refused")])
async def test_an_old_copy_stays_where_it_has_not_changed_or_the_host_fails(
    fixture: Fixture, answer: httpx.Response | Exception
) -> None:
    await fixture.body()
    fixture.later += module.FRESH_FOR + 60
    fixture.host.answer = answer
    assert await fixture.body() == samples.image()
    await eventually(lambda: len(fixture.host.asked) == 2)
    assert await fixture.body() == samples.image()


async def test_a_copy_that_was_removed_or_spoilt_is_fetched_again(fixture: Fixture) -> None:
    await fixture.body()
    (file,) = (path for path in fixture.directory.rglob("*") if path.is_file())
    file.unlink()
    assert await fixture.body() == samples.image()
    file.write_bytes(b"spoilt")
    assert await fixture.body() == samples.image()


async def test_a_disk_that_keeps_nothing_breaks_images_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    copies = ImageCopies(Store(tmp_path / "file"), SECRET, transport=httpx.MockTransport(Host()))
    assert await copies.copy(name(copies.address(URL))) is None
    await copies.close()


async def test_sizes_are_learnt_together(fixture: Fixture) -> None:
    urls = [f"https://portal.example/{number}.png" for number in range(10)]
    await fixture.copies.measure([*urls, "/media/own.png"])
    assert [fixture.copies.size(url) for url in urls] == [(4, 3)] * 10
    await fixture.copies.measure(urls)
    assert len(fixture.host.asked) == 10


async def test_a_page_waits_for_sizes_only_so_long(fixture: Fixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEASURE_SECONDS", 0)
    fixture.host.gate = asyncio.Event()
    await fixture.copies.measure([URL])
    assert fixture.copies.size(URL) is None
    fixture.host.gate.set()
    assert await fixture.body() == samples.image()
    assert fixture.copies.size(URL) == (4, 3)


async def test_a_broken_image_has_no_size(fixture: Fixture) -> None:
    fixture.host.answer = httpx.Response(404)
    await fixture.copies.measure([URL])
    assert fixture.copies.size(URL) is None


async def test_the_log_of_a_failure_tells_no_secret_of_the_address(
    fixture: Fixture, caplog: pytest.LogCaptureFixture
) -> None:
    fixture.host.answer = httpx.Response(500)
    assert await fixture.body("https://nguoi:mat@portal.example/a.png?token=kin&w=3") is None
    assert "portal.example/a.png" in caplog.text
    assert "mat@" not in caplog.text
    assert "kin" not in caplog.text
