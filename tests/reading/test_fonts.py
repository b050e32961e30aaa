"""The self-hosted typeface writes Vietnamese, is small, carries its licence, and replaces its fallback in place."""

import re
import string
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from fontTools.ttLib import TTFont

ASSETS = Path(__file__).parents[2] / "assets"
FILES = sorted((ASSETS / "fonts").glob("*.woff2"))
FACES = [
    dict(re.findall(r"([\w-]+):\s*([^;]+);", body))
    for body in re.findall(r"@font-face \{(.*?)\}", (ASSETS / "fonts.css").read_text("utf-8"), re.DOTALL)
]

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
LOWER = {normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | set("ăâêôơưđ")
VIETNAMESE = LOWER | {letter.upper() for letter in LOWER}
MARKS = TONES + "\u0302\u0306\u031b"
SIGNS = "–—‘’“”…•·«»‹›₫€×÷±≤≥½¼¾°§©®™−⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉\u00a0"


def _read(path: Path) -> Any:
    """The font, untyped: fontTools builds its tables' attributes when it reads them."""
    return TTFont(path)


def test_three_files() -> None:
    assert [path.name for path in FILES] == [
        "be-vietnam-pro-400-italic.woff2",
        "be-vietnam-pro-400.woff2",
        "be-vietnam-pro-700.woff2",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_writes_vietnamese(path: Path) -> None:
    assert len(VIETNAMESE) == 134
    written = {chr(code) for code in _read(path).getBestCmap()}
    missing = {*VIETNAMESE, *MARKS, *SIGNS, *string.ascii_letters, *string.digits, *string.punctuation} - written
    assert not missing


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_places_marks_and_kerns(path: Path) -> None:
    font = _read(path)
    tables = (font[tag].table.FeatureList.FeatureRecord for tag in ("GSUB", "GPOS"))
    features = {record.FeatureTag for records in tables for record in records}
    assert {"ccmp", "kern", "mark", "mkmk"} <= features


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_is_small(path: Path) -> None:
    assert path.stat().st_size <= 20_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_carries_its_copyright_and_licence(path: Path) -> None:
    font = _read(path)
    licence = (ASSETS / "fonts" / "OFL.txt").read_text("utf-8")
    assert licence.startswith(font["name"].getDebugName(0))
    assert "SIL Open Font License, Version 1.1" in font["name"].getDebugName(13)


def test_every_file_has_a_face_that_never_hides_the_text() -> None:
    faces = [face for face in FACES if "url(" in face["src"]]
    urls = sorted(re.findall(r'url\("\.\./public/(.+?)"\)', " ".join(face["src"] for face in faces)))
    assert urls == [f"fonts/{path.name}" for path in FILES]
    assert {face["font-display"] for face in faces} == {"swap"}


@pytest.mark.parametrize(
    "face",
    [face for face in FACES if "size-adjust" in face],
    ids=lambda face: f"{face['font-family']}-{face['font-weight']}",
)
def test_fallback_stands_on_the_same_baseline(face: dict[str, str]) -> None:
    """A browser scales the overrides by `size-adjust` (CSS Fonts 5), so their product is what must match."""
    font = _read(ASSETS / "fonts" / f"be-vietnam-pro-{face['font-weight']}.woff2")
    heights, units = font["hhea"], font["head"].unitsPerEm

    def shown(descriptor: str) -> float:
        return float(face[descriptor].rstrip("%")) * float(face["size-adjust"].rstrip("%")) / 10_000

    assert shown("ascent-override") == pytest.approx(heights.ascent / units, abs=0.0005)
    assert shown("descent-override") == pytest.approx(-heights.descent / units, abs=0.0005)
    assert shown("line-gap-override") == pytest.approx(heights.lineGap / units, abs=0.0005)
