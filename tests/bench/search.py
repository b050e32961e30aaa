"""What a search costs among ten thousand articles: words with and without marks, rare, common, none, misspelt, many."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.search.find import Within
from portal_ui.search.index import Index
from portal_ui.search.question import asked
from tests.bench.folder import write_articles
from tests.search.conftest import until_whole

ARTICLES = 10_000
QUESTIONS = (
    "hồ sơ",
    "thong bao so 4321",
    "tiếp nhận hồ sơ của người dân",
    '"buổi chiều" quầy 7',
    "giay phep xay dung",
    "ngày giáp lễ",
    "tieps nhanaj",
    "qwxzqwxz",
    "làm thế nào để tiếp nhận hồ sơ của người dân trả kết quả thủ tục hành chính đúng hẹn vào buổi chiều thứ hai",
)
TIMES = 25


def measure() -> list[tuple[str, float, str]]:
    """Return seconds to index a folder of `ARTICLES`, and ms to answer one of `QUESTIONS` with its snippets."""
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder) / "content", ARTICLES)
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[tuple[str, float, str]]:
    backend = FolderBackend(folder / "content")
    index = Index(folder / "index.sqlite", backend)
    started = time.perf_counter()
    index.start()
    await until_whole(folder / "index.sqlite", seconds=600)
    indexed = time.perf_counter() - started
    answers: list[float] = []
    for words in islice(cycle(QUESTIONS), TIMES * len(QUESTIONS)):
        question = asked(words)
        assert question
        started = time.perf_counter()
        await index.search(question, Within(), 0, 12)
        answers.append((time.perf_counter() - started) * 1000)
    await index.close()
    await backend.close()
    return [
        ("search: index of 10,000 articles", indexed, "s"),
        ("search: an answer, p50", statistics.median(answers), "ms"),
        ("search: an answer, p95", statistics.quantiles(answers, n=20)[-1], "ms"),
        ("search: an answer, worst", max(answers), "ms"),
    ]
