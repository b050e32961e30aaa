from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from portal_ui.backends.folder.article import read
from portal_ui.backends.folder.problem import Unusable

if TYPE_CHECKING:
    from pathlib import Path

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("content", "title", "body"),
    [
        ("---\ntitle: Một\n---\nHai", "Một", "\nHai"),
        ("---\r\ntitle: Một\r\n---\r\nHai\r\nBa", "Một", "\nHai\nBa"),
        ("---\rtitle: Một\r---\rHai", "Một", "\nHai"),
        ("\ufeff---\ntitle: Một\n---\nHai", "Một", "\nHai"),
        ("---  \ntitle: Một\n...\nHai", "Một", "\nHai"),
        ("---\ntitle: Một\n---", "Một", ""),
        ("---\n---\nHai", "Bai", "\nHai"),
        ("Hai", "Bai", "Hai"),
        ("Hai\n---\nBa", "Bai", "Hai\n---\nBa"),
        ("# Một\n\nHai", "Một", "\nHai"),
        ("\n# **Một** `hai` {#x}\n\nBa", "Một hai", "\nBa"),
        ("# Một #\n\nHai", "Một", "\nHai"),
        ("Hai\n\n# Một\n", "Một", "Hai\n\n# Một\n"),
        ("```\n# Không\n```\n# Một", "Một", "```\n# Không\n```\n# Một"),
        ("~~~~\n~~~\n# Không\n~~~~\n\n# Một", "Một", "~~~~\n~~~\n# Không\n~~~~\n\n# Một"),
        ("#Không phải", "Bai", "#Không phải"),
        ("---\ntitle: Một\n---\n# Một\n\nHai", "Một", "\nHai"),
        ("---\ntitle: Một\n---\n# Khác\n\nHai", "Một", "\n# Khác\n\nHai"),
        ("---\ntitle: e\u0302\u0301\n---\n", "ế", "\n"),
    ],
)
def test_title_and_body(tmp_path: Path, content: str, title: str, body: str) -> None:
    (tmp_path / "bai.md").write_bytes(content.encode())
    reading, found = read(tmp_path, "bai.md", ZONE)
    assert reading.front.title == title
    assert found == body


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        (b"", None, "empty"),
        (b" \r\n\t\n", None, "empty"),
        (b"\xef\xbb\xbf", None, "empty"),
        ("title\n\nTiếng Việt".encode("utf-16"), 1, "not UTF-8 (byte 0xff)"),
        (b"---\ntitle: a\n---\nm\xf4t", 4, "not UTF-8 (byte 0xf4)"),
        (b"\xef\xbb\xbf---\ntitle: m\xf4t\n---\n", 2, "not UTF-8 (byte 0xf4)"),
        (b"---\ntitle: a\n\nText", 1, "the front matter has no closing ---"),
        (b"---\ntitle: " + b"a" * 65_536 + b"\n---\n", 1, "the front matter is larger than 64 KB"),
        (b"a" * (20 * 1024**2 + 1), None, "larger than 20 MB"),
    ],
)
def test_files_left_out(tmp_path: Path, content: bytes, line: int | None, cause: str) -> None:
    (tmp_path / "bai.md").write_bytes(content)
    with pytest.raises(Unusable) as caught:
        read(tmp_path, "bai.md", ZONE)
    assert (caught.value.line, caught.value.cause) == (line, cause)


@pytest.mark.parametrize(
    ("name", "front", "slug", "published"),
    [
        ("2026-05-01-le-hoi.md", "", "le-hoi", datetime(2026, 5, 1, tzinfo=ZONE)),
        ("2026-05-01-le-hoi.md", "date: 2026-04-30", "le-hoi", datetime(2026, 4, 30, tzinfo=ZONE)),
        ("2026-05-01-le-hoi.md", "slug: Hội làng/2026", "hoi-lang-2026", datetime(2026, 5, 1, tzinfo=ZONE)),
        ("Lễ hội (mới).MD", "", "le-hoi-moi", None),
        ("a.b.md", "", "a-b", None),
    ],
)
def test_slug_and_date(tmp_path: Path, name: str, front: str, slug: str, published: datetime | None) -> None:
    (tmp_path / name).write_text(f"---\ntitle: Hội\n{front}\n---\n", encoding="utf-8")
    reading, _ = read(tmp_path, name, ZONE)
    assert (reading.front.slug, reading.front.published) == (slug, published)


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("---\ntags: [a]\n---\n\n# Một\n", 5, "title: missing, taken from its first heading"),
        ("Hai", None, "title: missing, taken from its file name"),
    ],
)
def test_a_missing_title_is_remarked(tmp_path: Path, content: str, line: int | None, cause: str) -> None:
    (tmp_path / "bai.md").write_text(content, encoding="utf-8")
    reading, _ = read(tmp_path, "bai.md", ZONE)
    assert [(problem.line, problem.cause) for problem in reading.problems] == [(line, cause)]


@pytest.mark.parametrize(
    ("body", "addresses"),
    [
        ("![a](a.jpg)", ["a.jpg"]),
        ('![a](<a b.jpg> "c") ![](../d.png)', ["a b.jpg", "../d.png"]),
        ("![a](a b (1).jpg 'c')", ["a b (1).jpg"]),
        ("![a](/media/b.jpg)", ["/media/b.jpg"]),
        ("![a](https://example.org/a.jpg) ![a](/a.jpg) ![a](data:image/png;base64,x) ![a](//b/c.jpg)", []),
        ("```\n![a](a.jpg)\n```", []),
        ("[a](a.jpg)", []),
    ],
)
def test_images_in_the_body(tmp_path: Path, body: str, addresses: list[str]) -> None:
    (tmp_path / "bai.md").write_text(f"---\ntitle: a\n---\n{body}", encoding="utf-8")
    reading, _ = read(tmp_path, "bai.md", ZONE)
    assert [image.value for image in reading.images] == addresses
