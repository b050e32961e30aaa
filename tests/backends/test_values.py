from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal_ui.backends.values import at, markup, moment, number, plain, text, texts

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DATA = {"meta": {"total": 3}, "tags": [{"name": "nước"}, {"name": "đê"}, {}], "rows": [[1], [2]]}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("meta.total", 3),
        ("tags.name", ["nước", "đê"]),
        ("tags.1.name", "đê"),
        ("tags.9.name", None),
        ("rows.0.0", 1),
        ("meta.total.x", None),
        ("nothing", None),
        ("", DATA),
    ],
)
def test_a_path_leads_to_what_is_there(path: str, found: Any) -> None:
    assert at(DATA, path) == found


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Nước <b>về</b></p><p>rồi</p>", "Nước về rồi"),
        ("một &amp; hai", "một & hai"),
        ("a < b & c", "a < b & c"),
        ("<script>x()</script>sạch<style>p{}</style>", "sạch"),
        ("từ<b>ng</b> chữ", "từng chữ"),
        ("", ""),
        (None, ""),
        ({"a": 1}, ""),
    ],
)
def test_plain_text_of_html(html: Any, said: str) -> None:
    assert plain(html) == said


def test_text_holds_no_character_that_breaks_what_follows() -> None:
    assert text("a\x00b\ud800 \n c\x1b") == "ab c"
    assert markup("<p>\x00a\n</p>\udfff") == "<p>a\n</p>"
    assert (text(True), text(4), text([1])) == ("", "4", "")
    assert texts(["b", None, "b", " "]) == ("b",)


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2026-03-02", datetime(2026, 3, 2, tzinfo=ZONE)),
        ("2026-03-02T05:06:07", datetime(2026, 3, 2, 5, 6, 7, tzinfo=ZONE)),
        ("2026-03-02T05:06:07.5Z", datetime(2026, 3, 2, 5, 6, 7, 500000, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 05:06:07 GMT", datetime(2026, 3, 2, 5, 6, 7, tzinfo=UTC)),
        (1772427967, datetime(2026, 3, 2, 5, 6, 7, tzinfo=UTC)),
        (1772427967000, datetime(2026, 3, 2, 5, 6, 7, tzinfo=UTC)),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
        (1e300, None),
        ([], None),
    ],
)
def test_moments(value: Any, when: datetime | None) -> None:
    assert moment(value, ZONE) == when


@pytest.mark.parametrize(("value", "found"), [(7, 7), ("7", 7), (0, None), (-1, None), (True, None), ("٣", None)])
def test_numbers(value: Any, found: int | None) -> None:
    assert number(value) == found
