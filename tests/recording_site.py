"""A site whose articles have recordings: a feed, and sound that comes in the parts that a player asks for."""

from __future__ import annotations

import contextlib
import io
import json
import re
import threading
import wave
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator

SECONDS = 200
ENDLESS = 300_000_000
ETAG = '"one"'
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:10.000\nGhe sách về bến.\n\n00:10.000 --> 00:20.000\nBà con lên ghe.\n"
FILM = """<figure class="wp-block-video"><video controls src="/sound.wav?film"><track src="/film.vtt" kind="captions"
srclang="vi" label="Tiếng Việt" default onload="alert(1)"></video><figcaption>Ghe về</figcaption></figure>"""


def sound(seconds: int = SECONDS) -> bytes:
    """Return silence, one byte to each of its 8000 samples a second."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(b"\x80" * 8000 * seconds)
    return out.getvalue()


def _item(slug: str, title: str, recording: str, body: str = "") -> dict[str, Any]:
    return {
        "id": f"/{slug}",
        "url": f"/{slug}",
        "title": title,
        "content_html": f"<p>Ghe chở sách ghé từng bến. Bà con mượn tới chiều.</p>{body}",
        "date_published": "2026-03-01T08:00:00+07:00",
        "attachments": [{"url": recording, "mime_type": "audio/wav"}],
    }


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Đài của xã",
    "language": "vi",
    "items": [
        _item("ghe-sach", "Ghe sách về bến", "/sound.wav", '<p>Nghe thêm.</p><audio src="/sound.wav?in=body"></audio>'),
        _item("phim-ben", "Phim về bến", "/sound.wav", FILM),
        _item("bang-hong", "Băng hỏng", "/broken.wav"),
        _item("bang-dai", "Băng dài", "/endless.wav"),
        _item("bang-dut", "Băng đứt", "/cut.wav", "".join(f"<p>Bến thứ {n} có ghe sách ghé.</p>" for n in range(40))),
    ],
}


@dataclass
class RecordingSite:
    """The site, what it was asked for (path and range), and how much of the endless recording it has sent."""

    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    sent: int = 0
    left: threading.Event = field(default_factory=threading.Event)
    mended: threading.Event = field(default_factory=threading.Event)
    """Until then the second half of one recording does not come."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: players break off as they like."""


@contextlib.contextmanager
def recording_site() -> Generator[RecordingSite]:
    """Serve the site until the block ends."""
    site = RecordingSite()
    recording = sound()
    feed = json.dumps(FEED).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = self.headers.get("range", "")
            site.asked.append((self.path, asked))
            if self.path == "/feed.json":
                self.answer(200, "application/feed+json", feed)
            elif self.path.startswith("/sound.wav"):
                self.part(asked)
            elif self.path == "/film.vtt":
                self.answer(200, "text/vtt", CAPTIONS.encode())
            elif self.path == "/cut.wav":
                self.part(asked, whole=site.mended.is_set())
            elif self.path == "/endless.wav":
                self.endless()
            else:
                self.answer(500, "text/html", b"<p>Out of order")

        def answer(self, status: int, kind: str, body: bytes, **headers: str) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def part(self, asked: str, whole: bool = True) -> None:
            size = len(recording)
            match = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
            if not whole:
                start = int(match[1]) if match else 0
                self.send_response(206 if match else 200)
                self.send_header("content-type", "audio/x-wav")
                self.send_header("content-length", str(size - start))
                if match:
                    self.send_header("content-range", f"bytes {start}-{size - 1}/{size}")
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(recording[start : size // 2])
                    site.mended.wait()
                    self.wfile.write(recording[max(start, size // 2) :])
                return
            if match is None or self.headers.get("if-range", ETAG) != ETAG:
                self.answer(200, "audio/x-wav", recording, etag=ETAG, accept_ranges="bytes")
                return
            start, end = int(match[1]), min(int(match[2] or size), size - 1)
            if start > end:
                self.answer(416, "text/plain", b"", content_range=f"bytes */{size}")
                return
            part = recording[start : end + 1]
            given = f"bytes {start}-{end}/{size}"
            self.answer(206, "audio/x-wav", part, etag=ETAG, accept_ranges="bytes", content_range=given)

        def endless(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "audio/x-wav")
            self.send_header("content-length", str(ENDLESS))
            self.end_headers()
            try:
                while site.sent < ENDLESS:
                    site.sent += self.wfile.write(bytes(65536))
            except OSError:
                site.left.set()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        site.mended.set()
        server.shutdown()
        server.server_close()
