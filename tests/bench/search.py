"""What a search costs among ten thousand articles: words with and without marks, rare, common, none, misspelt, many."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
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
SECTION = Within(("tin-tuc",))
YEARS = Within(since=datetime(2010, 1, 1, tzinfo=UTC).timestamp(), until=datetime(2015, 1, 1, tzinfo=UTC).timestamp())
ASKED = (
    *((words, Within(), 0) for words in QUESTIONS),
    ("hồ", Within(), 0),
    ("hồ sơ", Within(), 9_984),
    ("ho so", SECTION, 0),
    ("tiếp nhận hồ sơ của người dân", YEARS, 1_200),
    ("người dân", replace(YEARS, sections=SECTION.sections), 0),
    ("thong bao tiep nhan ho so nguoi dan o nha van hoa", Within(), 600),
    ("tiep nhn ho so nguoi dna", SECTION, 0),
    ("tiepnhan hoso nguoidan thongbao", Within(), 0),
    ("hồ sơ", Within(("khong-co",), until=0.0), 0),
    ("tuần sau quầy số 3 nhận thêm hồ sơ vào buổi chiều kể cả ngày giáp lễ", Within(), 0),
)
"""Words, where, and after how many hits: also what every article has, narrowed, late pages, slips and nothing."""

TIMES = 25


def measure() -> list[tuple[str, float, str]]:
    """Return seconds to index a folder of `ARTICLES`, and ms to answer one of `ASKED` with its snippets."""
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
    for words, within, offset in islice(cycle(ASKED), TIMES * len(ASKED)):
        question = asked(words)
        assert question
        started = time.perf_counter()
        await index.search(question, within, offset, 12)
        answers.append((time.perf_counter() - started) * 1000)
    await index.close()
    await backend.close()
    return [
        ("search: index of 10,000 articles", indexed, "s"),
        ("search: an answer, p50", statistics.median(answers), "ms"),
        ("search: an answer, p95", statistics.quantiles(answers, n=20)[-1], "ms"),
        ("search: an answer, worst", max(answers), "ms"),
    ]
