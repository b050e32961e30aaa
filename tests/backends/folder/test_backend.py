from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from PIL import Image as Picture

from portal_ui.backends.folder.backend import FolderBackend
from portal_ui.content.model import Attachment, Image, Query, Section, Site
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from portal_ui.content.protocol import Backend
    from tests.backends.folder.conftest import Portal

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


async def slugs(portal: Portal, query: Query | None = None) -> list[str]:
    return [summary.slug for summary in (await portal.backend.list(query or Query(size=100))).items]


async def test_the_backend_fulfils_the_protocol(portal: Portal) -> None:
    backend: Backend = portal.backend
    await backend.health()
    assert backend.name == "folder"
    assert not backend.capabilities.search


async def test_an_article_with_all_its_parts(portal: Portal) -> None:
    Picture.new("RGB", (64, 48)).save(portal.write("thu-tuc/cổng.png"))
    portal.write("thu-tuc/mau don.pdf", b"%PDF-1.7 mau")
    portal.write("chung/doc.mp3", b"ID3")
    portal.write("thu-tuc/_section.md", "---\ntitle: Thủ tục\n---\n")
    portal.article(
        "thu-tuc/2026-05-01-cap-lai.md",
        """\
title: Cấp lại giấy tờ
lead: Nộp ở quầy số hai.
updated: 2026-05-03 10:00
author: [Tổ một cửa]
tags: [giấy tờ]
cover: {src: cổng.png, alt: Cổng trụ sở, caption: Lối vào}
attachments: [mau don.pdf, {file: "https://example.org/x.docx", title: Mẫu cũ}]
audio: ../chung/doc.mp3
source: Văn phòng
rating: false
lang: vi
""",
        "Xem [bài khác](khac.md).\n",
    )
    article = await portal.backend.get("cap-lai")
    assert article is not None
    section = Section("thu-tuc", "Thủ tục")
    cover = Image("/media/thu-tuc/" + quote("cổng.png"), "Cổng trụ sở", "Lối vào", 64, 48)
    assert article.summary == (await portal.backend.list(Query())).items[0]
    assert article.summary.cover == cover
    assert article.summary.section == section
    assert article.summary.published == datetime(2026, 5, 1, tzinfo=HANOI)
    assert article.summary.updated == datetime(2026, 5, 3, 10, tzinfo=HANOI)
    assert article.summary.lead == "Nộp ở quầy số hai."
    assert article.html == '<p>Xem <a href="khac.md">bài khác</a>.</p>'
    assert article.address == "/media/thu-tuc/2026-05-01-cap-lai.md"
    assert article.authors == ("Tổ một cửa",)
    assert article.tags == ("giấy tờ",)
    assert article.attachments == (
        Attachment("/media/thu-tuc/mau%20don.pdf", "mau don.pdf", "application/pdf", 12),
        Attachment(
            "https://example.org/x.docx",
            "Mẫu cũ",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    )
    assert article.audio == "/media/chung/doc.mp3"
    assert (article.source, article.rating, article.protected) == ("Văn phòng", False, None)
    assert portal.backend.problems() == ()


async def test_an_article_of_front_matter_only(portal: Portal) -> None:
    portal.write("bai.md", "---\ntitle: Bài\n---")
    article = await portal.backend.get("bai")
    assert article is not None
    assert article.html == ""


async def test_the_site(portal: Portal) -> None:
    portal.write("_site.md", "---\ntitle: Cổng Phường\nwelcome: Chào bạn\nlang: en\n---\n")
    assert await portal.backend.site() == Site("Cổng Phường", "Chào bạn", "en")
    assert await slugs(portal) == []


async def test_a_site_that_says_nothing(portal: Portal) -> None:
    assert await portal.backend.site() == Site("")


async def test_newest_first_then_those_without_a_date(portal: Portal) -> None:
    portal.article("a.md", "date: 2026-05-01")
    portal.article("b.md", "date: 2026-05-01T00:00+00:00")
    portal.article("c.md")
    portal.article("d.md", "date: 2026-05-01")
    portal.article("e.md", "date: 1999-12-31")
    assert await slugs(portal) == ["b", "a", "d", "e", "c"]


async def test_an_article_to_come_is_hidden_until_its_time(portal: Portal) -> None:
    portal.now = datetime(2026, 6, 1, 0, 59, tzinfo=UTC)
    portal.article("tin/a.md", "date: 2026-06-01 08:00\ntags: [x]")
    portal.article("b.md", "date: 2026-05-01")
    url = "/media/tin/a.md"
    assert await slugs(portal) == ["b"]
    assert (await portal.backend.list(Query())).total == 1
    assert await slugs(portal, Query(section="tin")) == []
    assert await slugs(portal, Query(tag="x")) == []
    assert await portal.backend.get("a") is None
    assert await portal.backend.resolve(url) is None

    portal.now += timedelta(minutes=1)
    assert await slugs(portal) == ["a", "b"]
    assert await slugs(portal, Query(section="tin")) == ["a"]
    assert await portal.backend.get("a") is not None
    assert await portal.backend.resolve(url) == "a"


async def test_a_draft_is_never_visible(portal: Portal) -> None:
    portal.article("nhap/a.md", "draft: true\ntags: [x]")
    assert await slugs(portal) == []
    assert await slugs(portal, Query(tag="x")) == []
    assert await portal.backend.get("a") is None
    assert await portal.backend.resolve("/media/nhap/a.md") is None
    assert await portal.backend.sections() == ()


async def test_what_became_a_draft_is_gone_at_once(portal: Portal) -> None:
    portal.article("a.md")
    assert await portal.backend.get("a") is not None
    portal.article("a.md", "draft: true")
    assert await portal.backend.get("a") is None


async def test_the_first_by_path_keeps_a_slug(portal: Portal) -> None:
    portal.article("a/bai.md", "title: Nháp\ndraft: true")
    portal.article("b/bai.md", "title: Một")
    portal.article("c/khac.md", "title: Hai\nslug: bai")
    article = await portal.backend.get("bai")
    assert article is not None
    assert article.summary.title == "Một"
    assert await slugs(portal) == ["bai"]
    assert portal.causes("c/khac.md") == [(None, "slug bai: already that of b/bai.md, left out")]
    assert await portal.backend.resolve("/media/c/khac.md") is None


async def test_sections_list_what_is_inside_them(portal: Portal) -> None:
    portal.article("tin/a.md", "date: 2026-01-03")
    portal.article("tin/phuong/b.md", "date: 2026-01-02")
    portal.article("c.md", "date: 2026-01-01\nsection: tin-phuong")
    portal.article("d.md")
    portal.write("rong/_section.md", "---\ntitle: Rỗng\n---")
    portal.write("anh/a.png", b"x")
    assert [section.slug for section in await portal.backend.sections()] == ["rong", "tin", "tin-phuong"]
    assert await slugs(portal, Query(section="tin")) == ["a", "b", "c"]
    assert await slugs(portal, Query(section="tin-phuong")) == ["b", "c"]
    assert await slugs(portal, Query(section="rong")) == []
    assert await slugs(portal, Query(section="khong-co")) == []


async def test_an_unknown_section_is_said_and_the_folder_counts(portal: Portal) -> None:
    portal.article("tin/a.md", "section: khong-co")
    assert await slugs(portal, Query(section="tin")) == ["a"]
    assert portal.causes("tin/a.md") == [(3, "section: none has the slug khong-co")]


async def test_tags_are_compared_without_case_or_form(portal: Portal) -> None:
    portal.article("tin/a.md", "tags: [Hồ Sơ]")
    portal.article("b.md", "tags: [hồ sơ, khác]")
    assert await slugs(portal, Query(tag="HỒ SƠ")) == ["a", "b"]
    assert await slugs(portal, Query(tag=unicodedata.normalize("NFD", "hồ sơ"))) == ["a", "b"]
    assert await slugs(portal, Query(tag="hồ sơ", section="tin")) == ["a"]
    assert await slugs(portal, Query(tag="hồ")) == []


@pytest.mark.parametrize(
    ("number", "size", "items", "has_next"),
    [
        (1, 2, ["a", "b"], True),
        (2, 2, ["c", "d"], True),
        (3, 2, ["e"], False),
        (4, 2, [], False),
        (10**12, 2, [], False),
        (1, 5, ["a", "b", "c", "d", "e"], False),
    ],
)
async def test_pages(portal: Portal, number: int, size: int, items: list[str], has_next: bool) -> None:
    portal.article("z.md", "date: 2126-01-01")
    for slug in "abcde":
        portal.article(f"{slug}.md")
    page = await portal.backend.list(Query(page=number, size=size))
    assert [summary.slug for summary in page.items] == items
    assert (page.number, page.size, page.total, page.has_next) == (number, size, 5, has_next)


async def test_a_page_is_never_larger_than_said(portal: Portal) -> None:
    page = await portal.backend.list(Query(page=0, size=10**6))
    assert (page.number, page.size) == (1, portal.backend.capabilities.max_page)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Thủ tục mới.md", "thu-tuc-moi"),
        (unicodedata.normalize("NFD", "Đường về làng.md"), "duong-ve-lang"),
        ("50% & #1?.md", "50-1"),
        ("tin 🎉.md", "tin"),
        ("a" * 252 + ".md", "a" * 252),
        ("dòng\nhai.md", "dong-hai"),
        ("dấu'nháy\"kép<b>.md", "dau-nhay-kep-b"),
    ],
)
async def test_odd_file_names(portal: Portal, name: str, slug: str) -> None:
    portal.article(f"tin/{name}")
    article = await portal.backend.get(slug)
    assert article is not None
    assert article.address == "/media/tin/" + quote(name)
    assert await portal.backend.resolve(article.address) == slug
    assert await portal.backend.resolve("/media/tin/" + quote(unicodedata.normalize("NFC", name))) == slug


async def test_a_name_of_signs_only_has_an_address(portal: Portal) -> None:
    portal.article("🎉.md", "title: Hội")
    [slug] = await slugs(portal)
    article = await portal.backend.get(slug)
    assert article is not None
    assert article.summary.title == "Hội"


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("/media/tin/a.md", "a"),
        ("/media/tin/a.md?x=1#y", "a"),
        ("/media/tin/b.md", None),
        ("/media/tin/", None),
        ("/media/tin/_section.md", None),
        ("/articles/a", None),
        ("https://example.org/media/tin/a.md", None),
        ("", None),
    ],
)
async def test_resolve(portal: Portal, url: str, slug: str | None) -> None:
    portal.write("tin/_section.md", "---\n---")
    portal.article("tin/a.md")
    assert await portal.backend.resolve(url) == slug


async def test_missing_files_cost_only_themselves(portal: Portal) -> None:
    portal.article(
        "a.md",
        "cover: {src: a.jpg, alt: x}\naudio: a.mp3\nattachments: [a.pdf, b.md, c.exe, d.txt]",
        "![Cổng](cong.jpg)\n\n![Chợ](d.txt)",
    )
    portal.article("b.md")
    portal.write("c.exe", b"MZ")
    portal.write("d.txt", b"d")
    article = await portal.backend.get("a")
    assert article is not None
    assert article.summary.cover is None
    assert article.audio is None
    assert [attachment.url for attachment in article.attachments] == ["/media/d.txt"]
    ending = "is not there, or not of a kind that is served"
    assert portal.causes("a.md") == [
        (3, f"cover: a.jpg {ending}"),
        (4, f"audio: a.mp3 {ending}"),
        (5, f"attachments: a.pdf {ending}"),
        (5, f"attachments: b.md {ending}"),
        (5, f"attachments: c.exe {ending}"),
        (7, f"image: cong.jpg {ending}"),
    ]


async def test_media_and_sizes_by_address(portal: Portal) -> None:
    file = portal.write("tin/ảnh 1.png")
    Picture.new("RGB", (20, 10)).save(file)
    assert portal.backend.media("tin/ảnh 1.png") == file
    assert portal.backend.media("tin/khac.png") is None
    assert portal.backend.image_size("/media/tin/%E1%BA%A3nh%201.png") == (20, 10)
    assert portal.backend.image_size("/media/tin/ảnh 1.png") == (20, 10)
    assert portal.backend.image_size("/media/tin/khac.png") is None
    assert portal.backend.image_size("https://example.org/tin/a.png") is None


async def test_text_nested_beyond_reason_is_an_error_of_its_own(portal: Portal) -> None:
    portal.article("a.md", body="- " * 3000 + "x")
    portal.article("b.md")
    with pytest.raises(BackendContract, match=r"a\.md"):
        await portal.backend.get("a")
    assert await portal.backend.get("b") is not None


async def test_dates_are_in_the_portals_zone(portal: Portal) -> None:
    portal.article("a.md", "date: 2026-05-01 08:00")
    backend = FolderBackend(portal.root, zone=ZoneInfo("Europe/Berlin"), now=lambda: portal.now)
    [summary] = (await backend.list(Query())).items
    assert summary.published == datetime(2026, 5, 1, 6, tzinfo=UTC)
