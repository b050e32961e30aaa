"""A web server that has a feed, as it is asked for it."""

from __future__ import annotations

from pathlib import Path

import httpx

CAPTURES = Path(__file__).parent / "captures"
URL = "http://portal.example"


def rss(*items: str, more: str = "") -> str:
    channel = f"<title>Bến</title><link>{URL}/</link>{more}{''.join(items)}"
    return f'<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>{channel}</channel></rss>'


def item(title: str, inside: str = "", link: str | None = None) -> str:
    place = f"{URL}/{title}" if link is None else link
    return f"<item><title>{title}</title><link>{place}</link>{inside}</item>"


class Server:
    """Answers `documents` by path and query, with an ETag; `asked` are the addresses and ETags it was asked with."""

    def __init__(self, **documents: str | bytes) -> None:
        self.documents = {f"/{name}": document for name, document in documents.items()}
        self.asked: list[tuple[str, str]] = []
        self.down = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("refused")
        address = request.url.raw_path.decode()
        tag = request.headers.get("If-None-Match", "")
        self.asked.append((address, tag))
        document = self.documents.get(address)
        if document is None:
            return httpx.Response(404)
        own = f'"{hash(document)}"'
        if tag == own:
            return httpx.Response(304)
        content = document.encode() if isinstance(document, str) else document
        return httpx.Response(200, content=content, headers={"ETag": own})


def capture(name: str) -> bytes:
    return (CAPTURES / name).read_bytes()
