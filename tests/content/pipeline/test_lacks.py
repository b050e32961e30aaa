"""What a body lacks for readers with disabilities."""

from __future__ import annotations

import pytest

from portal_ui.content.glossary import Glossary
from portal_ui.content.pipeline import Context, clean, lacks

KNOWN = Context(glossary=Glossary({"vi": {"UBND": "Ủy ban nhân dân"}}))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img src="/c/d.png"><img src="/e.png" alt=""><img src="/f.png" alt="Cầu"><img src="/1.gif" width=1 height=1>',
         [("image-alt", "d.png")]),
        ('<img data-src="/late.png"><noscript><img src="/late.png"></noscript><img src="data:image/gif;base64,a/b">',
         [("image-alt", "late.png")]),
        ("<h2>Một</h2><h4>Hai</h4><h3>Ba</h3><h5> </h5><h2>Bốn</h2>", [("heading-order", "h2 > h4 Hai")]),
        ("<h3>Một</h3><h4>Hai</h4>", [("heading-order", "h1 > h3 Một")]),
        ("<h1>Tên</h1><h2>Một</h2>", [("h1", "Tên")]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [("table-header", "a b c d")]),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table><table><thead><tr><td>a<td>b</thead><tr><td>c<td>d</table>", []),
        ("<table><tr><td>a</table><table role=presentation><tr><td>a<td>b</table>", []),
        ('<a href="/a">Xem thêm »</a> <a href="/b">Lịch họp</a> <a href="/c">(Here)</a> <a name="d">here</a>',
         [("link-text", "Xem thêm » > /a"), ("link-text", "(Here) > /c")]),
        ('<a href="/a">ta\u0323i \u0111a\u0302y</a> <a href="/b" aria-label="Lịch">đây</a>',
         [("link-text", "tại đây > /a")]),
        ('<a href="/a">https://portal.example/a</a> <a href="/b"><img src="/b.png" alt="Bản đồ"></a> '
         '<a href="/c"><img src="/c.png" alt=""></a>',
         [("link-text", "https://portal.example/a > /a"), ("link-text", "> /c")]),
        ("<p>UBND xã và HTX họp; HTX gửi <abbr title='Mặt trận Tổ quốc'>MTTQ</abbr>.", [("abbreviation", "HTX")]),
    ],
)  # fmt: skip
def test_what_is_lacking_is_named(html: str, found: list[tuple[str, str]]) -> None:
    assert list(lacks(html, clean(html, address="/articles/a", context=KNOWN))) == found
