"""The interface's languages: complete, and filled in with the same values."""

from __future__ import annotations

import string
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from portal_ui.locales import LOCALES, Texts, worded

if TYPE_CHECKING:
    from collections.abc import Iterator


def values(lang: str) -> dict[str, str]:
    """Every text by its name; one of a group other than `labels` as `group.name`, of a list as `group.0`."""

    def flat(name: str, text: Any) -> Iterator[tuple[str, str]]:
        if isinstance(text, str):
            yield name.removeprefix("labels."), text
        else:
            parts: Any = text.items() if hasattr(text, "items") else enumerate(text)
            for key, part in parts:
                yield from flat(f"{name}.{key}", part)

    return {path: word for name, text in asdict(LOCALES[lang]).items() for path, word in flat(name, text)}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_vietnamese_and_english_are_there() -> None:
    assert {"vi", "en"} <= set(LOCALES)


@pytest.mark.parametrize("lang", LOCALES)
def test_no_text_is_empty_and_each_is_filled_in_with_the_same_values(lang: str) -> None:
    for name, text in values(lang).items():
        assert text.strip(), name
        assert placeholders(text) == placeholders(values("vi")[name]), name
    assert set(values(lang)) == set(values("vi"))


def test_a_third_language_is_told_what_it_lacks() -> None:
    table = asdict(LOCALES["en"])
    del table["rating"]["thanks"]
    with pytest.raises(TypeError, match=r"RatingTexts.* 'thanks'"):
        worded(Texts, table)


@pytest.mark.parametrize("lang", LOCALES)
def test_lists_have_a_name_for_each_level(lang: str) -> None:
    assert len(values(lang)["contrast_names"].split("|")) == 5
    assert len(values(lang)["rating.levels"].split("|")) == 5


def test_the_controls_keep_the_words_that_readers_know() -> None:
    labels = LOCALES["vi"].labels
    words = (labels.size_smaller, labels.size_reset, labels.size_larger, labels.contrast_more, labels.contrast_less)
    assert words == ("A-", "A", "A+", "Tăng tương phản", "Giảm tương phản")
