"""What is read from one page, by each preset and without any."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from portal_ui.backends.html_pages.options import Selectors
from portal_ui.backends.html_pages.options import read as read_options
from portal_ui.backends.html_pages.reading import Reading, read, visible_time
from portal_ui.content.model import Attachment, Correction, Image
from tests.backends.html_pages import pages

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
UTC7 = timezone(timedelta(hours=7))
URL = f"{pages.ORIGIN}/nuoc-sach/gieng-thon-ha-1.html"
TIME = datetime(2020, 5, 25, 8, 56, tzinfo=UTC7)
GIENG = Image(f"{pages.ORIGIN}/uploads/news/gieng.jpg", "Giếng thôn Hạ", "Giếng sau khi sửa", 460, None)


def reading(html: str, selectors: Selectors | None = None) -> Reading:
    found = read(html, URL, selectors or Selectors(), ZONE)
    assert found is not None
    return found


def test_a_nukeviet_print_page() -> None:
    printing = read_options({"preset": "nukeviet"}).print
    assert printing is not None
    found = reading(pages.NUKEVIET_PRINT, printing.selectors)
    assert (found.title, found.lead) == ("Giếng thôn Hạ có nước trở lại", "Nước về, bà con mừng.")
    assert found.published == TIME
    assert found.cover == GIENG
    assert (found.authors, found.source) == (("Tổ thông tin",), "Đài truyền thanh xã")
    assert all(paragraph in found.html for paragraph in pages.PARAGRAPHS)
    assert "thongke" not in found.html
    assert "Ghi rõ nguồn" not in found.html


def test_a_nukeviet_detail_page_tells_its_time_only_to_its_readers() -> None:
    found = reading(pages.NUKEVIET_DETAIL, read_options({"preset": "nukeviet"}).selectors)
    assert (found.title, found.lead) == ("Giếng thôn Hạ có nước trở lại", "Nước về, bà con mừng.")
    assert found.published == TIME  # not the metadata's, which is that of the last change
    assert found.cover == GIENG
    assert (found.authors, found.source) == (("Tổ thông tin",), "Đài truyền thanh xã")
    assert (found.tags, found.section) == (("nước", "đê"), "Nước sạch")
    assert found.audio == f"{pages.ORIGIN}/uploads/news/doc.mp3"
    assert all(paragraph in found.html for paragraph in pages.PARAGRAPHS)


def test_a_nukeviet_page_for_members_is_restricted() -> None:
    found = reading(pages.NUKEVIET_RESTRICTED, read_options({"preset": "nukeviet"}).selectors)
    assert (found.restricted, found.html, found.title) == (True, "", "Tài liệu nội bộ")


def detail(without: str) -> Reading:
    """Read the NukeViet page without what a pattern finds in it."""
    html, times = re.subn(without, "", pages.NUKEVIET_DETAIL)
    assert times
    return reading(html, read_options({"preset": "nukeviet"}).selectors)


def test_a_page_without_title_time_or_picture_is_read_without_them() -> None:
    titleless, timeless = detail(r"<h1.*?</h1>|<title>.*?</title>"), detail(r"Thứ hai - 25/05/2020 08:56")
    pictureless = detail(r"<figure.*?</figure>")
    assert (titleless.title, titleless.published, titleless.cover) == ("", TIME, GIENG)
    assert (timeless.title, timeless.published, timeless.cover) == ("Giếng thôn Hạ có nước trở lại", None, GIENG)
    assert (pictureless.published, pictureless.cover) == (TIME, None)
    assert all(pages.PARAGRAPHS[0] in found.html for found in (titleless, timeless, pictureless))


@pytest.mark.parametrize(
    ("head", "copyright"),
    [
        ('"copyrightNotice": "© Xã, mọi quyền được bảo lưu"', "© Xã, mọi quyền được bảo lưu"),
        ('"copyrightHolder": {"@type": "Organization", "name": "Xã"}, "copyrightYear": 2026', "© 2026 Xã"),
        ('"copyrightHolder": [{"name": "Xã"}, "Đài"]', "© Xã, Đài"),
        ('"copyrightYear": 2026}</script><meta name="DCTERMS.rights" content="CC BY 4.0"><script>{', "CC BY 4.0"),
        ('"x": 1}</script><meta name="copyright" content="Xã"><script>{', "Xã"),
        ('"x": 1', ""),
    ],
)
def test_a_page_says_whose_it_is(head: str, copyright: str) -> None:
    linked = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bài", {head}}}</script>'
    page = f"<html><head>{linked}</head><body><div itemprop='articleBody'><p>Nước về.</p></div></body></html>"
    assert reading(page).copyright == copyright
    chosen = reading(page.replace("</p>", "</p><i class='c'>© Đài</i>"), Selectors(body=("div",), copyright=(".c",)))
    assert chosen.copyright == "© Đài"


def test_a_page_says_what_was_put_right() -> None:
    made = '{"@type": "CorrectionComment", "text": "Bơm 5 giờ.", "datePublished": "2026-03-02T08:00:00+07:00"}'
    linked = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "correction": [{made}, "Hai giếng."]}}</script>'
    )
    page = f"{linked}<div itemprop='articleBody'><p>Nước về.</p></div><p class='s'>Ba giếng.</p><p class='s'>Bốn.</p>"
    first = Correction("Bơm 5 giờ.", datetime(2026, 3, 2, 8, tzinfo=UTC7))
    assert reading(page).corrections == (first, Correction("Hai giếng."))
    chosen = reading(page, Selectors(body=("div",), corrections=(".s",)))
    assert chosen.corrections == (Correction("Ba giếng."), Correction("Bốn."))


def test_scripts_and_styles_in_the_text_are_left_out() -> None:
    begin = "<p>Sáng nay"
    planted = "<script>alert(1)</script><style>p { display: none }</style>"
    for page, selectors in (
        (pages.NUKEVIET_DETAIL, read_options({"preset": "nukeviet"}).selectors),
        (pages.SCHEMA, Selectors()),
        (pages.PLAIN, Selectors()),
    ):
        assert begin in page
        found = reading(page.replace(begin, f"{planted}{begin}<script>alert(2)</script>"), selectors)
        assert pages.PARAGRAPHS[0] in found.html
        assert not re.search("<(script|style)|alert|display", found.html)


@pytest.mark.parametrize(
    ("page", "preset"), [(pages.NUKEVIET_DETAIL, "nukeviet"), (pages.SCHEMA, None), (pages.PLAIN, None)]
)
def test_a_page_that_breaks_off_is_read_as_far_as_it_came(page: str, preset: str | None) -> None:
    selectors = read_options({"preset": preset}).selectors if preset else Selectors()
    found = reading(page[: page.index("đá xanh")], selectors)
    whole = reading(page, selectors)
    assert (found.title, found.published) == (whole.title, whole.published)
    assert pages.PARAGRAPHS[0] in found.html
    assert "rồi lát lại thành giếng bằng" in found.html
    assert pages.PARAGRAPHS[2] not in found.html


def test_a_vhv_page() -> None:
    found = reading(pages.VHV, read_options({"preset": "vhv"}).selectors)
    assert (found.title, found.lead) == ("Giếng thôn Hạ có nước trở lại", "Nước về, bà con mừng.")
    assert (found.published, found.section) == (TIME, "Nước sạch")
    assert all(paragraph in found.html for paragraph in pages.PARAGRAPHS)
    assert "Tổng số điểm" not in found.html
    assert "Bài khác" not in found.html


def test_a_page_that_says_of_itself_what_it_is() -> None:
    found = reading(pages.SCHEMA)
    assert (found.title, found.lead) == ("Giếng có nước & đầy", "Nước về thôn Hạ.")
    assert found.published == datetime(2026, 3, 2, 8, 56, tzinfo=UTC7)
    assert found.updated == datetime(2026, 3, 3, 8, 0, tzinfo=UTC7)
    assert (found.authors, found.tags, found.section) == (("Tổ biên tập",), ("nước", "đê"), "Nước sạch")
    assert found.cover == Image(f"{pages.ORIGIN}/anh/gieng.jpg")
    assert found.lang == "vi-VN"
    assert all(paragraph in found.html for paragraph in pages.PARAGRAPHS)
    assert "<h1>" not in found.html
    assert "<form>" not in found.html


def test_a_page_that_says_little_is_read_by_its_structure_and_keeps_its_table() -> None:
    found = reading(pages.PLAIN)
    assert found.title == "Giếng có nước"
    assert all(paragraph in found.html for paragraph in pages.PARAGRAPHS)
    assert '<th scope="col">Thôn</th>' in found.html
    assert "Lịch lấy nước" in found.html
    assert "Liên hệ" not in found.html
    assert "Trang" not in found.html


def test_a_short_article_is_found_in_its_element() -> None:
    html = "<meta property='og:type' content='article'><nav>Menu</nav><article><p>Hai chữ.</p></article>"
    assert "Hai chữ." in reading(html).html


def test_a_bare_theme_is_read_by_its_one_time_and_its_class_names() -> None:
    html = """<main><h1>Bài</h1><time datetime="2026-03-02T08:56:00+07:00">2/3</time>
      <div class="entry-content"><p>Thân.</p></div><div class="comments"><p>Bình luận</p></div></main>"""
    found = reading(html)
    assert found.published == datetime(2026, 3, 2, 8, 56, tzinfo=UTC7)
    assert found.html == '<div class="entry-content"><p>Thân.</p></div>'
    two = html.replace("</main>", "<time datetime='2026-03-01'>1/3</time></main>")
    assert read(two, URL, Selectors(), ZONE) is None


def test_microdata_names_are_those_of_the_article_itself() -> None:
    html = """<div itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline name">Tên bài</h2>
      <time itemprop="datePublished" datetime="2026-03-02">hôm qua</time>
      <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Người viết</b></span>
      <div itemprop="publisher" itemscope><span itemprop="headline">Toà soạn</span></div>
      <div itemprop="articleBody"><p>Thân bài.</p></div></div>"""
    found = reading(html)
    assert (found.title, found.authors) == ("Tên bài", ("Người viết",))
    assert found.published == datetime(2026, 3, 2, tzinfo=ZONE)
    assert "Thân bài." in found.html


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html><head><title>Danh mục</title></head><body><p>Danh sách các bài viết của trang này.</p></body></html>",
        '<script type="application/ld+json">{"@type": "WebPage"</script><p>x</p>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>x</p>",
    ],
)
def test_what_is_no_article(html: str) -> None:
    assert read(html, URL, Selectors(), ZONE) is None


def test_selectors_of_ones_own() -> None:
    html = """<h1>Bài</h1><p class="ngay">Cập nhật lúc 9h05, ngày 2/3/2026</p>
      <div class="bai"><p>Thân</p><div class="qc">QC</div></div>
      <a class="tep" href="../f/so do.pdf">Sơ đồ</a><a class="tep" href="javascript:x()">Không</a>"""
    selectors = Selectors(body=(".khong-co", ".bai"), published=(".ngay",), remove=(".qc",), attachments=("a.tep",))
    found = reading(html, selectors)
    assert found.published == datetime(2026, 3, 2, 9, 5, tzinfo=ZONE)
    assert found.html == '<div class="bai"><p>Thân</p></div>'
    assert found.attachments == (Attachment(f"{pages.ORIGIN}/f/so do.pdf", "Sơ đồ", "application/pdf"),)
    assert read("<p>x</p>", URL, selectors, ZONE) is None


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("Thứ hai - 25/05/2020 08:56", (2020, 5, 25, 8, 56)),
        ("Monday, 25/05/2020 - 08:56|", (2020, 5, 25, 8, 56)),
        ("08:56:10 | 25/05/2020", (2020, 5, 25, 8, 56)),
        ("Ngày 5-6-2021 lúc 2:05 CH", (2021, 6, 5, 14, 5)),
        ("12:05 PM 05.06.2021", (2021, 6, 5, 12, 5)),
        ("25/05/2020", (2020, 5, 25, 0, 0)),
        ("31/02/2020 08:56", None),
        ("25/05/2020 99:99", None),
        ("hôm qua", None),
    ],
)
def test_times_as_readers_see_them(said: str, time: tuple[int, int, int, int, int] | None) -> None:
    assert visible_time(said, ZONE) == (datetime(*time, tzinfo=ZONE) if time else None)
