"""The interface's languages: complete, and filled in with the same values."""

from __future__ import annotations

import string
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from portal_ui import locales
from portal_ui.content.model import Site
from portal_ui.locales import LOCALES, LocaleError, read_texts
from portal_ui.pages import accessibility
from portal_ui.pages.article import file_size
from portal_ui.pages.edition import Edition
from portal_ui.pages.reading_time import reading_time

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


def test_a_third_language_is_told_all_that_it_lacks(tmp_path: Path) -> None:
    text = (Path(locales.__file__).parent / "en.toml").read_text("utf-8")
    for one, other in (
        ("\nhome = ", "\n#"),
        ("\nthanks = ", "\nthank = "),
        ('size = { label = "Text size", help', 'size = { label = "Text size", hlep'),
    ):
        assert text.count(one) == 1
        text = text.replace(one, other)
    file = tmp_path / "km.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(LocaleError) as refused:
        read_texts(file)
    assert str(refused.value).startswith("km.toml: ")
    assert set(str(refused.value).removeprefix("km.toml: ").split(", ")) == {
        *("home is missing", "rating.thank is unknown", "rating.thanks is missing"),
        *("panel.settings.size.hlep is unknown", "panel.settings.size.help is missing"),
    }


def test_a_language_without_dates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LocaleError, match=r"xx\.toml must be named by a language tag"):
        read_texts(tmp_path / "xx.toml")


@pytest.mark.parametrize("lang", ["km", "zh-Hant"])
def test_a_third_language_is_one_file(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no text in it yet, the criteria of WCAG, is in English and says so."""
    monkeypatch.setitem(LOCALES, lang, LOCALES["en"])
    edition = Edition(lang, "vi", "https://portal.example", ZoneInfo("UTC"), Site("Portal"), ())
    statement = accessibility.view(edition).statement
    assert statement
    lines = [line for principle in statement.principles for line in principle.criteria]
    assert {line.name.lang for line in lines} == {"en"}
    assert all(point.text for part in statement.parts for point in part.points)
    assert edition.moment(datetime(2026, 1, 1, tzinfo=UTC)).text
    assert reading_time(1000, lang)
    assert file_size(1_200_000, lang).endswith(" MB")


@pytest.mark.parametrize("lang", LOCALES)
def test_lists_have_a_name_for_each_level(lang: str) -> None:
    assert len(values(lang)["contrast_names"].split("|")) == 5
    assert len(values(lang)["rating.levels"].split("|")) == 5


def test_the_controls_keep_the_words_that_readers_know() -> None:
    labels = LOCALES["vi"].labels
    words = (labels.size_smaller, labels.size_reset, labels.size_larger, labels.contrast_more, labels.contrast_less)
    assert words == ("A-", "A", "A+", "Tăng tương phản", "Giảm tương phản")
