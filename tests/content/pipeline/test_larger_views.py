from __future__ import annotations

import re

import pytest

from portal_ui.content.pipeline import Context, clean

ADDRESS = "https://portal.example/tin/bai.html"
CONTEXT = Context(
    image=lambda url: url.replace("https://portal.example", "/media"),
    enlarge=lambda number: (f"Phóng to hình {number}" if number else "Phóng to hình", "vi"),
)
LINK = re.compile(r'<a class="enlarge" href="([^"]*)" aria-label="([^"]*)" lang="vi">([^<]*)</a>')


def offered(source: str, context: Context = CONTEXT) -> list[tuple[str, str, str]]:
    """Return addresses, names and texts of the links to larger views."""
    return LINK.findall(clean(source, address=ADDRESS, context=context).html)


def test_each_picture_of_a_gallery_has_a_numbered_link_named_by_its_words() -> None:
    source = '<p><img src="/a.jpg" alt="Cầu" title="Cầu mới"><img src="/b.jpg" alt="Đường" width="150"></p>'
    assert offered(source) == [
        ("/media/a.jpg", "Phóng to hình 1: Cầu mới", "Phóng to hình 1"),
        ("/media/b.jpg", "Phóng to hình 2: Đường", "Phóng to hình 2"),
    ]


@pytest.mark.parametrize(
    ("picture", "largest"),
    [
        ('<img src="/a-600.jpg" srcset="/a-300.jpg 300w, /a.jpg 1200w, /a-600.jpg 600w" width="600">', "/media/a.jpg"),
        ('<img src="/a.jpg" srcset="/a-2.jpg 2x">', "/media/a-2.jpg"),
        ('<a href="/a-to.JPG?x=1"><img src="/a.jpg" width="150"></a>', "/media/a-to.JPG?x=1"),
        ('<a href="/bai-khac"><img src="/a.jpg" width="600"></a>', "/media/a.jpg"),
        ('<picture><source srcset="/a.avif"><img src="/a.jpg"></picture>', "/media/a.jpg"),
    ],
)
def test_the_link_leads_to_the_largest_there_is(picture: str, largest: str) -> None:
    for source in (f"<figure>{picture}<figcaption>Bản đồ</figcaption></figure>", f'<p title="x">{picture}</p>'):
        assert [address for address, _, _ in offered(source)] == [largest]


def test_a_link_to_the_picture_itself_gives_way_and_one_to_a_page_stays() -> None:
    itself = '<figure><a href="/a.png"><img src="/a.jpg" alt="A"></a></figure>'
    source = f'{itself}<p><a href="/b"><img src="/b.jpg" alt="B"></a></p>'
    html = clean(source, address=ADDRESS, context=CONTEXT).html
    assert '<figure><img src="/media/a.jpg" alt="A"><a class="enlarge"' in html
    assert '<figure><a href="https://portal.example/b"><img src="/media/b.jpg" alt="B"></a><a class="enlarge"' in html


@pytest.mark.parametrize(
    "source",
    [
        '<p><img src="/logo.png" alt="Logo" width="120" height="60"></p>',
        '<p>Bấm <img src="/a.jpg" alt="A" width="600"> để mở</p>',
        '<table><tr><td><img src="/a.jpg" alt="A"></td><td>1</td></tr></table>',
        '<p><a class="enlarge" href="/lua-dao">Phóng to hình</a></p>',
    ],
)
def test_what_is_no_picture_to_look_at_has_none(source: str) -> None:
    assert "enlarge" not in clean(source, address=ADDRESS, context=CONTEXT).html


def test_a_long_caption_is_cut_in_the_name() -> None:
    ((_, name, _),) = offered(f'<figure><img src="/a.jpg"><figcaption>{"chú thích dài " * 20}</figcaption></figure>')
    assert name.endswith("dài chú…")
    assert len(name) <= 110


def test_feeds_and_others_who_do_not_ask_get_none_and_words_are_not_counted() -> None:
    source = '<figure><img src="/a.jpg"><figcaption>Hai chữ</figcaption></figure>'
    assert "enlarge" not in clean(source, address=ADDRESS).html
    assert clean(source, address=ADDRESS, context=CONTEXT).words == 2
