"""Bodies that no editor makes: nothing is raised, nothing is lost that can be kept, and none grows out of hand."""

from __future__ import annotations

import pytest

from portal_ui.content.pipeline import clean

ADDRESS = "https://portal.example/"
WORD = "<p>Chữ <b>đậm</b> và <a href='/x'>liên kết</a>.</p>"

SHAPES = {
    "divs never closed": "<div>" * 20_000,
    "lists in lists": "<ul><li>" * 20_000,
    "tables in tables": "<table><tr><td>" * 5_000,
    "bold with ids in items": "<ul><li>" + "".join(f"<b id=b{n}>" for n in range(90)) + "<li>x" * 5_000,
    "bold with ids around blocks": "<p>" + "".join(f"<b id=b{n}>" for n in range(90)) + "<div>x</div>" * 5_000,
    "fonts never closed": "".join(f"<p><font id=f{n}>x" for n in range(5_000)),
    "links never closed": "<a href=x>" * 20_000,
    "stray ends": "</div></span></b>" * 10_000,
    "angle brackets": "<" * 50_000,
    "comments never closed": "<!--" * 20_000,
    "brackets": "[" * 50_000,
    "captions never closed": "[caption]" * 10_000 + "[/caption]",
    "commas": f"<img src=x srcset='{',' * 50_000}'>",
    "the same heading": "<h2>Phần</h2>" * 2_000,
    "line breaks": "<br>" * 20_000,
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_shape_stays_in_proportion(shape: str) -> None:
    html = clean(shape, address=ADDRESS).html
    assert len(html) < 12 * len(shape)


def test_a_long_body_is_kept_whole() -> None:
    body = clean(WORD * 20_000, address=ADDRESS)
    assert body.html.count("<p>") == 20_000
    assert body.words == 20_000 * 5


def test_a_body_too_deep_keeps_its_text_paragraphs_and_images() -> None:
    body = clean("<div>" * 5_000 + "<p>Một</p><p>Hai <b>ba</b></p><img src='/a.png' alt='a'>", address=ADDRESS)
    assert body.html == '<p>Một</p><p>Hai ba</p><p><img src="https://portal.example/a.png" alt="a"></p>'
    assert body.lost == {"depth": 1}


def test_paragraphs_of_a_deep_body_stay_apart() -> None:
    html = clean("<p><font>chữ " * 300, address=ADDRESS).html
    assert html.count("<p>") == 300


@pytest.mark.parametrize(
    "html", ["\x00", "\ud800", "\ufeff", "<", "</", "&", "&#0;", "&#x1;", "<p \x01>", "<p {a}=1>x", "<!--"]
)
def test_odd_characters_do_not_raise(html: str) -> None:
    assert "\x00" not in clean(html, address=ADDRESS).html


@pytest.mark.parametrize(
    "address", ["", "/", "/articles/bai", "https://portal.example", "khong phai dia chi", "http://[hong"]
)
def test_any_address_will_do(address: str) -> None:
    html = clean("<a href='x'>x</a><img src='//a.example/y.png' alt=''>", address=address).html
    assert ">x" in html
