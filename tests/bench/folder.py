"""What the folder backend costs: time to index, memory, and one listing or article."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.content.model import Query

SECTIONS = ("tin-tuc", "thu-tuc", "hoi-dap", "doi-song")
PARAGRAPH = "Bộ phận một cửa nhận hồ sơ từ thứ hai đến thứ sáu; người dân lấy số ở sảnh rồi chờ gọi tên. "


def measure(articles: int = 10_000) -> list[tuple[str, float, str]]:
    """Return name, value and unit of each figure, for a folder of that many articles of some 600 words."""
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder), articles)
        # a process of its own: memory that the caller has let go of would hide what the index takes
        run = subprocess.run(
            [sys.executable, "-m", "tests.bench.folder", folder],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
        )
    return [(name, value, unit) for name, value, unit in json.loads(run.stdout)]


def write_articles(root: Path, articles: int) -> None:
    """Write a folder backend's articles, of some 600 words each, into `root`."""
    for section in SECTIONS:
        (root / section).mkdir(parents=True)
    for number in range(articles):
        body = "\n\n".join([f"## Phần {part}\n\n" + PARAGRAPH * 5 for part in range(5)])
        head = (
            f"title: Thông báo số {number} về việc tiếp nhận hồ sơ của người dân\n"
            f"lead: Từ tuần sau, quầy số {number % 9 + 1} nhận thêm hồ sơ vào buổi chiều, kể cả ngày giáp lễ.\n"
            f"date: {2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02} 08:{number % 60:02}\n"
            f"author: [Tổ một cửa, Ban biên tập]\ntags: [hồ sơ, quầy {number % 50}, thông báo]\n"
            "cover: {src: anh.svg, alt: Quầy tiếp nhận hồ sơ, caption: Quầy ở tầng một}\n"
        )
        path = root / SECTIONS[number % len(SECTIONS)] / f"thong-bao-{number}.md"
        path.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")
    for section in SECTIONS:
        (root / section / "anh.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450"/>')


async def _measure_here(root: Path) -> list[tuple[str, float, str]]:
    await asyncio.to_thread(int)  # the thread pool is not the index's
    before = _resident_mb()
    backend = FolderBackend(root)
    started = time.perf_counter()
    total = (await backend.list(Query())).total or 0
    seconds = time.perf_counter() - started
    added = _resident_mb() - before

    listings: list[float] = []
    for turn in range(500):
        page = turn % (total // 50) + 1
        started = time.perf_counter()
        await backend.list(Query(page=page, size=20, section=SECTIONS[turn % 4] if turn % 2 else None))
        listings.append((time.perf_counter() - started) * 1000)
    articles: list[float] = []
    for turn in range(200):
        started = time.perf_counter()
        await backend.get(f"thong-bao-{turn * total // 200}")
        articles.append((time.perf_counter() - started) * 1000)
    await backend.close()
    return [
        ("folder: index", seconds, "s"),
        ("folder: memory added by the index", added, "MB"),
        ("folder: a listing, p50", statistics.median(listings), "ms"),
        ("folder: a listing, p95", statistics.quantiles(listings, n=20)[-1], "ms"),
        ("folder: an article, p50", statistics.median(articles), "ms"),
    ]


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure_here(Path(sys.argv[1])))))
