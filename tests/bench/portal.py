"""The portal that the benchmarks measure: the sample one, and one with a very long article."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.serving import ROOT, Served, serve

if TYPE_CHECKING:
    from collections.abc import Generator

WITH_IMAGE = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
TEXT_ALONE = "/articles/lop-hoc-buoi-toi"
LONG = "/articles/bai-rat-dai"

LONG_WORDS = 20_000
LONG_TABLES = 50
SENTENCES = (
    "Người dân nộp hồ sơ ở quầy số hai, nhận giấy hẹn có ghi ngày trả kết quả và số điện thoại của cán bộ phụ trách.",
    "Nếu còn thiếu giấy tờ, cán bộ hướng dẫn một lần bằng văn bản để bà con không phải đi lại nhiều lần.",
    "Kết quả được trả tại nơi đã nộp, hoặc gửi qua bưu điện khi người nộp có yêu cầu và đã trả cước phí.",
    "Hồ sơ quá hạn phải kèm thư xin lỗi, trong đó nêu rõ lý do chậm và ngày hẹn mới.",
)


@contextlib.contextmanager
def serving(**settings: str) -> Generator[Served]:
    """Serve the sample portal, or what `settings` say, as the command does, until the block ends."""
    with tempfile.TemporaryDirectory() as directory, serve(Path(directory) / "log", ROOT, **settings) as served:
        yield served


@contextlib.contextmanager
def serving_long_article() -> Generator[Served]:
    """Serve a portal that has one article, `LONG`, of `LONG_WORDS` words with `LONG_TABLES` tables."""
    with tempfile.TemporaryDirectory() as folder:
        section = Path(folder) / "quy-che"
        section.mkdir()
        (section / "bai-rat-dai.md").write_text(long_article(), encoding="utf-8")
        with serving(backend=f"folder:{folder}") as served:
            yield served


def long_article() -> str:
    """Return a Markdown file of `LONG_TABLES` chapters, each with paragraphs and a table."""
    chapters = (_chapter(number, LONG_WORDS // LONG_TABLES) for number in range(1, LONG_TABLES + 1))
    return "---\ntitle: Quy chế tiếp nhận và trả kết quả\ndate: 2026-10-01\n---\n\n" + "\n\n".join(chapters) + "\n"


def _chapter(number: int, words: int) -> str:
    rows = "".join(f"| Hồ sơ loại {row} | {row * 15}.000 đồng | {row} ngày làm việc |\n" for row in range(1, 6))
    table = f"| Thủ tục | Mức thu | Thời hạn |\n|---|---|---|\n{rows}"
    parts = [f"## Điều {number}. Nơi nhận và thời hạn", table]
    left = words - sum(len(part.replace("|", " ").split()) for part in parts)
    turn = number
    while left > 0:
        paragraph = " ".join(SENTENCES[(turn + place) % len(SENTENCES)] for place in range(turn % 3 + 2))
        parts.insert(-1, paragraph)
        left -= len(paragraph.split())
        turn += 1
    return "\n\n".join(parts)
