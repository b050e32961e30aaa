from __future__ import annotations

import unicodedata

import pytest

from portal_ui.backends.folder.slugs import slug_of, slugify, split_date, title_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đường Tiếng Việt", "duong-tieng-viet"),
        ("ĐƠN xin cấp GIẤY phép", "don-xin-cap-giay-phep"),
        (unicodedata.normalize("NFD", "Thủ tục hướng dẫn"), "thu-tuc-huong-dan"),
        ("  hai   từ_ba--bốn  ", "hai-tu-ba-bon"),
        ("phí 10%/năm?#x", "phi-10-nam-x"),
        ("../../etc/passwd", "etc-passwd"),
        ("báo cáo 🎉", "bao-cao"),
        ("日本語", "日本語"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_name_without_letters_has_a_slug_of_its_own() -> None:
    assert slug_of("🎉") != slug_of("🎈")
    assert slug_of("🎉").isalnum()


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("2026-05-01-le-hoi", ("2026-05-01", "le-hoi")),
        ("2026-05-01 lễ hội", ("2026-05-01", "lễ hội")),
        ("2026-05-01", ("2026-05-01", "2026-05-01")),
        ("2026-13-01-le-hoi", ("", "2026-13-01-le-hoi")),
        ("0001-01-01-le-hoi", ("", "0001-01-01-le-hoi")),
        ("2026-05-011", ("", "2026-05-011")),
        ("le-hoi-2026-05-01", ("", "le-hoi-2026-05-01")),
    ],
)
def test_split_date(stem: str, parts: tuple[str, str]) -> None:
    assert split_date(stem) == parts


@pytest.mark.parametrize(
    ("name", "title"), [("tin-tuc", "Tin tuc"), ("đời_sống", "Đời sống"), ("Hỏi đáp", "Hỏi đáp"), ("-", "-")]
)
def test_title_of(name: str, title: str) -> None:
    assert title_of(name) == title
