"""The self-hosted typefaces write Vietnamese, are small, carry their licence, and say what room their letters need."""

import re
import string
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from portal_ui.reading.typefaces import TYPEFACES, Typeface

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


EACH = pytest.mark.parametrize(
    "path", [path for path in FILES if not path.stem.endswith("-name")], ids=lambda path: path.stem
)


@EACH
def test_writes_vietnamese(path: Path) -> None:
    assert len(VIETNAMESE) == 134
    written = {chr(code) for code in _read(path).getBestCmap()}
    signs = SIGNS if path.stem.startswith("be-vietnam-pro") else "–—‘’“”…•€"  # Inclusive Sans has no ₫
    missing = {*VIETNAMESE, *MARKS, *signs, *string.ascii_letters, *string.digits, *string.punctuation} - written
    assert not missing


@EACH
def test_places_marks_and_kerns(path: Path) -> None:
    font = _read(path)
    tables = (font[tag].table.FeatureList.FeatureRecord for tag in ("GSUB", "GPOS"))
    features = {record.FeatureTag for records in tables for record in records}
    assert {"ccmp", "kern", "mark"} <= features


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_is_small(path: Path) -> None:
    # OpenDyslexic is whole, for its name is reserved; the others are cut, and some of them hold all weights.
    limits = {"name": 5_000, "opendyslexic": 125_000, "literata": 42_000, "lexend": 30_000}
    limits |= {"noto": 30_000, "inclusive": 30_000, "be": 20_000}
    assert path.stat().st_size <= next(limits[part] for part in limits if part in path.stem.split("-"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_carries_its_copyright_and_licence(path: Path) -> None:
    names = _read(path)["name"]
    licence = (ASSETS / "fonts" / "OFL.txt").read_text("utf-8")
    holder = "Abbie Gonzalez" if "opendyslexic" in path.stem else names.getDebugName(0)
    assert holder in licence
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)


def _height(font: Any, weight: float) -> float:
    """From the lowest point of any letter to the highest, in em."""
    glyphs = font.getGlyphSet(location={"wght": weight})
    bottoms: list[float] = []
    tops: list[float] = []
    for letter in VIETNAMESE | set(string.ascii_letters):
        pen: Any = BoundsPen(glyphs)
        glyphs[font.getBestCmap()[ord(letter)]].draw(pen)
        bottoms.append(pen.bounds[1])
        tops.append(pen.bounds[3])
    return (max(tops) - min(bottoms)) / font["head"].unitsPerEm


@pytest.mark.parametrize("face", [face for face in TYPEFACES if face.family], ids=lambda face: face.name)
def test_a_typeface_says_what_room_it_needs(face: Typeface) -> None:
    """No letter of a line at the floor reaches into the next, in the lightest weight or the boldest."""
    needs: list[float] = []
    for path in FILES:
        if path.stem.startswith(face.name) and not path.stem.endswith(("-name", "-italic")):
            font = _read(path)
            axis = font["fvar"].axes[0] if "fvar" in font else None
            needs += [_height(font, weight) for weight in ((axis.minValue, axis.maxValue) if axis else (0,))]
    assert max(needs) < face.line_floor < max(needs) + 0.15


@pytest.mark.parametrize("face", [face for face in TYPEFACES[1:] if face.family], ids=lambda face: face.name)
def test_a_chosen_typeface_has_all_its_files(face: Typeface) -> None:
    shown = [style["font-weight"] for style in FACES if style["font-family"] == f'"{face.family}"']
    assert shown
    (name,) = [style["src"] for style in FACES if style["font-family"] == f'"{face.family} Name"']
    written = {chr(code) for code in _read(ASSETS / "fonts" / f"{face.name}-name.woff2").getBestCmap()}
    assert f"{face.name}-name.woff2" in name
    assert set(face.family) <= written


def test_every_file_has_a_face_that_never_hides_the_text() -> None:
    faces = [face for face in FACES if "url(" in face["src"]]
    urls = sorted(re.findall(r'url\("(?:\.\./public)?/(.+?)"\)', " ".join(face["src"] for face in faces)))
    assert urls == [f"fonts/{path.name}" for path in FILES]
    assert {face["font-display"] for face in faces} == {"swap", "fallback"}
    assert {face["font-display"] for face in faces if "Be Vietnam Pro" in face["font-family"]} == {"swap"}


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
