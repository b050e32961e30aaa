"""Forty searches as readers of the sample portal type them, and the article that each is after."""

from __future__ import annotations

import pytest

from portal_ui.search.find import Within
from portal_ui.search.index import Index
from portal_ui.search.question import asked

LIBRARY = "thu-vien-huyen-mo-cua-buoi-toi"
BUS = "xe-buyt-tuyen-02"
BIRTH = "dang-ky-khai-sinh-cho-con"
LAND = "le-phi-dang-ky-dat-dai"
INSURANCE = "cap-lai-the-bao-hiem-y-te"
DENGUE = "phong-sot-xuat-huyet"
WASTE = "phan-loai-rac-tai-nha"
WATER = "lich-cap-nuoc-sach-quy-4-2026"
VACCINES = "tiem-chung-thang-11-2026"
BRIDGE = "ket-qua-lay-y-kien-cau-treo"
BOATS = "hoi-dua-thuyen-song-mo-2026"
HOLIDAY = "nghi-le-2-9"
MARKET = "cho-phien-nong-san"
CLASSES = "lop-hoc-buoi-toi"
LARGE_PRINT = "goc-doc-chu-to"
SCHOOL = "lich-tuyen-sinh-2026-2027"
RULES = "quy-che-phong-doc-cong-cong"
FLOODS = "chuan-bi-mua-mua-lu-2026"
APPOINTMENT = "hen-gio-lam-thu-tuc"
TABLE = "bang-tra-cuu-thu-tuc-2026"

FIRST = {
    "thư viện": LIBRARY,
    "thu vien": LIBRARY,
    "THƯ VIỆN BUỔI TỐI": LIBRARY,
    "thư viện ở đâu": LIBRARY,
    "xe buýt": BUS,
    "gio xe buyt": BUS,
    "tuyến 02": BUS,
    "tuyen 2": BUS,
    "đăng ký khai sinh": BIRTH,
    "dang ki khai sinh": BIRTH,
    "Làm thế nào để đăng ký khai sinh?": BIRTH,
    "lam the nao de dang ky khai sinh": BIRTH,
    "phí đất đai": LAND,
    "le phi dang ky dat": LAND,
    "01/7/2026": LAND,
    "thẻ bảo hiểm y tế": INSURANCE,
    "the bao hiem y te het han": INSURANCE,
    "sốt xuất huyết": DENGUE,
    "muỗi": DENGUE,
    "phan loai rac": WASTE,
    "ủ phân": WASTE,
    "lịch cấp nước sạch": WATER,
    "nuoc sach": WATER,
    "tiêm chủng cho trẻ": VACCINES,
    "lich tiem": VACCINES,
    "cau treo ben suong": BRIDGE,
    "đò ngang miễn phí": BRIDGE,
    "dua thuyen": BOATS,
    "nghỉ lễ Quốc khánh": HOLIDAY,
    "chợ phiên": MARKET,
    "cho dong sao": MARKET,
    "lớp học tiếng Anh": CLASSES,
    "sách nói": LARGE_PRINT,
    "chu to cho nguoi mat kem": LARGE_PRINT,
    "tuyển sinh lớp 1": SCHOOL,
    "quy che phong doc": RULES,
    "mùa mưa lũ": FLOODS,
    "hẹn giờ": APPOINTMENT,
    "thủ tục nào cần hẹn trước": TABLE,
    "health station": "care-at-a-health-station",
    "flood water": "safe-water-after-a-flood",
}
MEANT = {
    "thu viem": "thư viện",
    "giaos ducj": "giáo dục",
    "tuyeen sinh": "tuyển sinh",
    "dd9ang ki1": "đăng ký",
    "sotxuat huyet": "sốt xuất huyết",
    "khai snih": "khai sinh",
}

in_one_loop = pytest.mark.asyncio(loop_scope="module")


@in_one_loop
@pytest.mark.parametrize("words", FIRST)
async def test_what_is_sought_comes_first(sample_index: Index, words: str) -> None:
    question = asked(words)
    assert question
    answer = await sample_index.search(question, Within(), 0, 5)
    assert answer.found.hits[0].summary.slug == FIRST[words]
    assert any(piece.hit for piece in answer.found.hits[0].snippet)


@in_one_loop
@pytest.mark.parametrize("words", MEANT)
async def test_a_slip_of_the_fingers_is_put_right(sample_index: Index, words: str) -> None:
    question = asked(words)
    assert question
    assert (await sample_index.search(question, Within(), 0, 5)).meant == MEANT[words]


@in_one_loop
async def test_related_articles_share_tags_and_words(sample_index: Index) -> None:
    assert INSURANCE in [summary.slug for summary in (await sample_index.beside(BIRTH)).related]
    english = await sample_index.beside("one-stop-shop-guide")
    assert {summary.lang for summary in english.related} == {"en"}
    assert (await sample_index.beside("no-such-article")).related == ()
