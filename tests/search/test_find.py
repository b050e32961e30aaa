"""What is found, in which order, and what is asked in vain."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from portal_ui.search import file
from portal_ui.search.find import Found, Within, find
from portal_ui.search.frequency import frequencies
from portal_ui.search.letters import fold, marked
from portal_ui.search.listings import between, by_name, neighbours
from portal_ui.search.question import asked
from portal_ui.search.snippet import snippet
from portal_ui.search.suggest import spelling
from tests.search.articles import indexed, text

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from portal_ui.search.question import Question


@pytest.fixture
def index(tmp_path: Path) -> sqlite3.Connection:
    return indexed(
        tmp_path / "index.sqlite",
        text("body", "Thông báo", body="Sở Giáo dục họp vào thứ Hai.", day=4),
        text("lead", "Thông báo", "Sở Giáo dục họp.", day=3),
        text("title", "Sở Giáo dục họp", day=2, section="hop"),
        text("other", "Số giáo đục", body="so giao duc", day=9),
        text("apart", "Giáo viên", body="Một số nơi thể dục sớm.", day=8),
    )


def slugs(found: Found) -> list[str]:
    return [hit.summary.slug for hit in found.hits]


def _asked(words: str) -> Question:
    question = asked(words)
    assert question
    return question


def search(
    index: sqlite3.Connection, words: str, within: Within | None = None, offset: int = 0, limit: int = 10
) -> Found:
    question = asked(words)
    return find(index, question, within or Within(), offset, limit) if question else Found()


def test_exact_first_then_title_lead_body(index: sqlite3.Connection) -> None:
    assert slugs(search(index, "Sở Giáo dục")) == ["title", "lead", "body", "other", "apart"]
    assert slugs(search(index, "so giao duc"))[:2] == ["other", "title"]
    assert slugs(search(index, '"so giao duc"')) == ["other", "title", "lead", "body"]


def test_both_ways_of_placing_a_tone_are_one() -> None:
    assert marked("hoà") == marked("hòa") != marked("hoá")
    assert marked("kĩ") == marked("kỹ")
    assert fold("Đường Nguyễn Huệ, quý 4") == "duong nguyen hue, qui 4"


def test_sections_dates_and_pages_narrow(index: sqlite3.Connection) -> None:
    day = datetime(2026, 1, 3, tzinfo=UTC).timestamp()
    assert slugs(search(index, "giáo dục họp", Within(("hop",)))) == ["title"]
    assert slugs(search(index, "giáo dục họp", Within(since=day))) == ["lead", "body"]
    assert slugs(search(index, "giáo dục họp", Within(until=day))) == ["title"]
    page = search(index, "giáo dục họp", offset=2, limit=1)
    assert (slugs(page), page.total) == (["body"], 3)
    assert search(index, "giáo dục họp", offset=10) == Found(total=3)


def test_pages_are_pieces_of_one_listing(index: sqlite3.Connection) -> None:
    for words in ("Sở Giáo dục", "giao duc", "họp", "giáo dục mầm non họp"):
        whole = search(index, words)
        pages = [search(index, words, offset=offset, limit=2) for offset in range(0, whole.total, 2)]
        assert [slug for page in pages for slug in slugs(page)] == slugs(whole)
        assert {(page.total, page.partly) for page in pages} == {(whole.total, whole.partly)}


def test_of_alike_ones_the_newest_comes_first_and_those_without_a_time_last(tmp_path: Path) -> None:
    same = [text(f"same-{number}", "Lúa", day=5) for number in range(3)]
    undated = replace(same[0].summary, slug="undated", published=None)
    index = indexed(
        tmp_path / "index.sqlite",
        file.Text(undated, "", ""),
        text("old", "Lúa", day=4),
        *same,
        text("new", "Lúa", day=6),
    )
    listing = ["new", "same-0", "same-1", "same-2", "old", "undated"]
    assert slugs(search(index, "lúa")) == listing
    file.put(index, [same[0]])
    assert slugs(search(index, "lúa")) == listing
    fifth, sixth = (datetime(2026, 1, day, tzinfo=UTC).timestamp() for day in (5, 6))
    assert slugs(search(index, "lúa", Within(since=fifth, until=sixth))) == ["same-0", "same-1", "same-2"]
    assert slugs(search(index, "lúa", Within(until=fifth))) == ["old", "undated"]
    file.put(index, [text("same-1", "Lúa", day=7)])
    assert slugs(search(index, "lúa"))[:2] == ["same-1", "new"]


def test_a_number_is_found_with_zeros_and_without(tmp_path: Path) -> None:
    index = indexed(tmp_path / "index.sqlite", text("bus", "Tuyến 02"), text("other", "Tuyến 12", body="Lúc 2 giờ"))
    for words in ("tuyen 2", "tuyến 02"):
        assert slugs(search(index, words)) == ["bus", "other"]
        assert [piece.text for piece in snippet("Xe buýt tuyến 02 và 20", _asked(words)) if piece.hit] == ["tuyến 02"]
    assert search(index, "tuyến 0").partly


def test_merging_makes_one_piece_and_loses_nothing(tmp_path: Path) -> None:
    index = indexed(tmp_path / "index.sqlite", text("bai-0", "Lúa"))
    for number in range(1, 6):
        file.put(index, [text(f"bai-{number}", "Lúa", day=number)])
    pieces = "SELECT count(DISTINCT segid) FROM texts_idx"
    assert index.execute(pieces).fetchone() > (1,)
    before = slugs(search(index, "lúa"))
    file.merge(index)
    assert (index.execute(pieces).fetchone(), slugs(search(index, "lúa"))) == ((1,), before)


def test_where_none_has_all_words_some_are_shown(index: sqlite3.Connection) -> None:
    found = search(index, "giáo dục mầm non họp")
    assert found.partly
    assert slugs(found)[0] == "title"


def test_of_a_long_question_its_rarest_words_count(tmp_path: Path) -> None:
    common, rare = "một hai ba bốn năm sáu bảy tám", "đò giang bến nước chợ phiên"
    everywhere = (text(f"bai-{number}", common, body=common) for number in range(5))
    index = indexed(tmp_path / "index.sqlite", *everywhere, text("rare", "Khác", body=rare))
    found = search(index, f"{common} {rare}")
    assert (found.partly, slugs(found)) == (True, ["rare"])


def test_what_most_titles_have_gives_no_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal_ui.search.find._MANY", 0)
    titles = (text(f"bai-{number}", "Thông báo họp dân", day=number + 2) for number in range(5))
    index = indexed(
        tmp_path / "index.sqlite", *titles, text("body", "Khác", body="Thông báo họp dân", day=9), text("none", "Khác")
    )
    assert slugs(search(index, "thong bao hop dan")) == [*(f"bai-{number}" for number in range(4, -1, -1)), "body"]


def test_one_slip_is_put_right_and_a_heap_of_unknown_words_is_none(index: sqlite3.Connection) -> None:
    slip, heap = asked("hopp"), asked("giaoo ducc hopp sooo vieenn")
    assert slip
    assert heap
    assert spelling(index, slip, Within(("nowhere",)), Within()) == "họp"
    assert spelling(index, slip, Within(("nowhere",))) == ""
    assert spelling(index, heap, Within()) == ""


@pytest.mark.parametrize(
    "words",
    ['"', '""" OR', "title:giáo", "NEAR(a b)", "a* -b ^c", "x" * 10_000, "từ " * 3000, "\x00\x07", "'; --", "_a_b"],
)
def test_nothing_typed_is_syntax(index: sqlite3.Connection, words: str) -> None:
    found = search(index, words)
    assert found.total >= 0
    question = asked(words)
    assert question is None or spelling(index, question, Within()) is not None
    assert asked(string.punctuation) is None


def test_a_snippet_shows_whole_words_as_they_are_written() -> None:
    question = asked("giao duc")
    assert question
    long = f"{'Chữ ' * 200}Sở Giáo dục & Đào tạo <b>họp</b>. {'Chữ ' * 200}"
    pieces = snippet(long, question)
    assert [piece.text for piece in pieces if piece.hit] == ["Giáo dục"]
    whole = "".join(piece.text for piece in pieces)
    assert len(whole) < 250
    assert set(whole.strip("… ").split()) <= set(long.split())


def test_what_is_put_again_or_taken_out_leaves_nothing(index: sqlite3.Connection) -> None:
    file.put(index, [text("title", "Việc khác")])
    assert "title" not in slugs(search(index, "giáo dục"))
    assert slugs(search(index, "việc khác")) == ["title"]
    file.take_out(index, ["title", "body", "lead", "other", "apart", "none"])
    for table in ("vocabulary", "counts"):
        assert index.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_what_is_frequent_is_counted_right_after_every_change(tmp_path: Path) -> None:
    often = [text(f"often-{number}", "Họp phụ huynh") for number in range(file.OFTEN + 1)]
    index = indexed(tmp_path / "index.sqlite", *often)
    terms = ("hop", "phu_huynh", "title__phu_huynh", "_hop5", "khac")
    file.merge(index)
    file.put(index, [text("another", "Họp phụ huynh"), text("often-0", "Việc khác")])
    file.take_out(index, ["often-1"])
    assert frequencies(index, terms) == dict.fromkeys(terms[:4], file.OFTEN) | {"khac": 1}
    vocabulary = dict(index.execute("SELECT term, doc FROM vocabulary"))
    assert all(vocabulary[term] == articles for term, articles in index.execute("SELECT term, articles FROM counts"))
    assert index.execute("SELECT articles FROM counts WHERE term = 'phu_huynh'").fetchone() == (file.OFTEN,)


def test_of_some_words_those_with_the_most_telling_come_first_and_all_are_counted(tmp_path: Path) -> None:
    every = [text(f"plain-{number}", "Việc chung", body="hội đồng nhân dân") for number in range(30)]
    few = [
        text("pair", "Việc chung", body="hội đồng nhân dân họp"),
        text("less", "Việc chung", body="hội nhân dân"),
    ]
    index = indexed(tmp_path / "index.sqlite", *every, *few, text("none", "Việc khác", body="không có gì"))
    words = "hội đồng nhân dân họp qwxz"
    found = search(index, words)
    assert found.partly
    assert slugs(found)[0] == "pair"
    assert found.total == 32
    pages = [slug for offset in range(0, 40, 7) for slug in slugs(search(index, words, offset=offset, limit=7))]
    assert pages[0] == "pair"
    assert pages[-1] == "less"
    assert len(set(pages)) == len(pages) == 32


def test_a_question_is_answered_from_the_index_of_one_moment(index: sqlite3.Connection, tmp_path: Path) -> None:
    with file.reading(tmp_path / "index.sqlite") as connection:
        file.take_out(index, ["title"])
        assert slugs(search(connection, "giáo dục họp"))[0] == "title"
    with file.reading(tmp_path / "index.sqlite") as connection:
        assert "title" not in slugs(search(connection, "giáo dục họp"))


def test_listings_by_name_and_time(tmp_path: Path) -> None:
    index = indexed(
        tmp_path / "index.sqlite",
        text("a", "A", day=1, tags=("Xe buýt", "xe BUÝT"), authors=("Tổ Một", "Tổ Hai")),
        text("b", "B", day=2, tags=("xe buýt",), authors=("Tổ Một",)),
        text("c", "C", day=2, section="khac"),
        text("d", "D", day=2),
    )
    named = by_name(index, "tags", "xe-buyt", 1, 10)
    assert named
    assert [summary.slug for summary in named.page.items] == ["b", "a"]
    authors = by_name(index, "authors", "to-mot", 2, 1)
    assert authors
    assert (authors.name, authors.page.total, authors.page.items[0].slug) == ("Tổ Một", 2, "a")
    assert by_name(index, "tags", "khong-co", 1, 10) is None
    second = datetime(2026, 1, 2, tzinfo=UTC).timestamp()
    assert between(index, second, second + 1, 1, 2).total == 3
    beside = neighbours(index, "b")
    assert beside[0] is None
    assert beside[1]
    assert beside[1].slug == "d"
    assert [summary and summary.slug for summary in neighbours(index, "d")] == ["b", "a"]
    assert neighbours(index, "c") == (None, None)
