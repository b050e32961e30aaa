"""The renderer's supervision, with real Node processes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from portal_ui.content.model import Article, CleanBody, SafeHtml, Site, Summary
from portal_ui.pages import article
from portal_ui.pages.edition import Edition
from portal_ui.server.renderer import renderer as module
from portal_ui.server.renderer.renderer import Renderer, RendererDown

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


def page(title: str = "Một bài") -> dict[str, Any]:
    edition = Edition("vi", "vi", "http://localhost", ZoneInfo("UTC"), Site("Cổng"), ())
    body = CleanBody(SafeHtml("<p>Thân bài có $& và $1.</p>"))
    return asdict(article.view(edition, Article(Summary("mot-bai", title), "", "/"), body))


@contextlib.asynccontextmanager
async def started(directory: Path, timeout: float = 5) -> AsyncGenerator[Renderer]:
    renderer = Renderer(directory, timeout)
    await renderer.start()
    try:
        yield renderer
    finally:
        await renderer.close()


async def test_renders_a_whole_document(built: Path) -> None:
    async with started(built) as renderer:
        html = await renderer.render("/-", page("Giá < 5 & “rẻ”"))
    assert html.startswith("<!DOCTYPE html>")
    assert "<h1>Giá &lt; 5 &amp; “rẻ”</h1>" in html
    assert "<p>Thân bài có $& và $1.</p>" in html


async def test_overlapping_renders_never_see_each_others_page(built: Path) -> None:
    async with started(built) as renderer:
        documents = await asyncio.gather(*(renderer.render("/-", page(f"Bài {n}")) for n in range(60)))
    for number, html in enumerate(documents):
        assert f"<h1>Bài {number}</h1>" in html


async def test_killed_again_and_again_it_fails_no_page(built: Path) -> None:
    async with started(built) as renderer:

        async def kill_thrice() -> None:
            for _ in range(3):
                if renderer.pid:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(renderer.pid, signal.SIGKILL)
                await asyncio.sleep(0.7)

        killing = asyncio.create_task(kill_thrice())
        documents: list[str] = []
        while not killing.done():
            documents += await asyncio.gather(*(renderer.render("/-", page()) for _ in range(10)))
    assert len(documents) > 10
    assert all(html.endswith("</html>") for html in documents)


async def test_hung_it_is_replaced(built: Path) -> None:
    async with started(built, timeout=1) as renderer:
        first = renderer.pid
        assert first
        os.kill(first, signal.SIGSTOP)
        assert "<h1>Một bài</h1>" in await renderer.render("/-", page())
        assert renderer.pid != first


@pytest.mark.parametrize(
    "answer", ["no JSON at all", '{"id":0,"html":"<html>cut off"}', "[]", '{"html":"</html>"}', "null"]
)
async def test_talking_nonsense_it_is_replaced(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    nonsense = tmp_path / "nonsense.mjs"
    nonsense.write_text(
        "import { createInterface } from 'node:readline';\n"
        f"createInterface({{ input: process.stdin }}).on('line', () => console.log({answer!r}));\n"
        "console.log('{\"ready\":true}');\n"
    )
    good = module.SCRIPT
    monkeypatch.setattr(module, "SCRIPT", nonsense)
    async with started(built) as renderer:
        monkeypatch.setattr(module, "SCRIPT", good)
        assert "<h1>Một bài</h1>" in await renderer.render("/-", page())


async def test_a_page_that_always_kills_ends_in_an_error_and_spares_the_next(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = tmp_path / "deadly.mjs"
    deadly.write_text(
        "import { createInterface } from 'node:readline';\n"
        "createInterface({ input: process.stdin }).on('line', () => process.exit(1));\n"
        "console.log('{\"ready\":true}');\n"
    )
    good = module.SCRIPT
    monkeypatch.setattr(module, "SCRIPT", deadly)
    async with started(built) as renderer:
        with pytest.raises(RendererDown, match="tried 5 times"):
            await renderer.render("/-", page())
        monkeypatch.setattr(module, "SCRIPT", good)
        assert "<h1>Một bài</h1>" in await renderer.render("/-", page())


async def test_a_fault_of_the_page_is_an_error_of_that_page_alone(built: Path) -> None:
    async with started(built) as renderer:
        process = renderer.pid
        with pytest.raises(RendererDown, match="answered 500"):
            await renderer.render("/-", {"kind": "article", "article": {}})
        assert "<h1>Một bài</h1>" in await renderer.render("/-", page())
        assert renderer.pid == process


async def test_without_a_build_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(RendererDown, match="did not start"):
        await Renderer(tmp_path).start()
