from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from portal_ui.backends.folder.front_matter import FrontMatter, Reference, Remark, parse
from portal_ui.backends.folder.problem import Unusable
from portal_ui.content.model import Correction

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def test_every_field() -> None:
    front, remarks = parse(
        """\
title: Lịch tiếp công dân
lead: >
  Phòng tiếp công dân mở cửa
  thứ ba và thứ năm.
date: 2026-05-01 08:30
updated: 2026-05-02T09:00:00+02:00
author: [Tổ một cửa, Ban biên tập]
section: thong-bao
tags: [Hồ sơ, lịch, hồ sơ]
cover: {src: anh.jpg, alt: Bàn tiếp dân, caption: Bàn số một}
lang: vi
attachments:
  - mau.pdf
  - {file: bang phi.xlsx, title: Bảng phí}
draft: no
rating: off
source: Văn phòng
audio: doc.mp3
slug: lich-tiep
corrections:
  - Phòng ở tầng hai.
  - {text: Mở cửa từ 8 giờ., date: 2026-05-02}
copyright: Văn phòng
""",
        ZONE,
    )
    assert remarks == []
    assert front == FrontMatter(
        title="Lịch tiếp công dân",
        lead="Phòng tiếp công dân mở cửa thứ ba và thứ năm.",
        published=datetime(2026, 5, 1, 8, 30, tzinfo=ZONE),
        updated=datetime(2026, 5, 2, 9, tzinfo=timezone(timedelta(hours=2))),
        authors=("Tổ một cửa", "Ban biên tập"),
        section=Reference("thong-bao", 9),
        tags=("Hồ sơ", "lịch"),
        cover=Reference("anh.jpg", 11),
        cover_alt="Bàn tiếp dân",
        cover_caption="Bàn số một",
        lang="vi",
        attachments=((Reference("mau.pdf", 14), ""), (Reference("bang phi.xlsx", 15), "Bảng phí")),
        draft=False,
        rating=False,
        source="Văn phòng",
        audio=Reference("doc.mp3", 19),
        slug="lich-tiep",
        corrections=(
            Correction("Phòng ở tầng hai."),
            Correction("Mở cửa từ 8 giờ.", datetime(2026, 5, 2, tzinfo=ZONE)),
        ),
        copyright="Văn phòng",
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", FrontMatter()),
        ("# only a comment", FrontMatter()),
        ("title: No", FrontMatter(title="No")),
        ("title: 12:30", FrontMatter(title="12:30")),
        ("title: 2026", FrontMatter(title="2026")),
        ("title: 'null'", FrontMatter(title="null")),
        ("title: null\nlead: ~\nsource:", FrontMatter()),
        ('title: "a\\nb"', FrontMatter(title="a b")),
        ("title: !!python/object:os.system a", FrontMatter(title="a")),
        ("author: Một người", FrontMatter(authors=("Một người",))),
        ("cover: a.jpg", FrontMatter(cover=Reference("a.jpg", 2))),
        ("date: 2026-05-01", FrontMatter(published=datetime(2026, 5, 1, tzinfo=ZONE))),
        ("lang: zh-Hant-TW", FrontMatter(lang="zh-Hant-TW")),
        ("layout: post\nweight: {a: [1]}", FrontMatter()),
        ("? [a, b]\n: c\ntitle: d", FrontMatter(title="d")),
    ],
)
def test_what_fields_mean(head: str, expected: FrontMatter) -> None:
    assert parse(head, ZONE) == (expected, [])


@pytest.mark.parametrize(
    ("field", "cause"),
    [
        ("lead: [a]", "lead: text expected"),
        ("date: yesterday", "date: an ISO 8601 date expected, as in 2026-05-01 or 2026-05-01T08:00"),
        ("date: 2026-02-30", "date: an ISO 8601 date expected, as in 2026-05-01 or 2026-05-01T08:00"),
        ("date: 0001-01-01", "date: an ISO 8601 date expected, as in 2026-05-01 or 2026-05-01T08:00"),
        ("updated: {a: b}", "updated: text expected"),
        ("tags: 5", "tags: a list expected"),
        ("tags: {a: b}", "tags: a list expected"),
        ("tags: [[a]]", "tags: text expected"),
        ("author: {a: b}", "author: a list expected"),
        ("lang: tiếng Việt", "lang: a BCP 47 tag expected, as in vi or en"),
        ("rating: perhaps", "rating: true or false expected"),
        ("rating: [true]", "rating: true or false expected"),
        ("cover: [a.jpg]", "cover: text or fields expected"),
        ("cover: {alt: a}", "cover: src is missing"),
        ("attachments: a.pdf", "attachments: a list expected"),
        ("attachments: [{title: a}]", "attachments: file is missing"),
        ("attachments: [[a.pdf]]", "attachments: text or fields expected"),
        ("slug: {}", "slug: text expected"),
    ],
)
def test_a_wrong_field_costs_itself(field: str, cause: str) -> None:
    front, remarks = parse(f"title: Bài\n{field}", ZONE)
    assert front == FrontMatter(title="Bài")
    assert remarks == [Remark(3, cause)]


def test_an_unclear_draft_is_a_draft() -> None:
    front, remarks = parse("draft: maybe", ZONE)
    assert front == FrontMatter(draft=True)
    assert remarks == [Remark(2, "draft: true or false expected")]


def test_one_wrong_item_costs_itself() -> None:
    front, remarks = parse("tags: [a, [b], c]\nattachments: [a.pdf, {}]", ZONE)
    assert front == replace(FrontMatter(), tags=("a", "c"), attachments=((Reference("a.pdf", 3), ""),))
    assert [remark.line for remark in remarks] == [2, 3]


def test_a_field_given_twice() -> None:
    front, remarks = parse("title: a\nlead: b\ntitle: c", ZONE)
    assert front.title == "c"
    assert remarks == [Remark(4, "title: given twice, the last one counts")]


@pytest.mark.parametrize(
    ("head", "line", "cause"),
    [
        ("title: a: b", 2, "mapping values are not allowed"),
        ("title: a\nlead: [b", 4, "did not find expected"),
        ("title: a\n\tlead: b", 3, "tab character"),
        ("title: a\nlead: \x07", 3, "control characters"),
        ("- a\n- b", 2, "fields expected"),
        ("just words", 2, "fields expected"),
        ("a: 1\n---\nb: 2", 3, "found another document"),
    ],
)
def test_broken_yaml(head: str, line: int, cause: str) -> None:
    with pytest.raises(Unusable, match=cause) as caught:
        parse(head, ZONE)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("head", "cause"),
    [
        ("a: &a [x]\nb: [*a, *a]", "aliases"),
        ("a: &a {b: c}\n<<: *a", "aliases"),
        ("a: " + "[" * 30_000, "nested"),
        ("a: " + "[" * 30_000 + "]" * 30_000, "nested"),
        ("- " * 30_000 + "x", "nested"),
        ("? " * 30_000 + "x", "nested"),
    ],
)
def test_bombs_are_refused(head: str, cause: str) -> None:
    with pytest.raises(Unusable, match=cause):
        parse(head, ZONE)
