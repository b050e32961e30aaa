"""A CMS's recordings as a player asks for them: in parts, of what plays only, and never more than is asked."""

from __future__ import annotations

import asyncio
import gzip
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette

from portal_ui.backends.recordings import captions, relay
from portal_ui.backends.recordings.relay import Recordings
from portal_ui.server.policy import FILE_POLICY
from portal_ui.server.recordings import recordings_route

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

SECRET = b"a secret of the portal"
URL = "https://portal.example/đọc/bài.mp3?v=2"
SOUND = bytes(range(256)) * 4
CAPTIONS = "\ufeffWEBVTT Bến\n\n00:01.000 --> 00:02.000\nGhe <i>sách</i> về bến.\n".encode()
RANGES = {"range": "bytes=2-5", "if-range": '"1"'}


def sound(status: int = 200, content: bytes = SOUND, **headers: str) -> httpx.Response:
    given = {"content-type": "audio/mpeg", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return httpx.Response(status, headers=given, content=content)


@dataclass
class Player:
    """A player before a portal whose CMS answers as `answer` says; `asked` is what the CMS was asked."""

    recordings: Recordings
    browser: httpx.AsyncClient
    answer: httpx.Response | Exception = field(default_factory=sound)
    asked: list[httpx.Request] = field(default_factory=list[httpx.Request])

    async def get(self, url: str = URL, **headers: str) -> httpx.Response:
        return await self.browser.get(self.recordings.address(url), headers=headers)


async def flowing(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.fixture
async def player() -> AsyncGenerator[Player]:
    def cms(request: httpx.Request) -> httpx.Response:
        made.asked.append(request)
        if isinstance(made.answer, Exception):
            raise made.answer
        if not made.answer.is_closed:
            return made.answer
        # What has been read already comes over the network again.
        return httpx.Response(
            made.answer.status_code, headers=made.answer.headers, content=flowing(made.answer.content)
        )

    recordings = Recordings(SECRET, transport=httpx.MockTransport(cms))
    portal = httpx.ASGITransport(Starlette(routes=[recordings_route(recordings)]))
    async with httpx.AsyncClient(transport=portal, base_url="http://portal.example") as browser:
        made = Player(recordings, browser)
        yield made
    await recordings.close()


async def test_a_part_comes_as_it_was_asked_for_and_can_do_nothing_else(player: Player) -> None:
    given = {"content_range": "bytes 2-5/1024", "etag": '"1"', "accept_ranges": "bytes", "set_cookie": "a=b"}
    player.answer = sound(206, SOUND[2:6], **given)
    answer = await player.get(**RANGES, cookie="reader=1", authorization="Basic eA==", referer="http://portal.example/")
    assert (answer.status_code, answer.content) == (206, SOUND[2:6])
    assert {name: answer.headers[name] for name in ("content-range", "etag", "accept-ranges", "content-length")} == {
        "content-range": "bytes 2-5/1024",
        "etag": '"1"',
        "accept-ranges": "bytes",
        "content-length": "4",
    }
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["content-security-policy"] == FILE_POLICY
    assert "set-cookie" not in answer.headers
    (asked,) = player.asked
    assert (asked.headers["range"], asked.headers["if-range"]) == ("bytes=2-5", '"1"')
    assert asked.headers["accept-encoding"] == "identity"
    assert not {"cookie", "authorization", "referer"} & set(asked.headers)


async def test_the_whole_unchanged_and_out_of_range_are_passed_on(player: Player) -> None:
    assert (await player.get()).content == SOUND
    # Several ranges would come in one body of many parts, which no player asks for.
    assert (await player.get(range="bytes=0-1,4-5", **{"if-range": '"1"'})).content == SOUND
    assert not {"range", "if-range"} & set(player.asked[-1].headers)
    head = await player.browser.head(player.recordings.address(URL))
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "1024")
    player.answer = httpx.Response(304, headers={"etag": '"1"'})
    assert (await player.get(**{"if-none-match": '"1"'})).status_code == 304
    player.answer = httpx.Response(416, headers={"content-range": "bytes */1024"})
    answer = await player.get(range="bytes=9999-")
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1024")


@pytest.mark.parametrize(
    ("declared", "name", "kind"),
    [
        ("video/mp4; codecs=x", "a", "video/mp4"),
        ("application/octet-stream", "a.MP3", "audio/mpeg"),
        ("text/plain", "a.txt", None),
        ("", "a.ogg?x=.pdf", "audio/ogg"),
        ("text/html", "a.mp3", None),
        ("application/octet-stream", "a.pdf", None),
        ("image/svg+xml", "a.svg", None),
    ],
)
async def test_only_what_plays_is_passed_on(player: Player, declared: str, name: str, kind: str | None) -> None:
    player.answer = sound(content_type=declared)
    answer = await player.get(f"https://portal.example/{name}")
    assert answer.status_code == (200 if kind else 502)
    assert not kind or answer.headers["content-type"] == kind


@pytest.mark.parametrize(
    ("declared", "name"), [("text/vtt; charset=utf-8", "a"), ("text/plain", "a.VTT"), ("", "a.vtt")]
)
async def test_captions_come_whole_and_as_what_they_are(player: Player, declared: str, name: str) -> None:
    player.answer = sound(content=CAPTIONS, content_type=declared, etag='"1"', accept_ranges="bytes")
    answer = await player.get(f"https://portal.example/{name}")
    assert (answer.status_code, answer.content) == (200, CAPTIONS)
    assert (answer.headers["content-type"], answer.headers["etag"]) == ("text/vtt", '"1"')
    assert answer.headers["content-length"] == str(len(CAPTIONS))
    assert answer.headers["content-security-policy"] == FILE_POLICY
    assert "accept-ranges" not in answer.headers


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (sound(content=b"<script>alert(1)</script>", content_type="text/vtt"), "does not begin"),
        (sound(content=b"WEBVTTX", content_type="text/vtt"), "does not begin"),
        (sound(content="WEBVTT\n".encode("utf-16"), content_type="text/vtt"), "does not begin"),
        (sound(content=b"1\n00:00:01,000 --> 00:00:02,000\nSRT", content_type="text/vtt"), "does not begin"),
        (sound(content=CAPTIONS + b"\n" * captions.MAX_BYTES, content_type="text/vtt"), "more than"),
        (sound(206, CAPTIONS[:9], content_type="text/vtt", content_range="bytes 0-8/70"), "a part of captions"),
        (
            sound(content=gzip.compress(CAPTIONS), content_type="text/vtt", content_encoding="gzip"),
            "nothing that plays",
        ),
    ],
)
async def test_what_is_only_called_captions_is_not_given_on(
    player: Player, caplog: pytest.LogCaptureFixture, answer: httpx.Response, said: str
) -> None:
    player.answer = answer
    got = await player.get("https://portal.example/a.vtt")
    assert (got.status_code, got.text) == (502, "This recording cannot be played now.\n")
    assert said in caplog.text


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (httpx.Response(404), 404, "answered 404"),
        (httpx.Response(403, text="who are you?"), 502, "answered 403"),
        (httpx.Response(503), 502, "answered 503"),
        (sound(content=gzip.compress(SOUND), content_encoding="gzip"), 502, "nothing that plays"),
        (sound(206, content_range=f"bytes 0-1023/{relay.MAX_BYTES + 1}"), 502, "more than"),
        (httpx.Response(302, headers={"location": "ftp://portal.example/"}), 502, "redirects"),
        (httpx.ConnectError("refused"), 502, "ConnectError"),
        (httpx.ReadTimeout("slow"), 502, "ReadTimeout"),
    ],
)
async def test_a_cms_that_fails_is_told_of_in_the_log(
    player: Player, caplog: pytest.LogCaptureFixture, answer: httpx.Response | Exception, status: int, said: str
) -> None:
    player.answer = answer
    with caplog.at_level(logging.WARNING):
        got = await player.get("https://portal.example/a.mp3?token=s3cret")
    assert (got.status_code, got.text) == (status, "This recording cannot be played now.\n")
    assert got.headers["cache-control"] == "no-store"
    assert "a recording could not be played: https://portal.example/a.mp3" in caplog.text
    assert said in caplog.text
    assert "s3cret" not in caplog.text


async def test_nobody_can_have_us_fetch_anything(player: Player) -> None:
    name = player.recordings.address(URL).removeprefix(relay.PREFIX)
    other = Recordings(b"another secret").address(URL)
    for address in (
        other,
        relay.PREFIX + name[1:],
        relay.PREFIX + "a.b",
        f"{relay.PREFIX}{name[:33]}aHR0cDovLzEyNy4wLjAuMQ",
    ):
        assert (await player.browser.get(address)).status_code == 404
    assert not player.asked
    # Not even what we have signed, in our own network; but on the CMS's own hosts.
    async with await asyncio.start_server(_cms, "127.0.0.1", 0) as server:
        host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for trusted, status in ((set[str](), 502), ({host}, 200)):
            guarded = Recordings(SECRET, trusted)
            portal = httpx.ASGITransport(Starlette(routes=[recordings_route(guarded)]))
            async with httpx.AsyncClient(transport=portal, base_url="http://portal.example") as browser:
                assert (await browser.get(guarded.address(f"http://{host}/a.mp3"))).status_code == status
            await guarded.close()


async def _cms(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: audio/mpeg\r\nContent-Length: 1\r\n\r\n0")
    await writer.drain()
    writer.close()


async def test_one_that_breaks_off_ends_short_and_too_many_at_once_wait(
    player: Player, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaking() -> AsyncIterator[bytes]:
        yield b"half"
        raise httpx.ReadError("reset")

    player.answer = httpx.Response(200, headers={"content-type": "audio/mpeg"}, content=breaking())
    assert (await player.get()).content == b"half"
    assert "a recording broke off" in caplog.text
    monkeypatch.setattr(relay, "AT_A_TIME", 0)
    crowded = Recordings(SECRET)
    portal = httpx.ASGITransport(Starlette(routes=[recordings_route(crowded)]))
    async with httpx.AsyncClient(transport=portal, base_url="http://portal.example") as browser:
        assert (await browser.get(crowded.address(URL))).status_code == 503
    await crowded.close()
