from __future__ import annotations

import pytest

from portal_ui.content.pipeline.urls import absolute, candidates, host, join_candidates

ADDRESS = "https://portal.example/tin/bai.html"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("b.html", "https://portal.example/tin/b.html"),
        ("/b", "https://portal.example/b"),
        ("//khac.example/b", "https://khac.example/b"),
        ("#x", "#x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("TEL:123", "tel:123"),
        (" /a b ", "https://portal.example/a%20b"),
        ("/a%20b", "https://portal.example/a%20b"),
        ("/đường?q=Huế#mục", "https://portal.example/%C4%91%C6%B0%E1%BB%9Dng?q=Hu%E1%BA%BF#m%E1%BB%A5c"),
        ("https://tiếngviệt.example/", "https://ti%E1%BA%BFngvi%E1%BB%87t.example/"),
        ("\\\\khac.example\\x", "https://khac.example/x"),
        ("ht\ntps://khac.example/", "https://khac.example/"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://[x", None),
        ("http:", None),
        ("http:///x", None),
        ("http://a:port/", None),
        ("http://a b/", None),
    ],
)
def test_absolute(value: str, expected: str | None) -> None:
    assert absolute(value, ADDRESS) == expected


def test_addresses_of_a_folder_have_no_host() -> None:
    assert absolute("anh/a.jpg", "/articles/bai") == "/articles/anh/a.jpg"
    assert absolute("/media/a.jpg", "/articles/bai") == "/media/a.jpg"
    assert host("/media/a.jpg") == ""


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("", []),
        (",, ,", []),
        ("a.jpg", [("a.jpg", "")]),
        ("a.jpg, b.jpg 2x", [("a.jpg", ""), ("b.jpg", "2x")]),
        ("a.jpg 1x,b.jpg 1.5x", [("a.jpg", "1x"), ("b.jpg", "1.5x")]),
        ("a,1.jpg 100w,\n  b,2.jpg 200w", [("a,1.jpg", "100w"), ("b,2.jpg", "200w")]),
        ("a.jpg 1x 2x, b.jpg", [("b.jpg", "")]),
        ("a.jpg wide, b.jpg 2x", [("b.jpg", "2x")]),
        ("data:image/png;base64,AA== 1x, b.jpg 2x", [("data:image/png;base64,AA==", "1x"), ("b.jpg", "2x")]),
    ],
)
def test_candidates(srcset: str, expected: list[tuple[str, str]]) -> None:
    assert candidates(srcset) == expected
    assert candidates(join_candidates(expected)) == expected
