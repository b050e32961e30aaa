"""The table of contents and the time to read, as the server words them."""

from __future__ import annotations

import pytest

from portal_ui.components.contents import contents_html
from portal_ui.content.model import Heading
from portal_ui.pages.reading_time import reading_time


def test_each_heading_stands_in_the_list_of_the_one_it_belongs_to() -> None:
    headings = [Heading("a", 2, "A & B"), Heading("a1", 3, "A1"), Heading("a2", 3, "<A2>"), Heading("b", 2, "B")]
    assert contents_html(headings, "Mục lục", "(4 mục)", lang="en", shown_in="vi") == (
        '<nav aria-label="Mục lục" lang="vi"><details><summary>Mục lục <span class="note">(4 mục)</span></summary>'
        '<ol lang="en"><li><a href="#a">A &amp; B</a><ol><li><a href="#a1">A1</a></li>'
        '<li><a href="#a2">&lt;A2&gt;</a></li></ol></li><li><a href="#b">B</a></li></ol></details></nav>'
    )


@pytest.mark.parametrize(
    ("words", "lang", "time"),
    [(0, "vi", ""), (1, "vi", "1 phút"), (239, "vi", "2 phút"), (238, "en", "1 minute"), (23_800, "en", "100 minutes")],
)
def test_the_time_to_read_is_in_whole_minutes(words: int, lang: str, time: str) -> None:
    assert reading_time(words, lang) == time
