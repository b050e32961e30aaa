from __future__ import annotations

import pytest

from portal_ui.content.pipeline.ids import Ids, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Đường số 1", "duong-so-1"),
        ("Nghiêng ngửa, NGẢ NGHIÊNG!", "nghieng-ngua-nga-nghieng"),
        ("ưỡn ẹo ằ ệ ỹ ợ", "uon-eo-a-e-y-o"),
        ("Fête à l’œuvre", "fete-a-l-œuvre"),
        ("日本語のがぎ", "日本語のがぎ"),
        ("portal-menu", "content-portal-menu"),
        ("…!", ""),
        ("từ " * 60, "-".join(["tu"] * 27)),
        ("x" * 200, "x" * 80),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_taken_id_is_numbered() -> None:
    ids = Ids()
    assert ids.take("a-2")
    assert [ids.free("a") for _ in range(3)] == ["a", "a-3", "a-4"]
    assert not ids.take("a")
