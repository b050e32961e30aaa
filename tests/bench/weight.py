"""What a reader's line has to carry: the article's page, its stylesheets, and our own script."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import httpx
from lxml import html

from portal_ui import build
from portal_ui.front_end import READING_SCRIPT
from tests.bench.portal import WITH_IMAGE, serving

LEVEL = 6


def measure() -> list[tuple[str, float, str]]:
    """Return sizes in kB (1000 bytes) of the sample article as the server sends it, compressed with gzip."""
    with serving() as served, httpx.Client(base_url=served.url, headers={"accept-encoding": "gzip"}) as client:
        document = client.get(WITH_IMAGE).text
        page = html.document_fromstring(document)  # pyright: ignore[reportUnknownMemberType]
        linked = [link for link in page.iter("link") if link.get("rel") == "stylesheet"]
        blocking = [link.get("href", "") for link in linked if link.get("media", "all") == "all"]
        modules = _own_modules(document, client) + sum(
            _sent(client, path) for path in re.findall(r"/assets/later-[\w-]+\.js", document)
        )
        scripts = [_sent(client, path) for path in re.findall(r'"(/assets/[^"]+\.js)"', document)]
        styles = sum(_sent(client, path) for path in blocking)
    client_files = build.current() / "client"
    text = "".join(str(text) for article in page.iter("article") for text in article.itertext())
    return [
        ("weight: article HTML, gzip", _packed(document) / 1000, "kB"),
        ("weight: article HTML, gzip, beyond its text", (_packed(document) - _packed(text)) / 1000, "kB"),
        ("weight: render-blocking CSS, gzip", styles / 1000, "kB"),
        ("weight: all CSS, gzip", sum(_packed_file(file) for file in client_files.glob("assets/*.css")) / 1000, "kB"),
        ("weight: our own script, gzip", (_packed_file(build.current() / READING_SCRIPT) + modules) / 1000, "kB"),
        ("weight: scripts that the page names, gzip", sum(scripts) / 1000, "kB"),
        ("weight: the build's scripts, gzip", sum(map(_packed_file, client_files.glob("assets/*.js"))) / 1000, "kB"),
    ]


def _own_modules(document: str, client: httpx.Client) -> int:
    """Return the bytes of what is compiled from our pages: the route's module, and the frame that the routes share."""
    (imports,) = re.findall(r"await Promise\.all\(\[(.*?)\]\)", document)
    route = re.findall(r'import\("([^"]+)"\)', imports)[-1]
    (frame,) = re.findall(r'"\./(frame-[^"]+)"', client.get(route).text)
    return _sent(client, route) + _sent(client, f"/assets/{frame}")


def _sent(client: httpx.Client, path: str) -> int:
    answer = client.get(path).raise_for_status()
    return int(answer.headers["content-length"])


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), LEVEL))


def _packed_file(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), LEVEL))
