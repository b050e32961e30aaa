"""The owner's own look: always readable, on every page, and refused where it cannot be used."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from portal_ui.config import ConfigError
from portal_ui.owner import Look
from portal_ui.reading.contrast import wcag
from portal_ui.reading.themes import PAIRS, THEMES
from portal_ui.server.look.logo import read_logo
from portal_ui.server.look.shades import nearest_shade
from portal_ui.server.look.stylesheet import accented, painted
from tests.markup import parse
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.serving import Served

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40H0z"/></svg>'
colours = some.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(colours)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_whatever_the_accent_every_pair_keeps_its_contrast(accent: str) -> None:
    for scheme in ("light", "dark"):
        for level, tokens in THEMES[scheme].items():
            made = accented(tokens, accent)
            for one, other, least in PAIRS:
                assert wcag(getattr(made, one), getattr(made, other)) >= least, (scheme, level, one, other)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert nearest_shade("#8a1538", ["#ffffff"], 7) == "#8a1538"
    assert painted(Look(accent="#5c0f2a", masthead="#5c0f2a")).corrections == ()


def test_a_corrected_colour_is_reported_and_keeps_its_hue() -> None:
    made = painted(Look(accent="#e0a800", masthead="#e05050"))
    assert len(made.corrections) == 2
    assert "#e0a800" in made.corrections[0]
    shade = nearest_shade("#e0a800", ["#ffffff"], 7)
    red, green, blue = (int(shade[at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue


@pytest.mark.parametrize("size", ['width="60" height="20"', 'width="60px" height="20"', 'viewBox="0 0 60 20"'])
def test_a_vector_logo_has_the_size_that_it_names(tmp_path: Path, size: str) -> None:
    file = tmp_path / "logo.svg"
    comment = f"<!-- {'x' * 3000} -->"
    file.write_text(f'{comment}<svg xmlns="http://www.w3.org/2000/svg" {size}/>', "utf-16")
    logo = read_logo(file)
    assert (logo.media_type, logo.width, logo.height) == ("image/svg+xml", 60, 20)


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (30, 20)).save(made, "PNG")
    return made.getvalue()


def test_a_raster_logo_is_known_by_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "logo.jpg"
    file.write_bytes(png())
    logo = read_logo(file)
    assert (logo.media_type, logo.width, logo.height) == ("image/png", 30, 20)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"not an image", "is no PNG"),
        (b"", "is no PNG"),
        (b"<svg", "is no PNG"),
        (b"<html><svg/></html>", "is no PNG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is no PNG"),
        (b'<svg viewBox="0 0 60 20"/>', "is no PNG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 inf 0"/>', "is no PNG"),
        (png()[:40], "is no PNG"),
        (png()[:-20], "is no PNG"),
        (png().replace(b"IDAT", b"IDAT\x00"), "is no PNG"),
        (b"x" * 200_001, "more than 200000"),
    ],
)
def test_a_logo_that_is_no_image_is_refused(tmp_path: Path, body: bytes, said: str) -> None:
    file = tmp_path / "logo"
    file.write_bytes(body)
    with pytest.raises(ConfigError, match=said):
        read_logo(file)


def test_a_logo_is_refused_with_the_line_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PORTAL_LOOK", raising=False)
    Path("portal.toml").write_text('[portal]\n\n[look]\nlogo = "logo.png"\n', "utf-8")
    Path("logo.png").write_bytes(b"not an image")
    with pytest.raises(ConfigError, match=r"logo in portal\.toml, line 4: logo\.png is no PNG"):
        read_logo(Path("logo.png"))


def test_a_logo_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_logo(tmp_path / "nowhere.png")


@pytest.fixture(scope="module")
def worn(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    del built
    logo = tmp_path_factory.mktemp("logo") / "logo.svg"
    logo.write_bytes(SVG)
    menu = (
        '[{"title": "Thủ tục", "href": "/sections/thu-tuc-hanh-chinh"}, {"title": "Bộ", "href": "https://a.example"}]'
    )
    footer = '{"lines": ["Số 1, Bến Cũ"], "links": [{"title": "Liên hệ", "href": "mailto:a@b.example"}]}'
    with serve(
        tmp_path_factory.mktemp("look") / "log",
        look=f'{{"logo": "{logo}", "accent": "#e0a800", "masthead": "#5c0f2a"}}',
        menu=menu,
        footer=footer,
    ) as portal:
        yield portal


def test_pages_wear_the_look_in_each_language(worn: Served) -> None:
    page = parse(httpx.get(f"{worn.url}/en/sections/thu-tuc-hanh-chinh").text)
    menu = page.xpath("//nav[contains(@class, 'menu')]//a")
    assert [(item.get("href"), item.get("aria-current")) for item in menu] == [
        ("/en/sections/thu-tuc-hanh-chinh", "page"),
        ("https://a.example", None),
    ]
    assert page.xpath("//footer//p/text()")[-2] == "Số 1, Bến Cũ"
    assert page.xpath("//footer//li/a/@href") == ["mailto:a@b.example"]
    logo = page.xpath("//header//img")[0]
    assert (logo.get("alt"), logo.get("width"), logo.get("height")) == ("", "120", "40")
    answer = httpx.get(worn.url + logo.get("src"))
    assert answer.content == SVG
    assert "sandbox" in answer.headers["content-security-policy"]
    sheet = httpx.get(worn.url + page.xpath("string(//link[@rel='stylesheet'][contains(@href, 'look')]/@href)"))
    assert "--link:#" in sheet.text
    assert sheet.headers["content-type"].startswith("text/css")
    assert "[look] accent #e0a800 has too little contrast" in worn.log()
