"""How large the files of articles are, asked of whoever has them."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import httpx
import pytest

from portal_ui.backends import sizes
from portal_ui.backends.cache.backend import CachedBackend
from portal_ui.backends.sizes import Sizes
from portal_ui.content.model import Article, Attachment, Summary
from tests.backends.cache.upstream import Upstream

URL = "https://portal.example/"
ANSWERS = {
    "plan.pdf": (200, {"content-length": "2048", "content-type": "application/pdf"}),
    "moved.pdf": (302, {"location": "/plan.pdf"}),
    "gone.pdf": (404, {"content-length": "9"}),
    "page.pdf": (200, {"content-length": "9", "content-type": "text/html; charset=utf-8"}),
    "packed.csv": (200, {"content-length": "9", "content-encoding": "gzip"}),
    "unsaid.pdf": (200, {"content-type": "application/pdf"}),
    "wrong.pdf": (200, {"content-length": "-1"}),
}


def article(*names: str) -> Article:
    files = tuple(Attachment(f"{URL}{name}", name, "application/pdf") for name in names)
    return Article(Summary("bai", "Bài"), "<p>Bài", URL, attachments=files)


class Server:
    """Answers to HEAD alone; `asked` counts the files asked for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.method == "HEAD"
        assert request.headers["accept-encoding"] == "identity"
        name = request.url.path.removeprefix("/")
        self.asked[name] += 1
        if name == "down.pdf":
            raise httpx.ConnectError("refused")
        if name == "slow.pdf":
            await asyncio.Event().wait()
        status, headers = ANSWERS.get(name, (404, {}))
        return httpx.Response(status, headers=headers)


async def test_what_a_server_says_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "SECONDS", 0.2)
    known = Sizes(transport=httpx.MockTransport(Server()))
    found = await known.complete(article(*ANSWERS, "down.pdf", "slow.pdf"))
    assert {file.title: file.size for file in found.attachments if file.size} == {"plan.pdf": 2048, "moved.pdf": 2048}
    odd = replace(article(), attachments=(Attachment("/own.pdf", "x"), Attachment("http://[", "y")))
    assert await known.complete(odd) == odd
    await known.close()


async def test_what_is_known_is_not_asked_again_for_a_while() -> None:
    server, times = Server(), [0.0]
    known = Sizes(transport=httpx.MockTransport(server), clock=lambda: times[-1])
    said = replace(article("plan.pdf", "gone.pdf"), attachments=(Attachment(f"{URL}a.pdf", "a", size=5),))
    assert await known.complete(said) is said
    for time in (0.0, sizes.UNKNOWN_SECONDS - 1, sizes.UNKNOWN_SECONDS + 1, sizes.KNOWN_SECONDS + 1):
        times.append(time)
        await known.complete(article("plan.pdf", "gone.pdf"))
    assert server.asked == {"plan.pdf": 2, "gone.pdf": 3}
    await known.close()


async def test_the_cache_keeps_articles_with_the_sizes() -> None:
    cms, server = Upstream("bai"), Server()
    cms.articles["bai"] = article("plan.pdf")
    backend = CachedBackend(cms, sizes=Sizes(transport=httpx.MockTransport(server)))
    for _ in range(2):
        found = await backend.get("bai")
        assert found
        assert found.attachments[0].size == 2048
    assert await backend.get("khong-co") is None
    assert server.asked == {"plan.pdf": 1}
    await backend.close()


async def test_nobody_has_us_ask_in_our_own_network_and_few_files_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n")).decode())
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 7\r\n\r\n")
        writer.close()

    monkeypatch.setattr(sizes, "MOST", 2)
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        files = tuple(Attachment(f"http://{host}/{number}", "x") for number in range(3))
        for trusted, expected in ((set[str](), [None, None, None]), ({host}, [7, 7, None])):
            known = Sizes(trusted)
            found = await known.complete(replace(article(), attachments=files))
            assert [file.size for file in found.attachments] == expected
            await known.close()
    assert sorted(asked) == ["HEAD /0 HTTP/1.1\r\n", "HEAD /1 HTTP/1.1\r\n"]
