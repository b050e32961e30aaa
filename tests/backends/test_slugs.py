from __future__ import annotations

import unicodedata

import pytest

from portal_ui.backends.slugs import slugify, title_of


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


@pytest.mark.parametrize(
    ("name", "title"), [("tin-tuc", "Tin tuc"), ("đời_sống", "Đời sống"), ("Hỏi đáp", "Hỏi đáp"), ("-", "-")]
)
def test_title_of(name: str, title: str) -> None:
    assert title_of(name) == title
