"""The complete backend that the README shows, installed as a package and opened by its name."""

from __future__ import annotations

import importlib
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from portal_ui.backends.opening import Opening
from portal_ui.backends.registry import open_backend
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendContract, BackendDown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal_ui.content.protocol import Backend

DOCUMENT = Path("README.md")
STORIES = [
    {"slug": f"s{number}", "title": f"Story {number}", "time": "2026-05-01T08:00:00+00:00", "html": f"<p>{number}"}
    for number in range(3)
]


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Install the package; return what opens it before a CMS that gives an answer."""
    text = DOCUMENT.read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (entry,) = re.findall(r"```toml\n\[project\.entry-points\.\"(.*?)\"\]\n(\w+) = \"(.*?)\"\n```", text)
    (tmp_path / "newsroom.py").write_text(code, "utf-8")
    about = tmp_path / "newsroom-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[{entry[0]}]\n{entry[1]} = {entry[2]}\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    importlib.invalidate_caches()

    def opened(answer: httpx.Response) -> Backend:
        transport = httpx.MockTransport(
            lambda request: answer if request.url.path == "/stories.json" else httpx.Response(404)
        )
        return open_backend("newsroom:https://portal.example", {}, Opening(ZoneInfo("UTC"), transport=transport))

    yield opened
    sys.modules.pop("newsroom", None)


async def test_it_reads_everything(newsroom: Any) -> None:
    backend: Backend = newsroom(httpx.Response(200, json=STORIES))
    assert (await backend.site()).title == "Newsroom"
    page = await backend.list(Query(page=2, size=2))
    assert ([story.slug for story in page.items], page.total, page.has_next) == (["s2"], 3, False)
    assert not (await backend.list(Query(page=3, size=2))).items
    article = await backend.get("s1")
    assert article is not None
    assert (article.html, article.address) == ("<p>1", "https://portal.example/s1")
    assert article.summary.published == datetime(2026, 5, 1, 8, tzinfo=UTC)
    assert await backend.get("none") is None
    assert await backend.sections() == ()
    assert await backend.resolve("https://portal.example/s2") == "s2"
    assert await backend.resolve("https://elsewhere.example/s2") is None
    await backend.health()
    await backend.close()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(500), BackendDown),
        (httpx.Response(404), BackendContract),
        (httpx.Response(200, text="<p>Sorry"), BackendContract),
        (httpx.Response(200, json=[{"slug": "s"}]), BackendContract),
        (httpx.Response(200, json={"error": 1}), BackendContract),
    ],
)
async def test_it_fails_as_it_should(newsroom: Any, answer: httpx.Response, error: type[Exception]) -> None:
    backend: Backend = newsroom(answer)
    with pytest.raises(error):
        await backend.list(Query())


def test_it_is_as_short_as_it_says(newsroom: Any) -> None:
    del newsroom
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert sum(bool(line.strip()) for line in code.splitlines()) <= 40
