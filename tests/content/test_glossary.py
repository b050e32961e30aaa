"""The glossary's file: read in NFC, found as whole words, and told apart from one that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from portal_ui.content.glossary import Glossary, GlossaryError, read_glossary

if TYPE_CHECKING:
    from pathlib import Path


def test_entries_are_read_in_nfc_with_single_spaces(tmp_path: Path) -> None:
    file = tmp_path / "_glossary.toml"
    file.write_text(normalize("NFD", '[vi]\n"HĐND" = "Hội đồng\\n  nhân dân"\n'), "utf-8")
    assert read_glossary(file) == Glossary({"vi": {"HĐND": "Hội đồng nhân dân"}})
    file.write_text(normalize("NFD", '[vi]\nA = "một"\n[vi.terms]\n"trích  lục" = "bản\\n sao"\n'), "utf-8")
    assert read_glossary(file) == Glossary({"vi": {"A": "một"}}, {"vi": {"trích lục": "bản sao"}})


def test_terms_are_whole_words_of_the_text_s_language_in_any_case_the_longest_first() -> None:
    glossary = Glossary({}, {"vi": {"đê": "bờ", "Đê bối": "đê thấp"}, "en": {"dyke": "bank"}})

    def found(text: str, lang: str) -> list[tuple[str, str, str]]:
        return [(match[0], word, meaning) for match, word, meaning in glossary.find_terms(text, lang)]

    text = "ĐÊ\nBỐI, đê-điều, đêm, lê, đê"
    assert found(text, "vi-VN") == [("ĐÊ\nBỐI", "Đê bối", "đê thấp"), ("đê", "đê", "bờ")]
    assert found(text, "") == found(text, "vi")
    assert found("đê dyke", "en") == [("dyke", "dyke", "bank")]
    assert found("đê dyke", "fr") == []


def test_the_expansion_in_the_texts_language_wins() -> None:
    glossary = Glossary({"vi": {"UBND": "Uỷ ban nhân dân"}, "en": {"UBND": "People's Committee", "WHO": "World"}})
    assert glossary.expand("UBND", "vi-VN") == ("Uỷ ban nhân dân", "vi")
    assert glossary.expand("UBND", "en") == ("People's Committee", "en")
    assert glossary.expand("UBND", "fr") == ("Uỷ ban nhân dân", "vi")
    assert glossary.expand("WHO", "vi") == ("World", "en")
    assert glossary.expand("NATO", "vi") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vi = 'x'", "must be a table"),
        ('["tiếng Việt"]\nA = "b"', "named by a language"),
        ("[vi]\nUBND = 3", "'UBND' in [vi] must have a text"),
        ('[vi]\nUBND = " "', "'UBND' in [vi] must have a text"),
        ("[vi]\nHĐND = 'x'", "letters with marks need quotes"),
        ("[vi]\nterms = 'x'", "terms in [vi] must be a table of its own, [vi.terms]"),
        ("[vi.terms]\n'a b' = ''", "'a b' in [vi.terms] must have a text"),
    ],
)
def test_a_glossary_that_cannot_be_used_says_why(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "_glossary.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(GlossaryError) as raised:
        read_glossary(file)
    assert words in str(raised.value)
    assert str(file) in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="No such file"):
        read_glossary(tmp_path / "none.toml")
