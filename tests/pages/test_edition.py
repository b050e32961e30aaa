"""Editions: addresses and dates of each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal_ui.content.model import Section, Site
from portal_ui.owner import OwnLink
from portal_ui.pages.article import file_size
from portal_ui.pages.edition import Edition
from portal_ui.pages.own import NOTHING

SECTIONS = (Section("tin", "Tin"), Section("trong-tin", "Trong tin", parent="tin"))


def edition(lang: str, default: str = "vi") -> Edition:
    return Edition(lang, default, "https://portal.example", ZoneInfo("Asia/Ho_Chi_Minh"), Site("Cổng"), SECTIONS)


@pytest.mark.parametrize(
    ("lang", "default", "home", "article"),
    [
        ("vi", "vi", "/", "/articles/b%C3%A0i%2Fm%E1%BB%99t"),
        ("en", "vi", "/en", "/en/articles/b%C3%A0i%2Fm%E1%BB%99t"),
        ("en", "en", "/", "/articles/b%C3%A0i%2Fm%E1%BB%99t"),
        ("vi", "en", "/vi", "/vi/articles/b%C3%A0i%2Fm%E1%BB%99t"),
    ],
)
def test_addresses(lang: str, default: str, home: str, article: str) -> None:
    made = edition(lang, default)
    assert made.href("/") == home
    assert made.article_href("bài/một") == article


def test_dates_are_of_the_portals_zone_and_the_languages_words() -> None:
    at = datetime(2020, 5, 25, 1, 56, tzinfo=UTC)
    assert edition("vi").moment(at).text == "Thứ Hai, 25/05/2020 - 08:56"
    assert edition("vi").moment(at).iso == "2020-05-25T08:56:00+07:00"
    assert edition("en").moment(at).text == "Monday, 25 May 2020 - 08:56"
    assert edition("vi").moment(None).text == ""


@pytest.mark.parametrize(
    ("path", "section", "current"),
    [
        ("/sections/tin", "tin", "page"),
        ("/sections/tin?page=2", "tin", "page"),
        ("/sections/trong-tin", "trong-tin", "true"),
        ("/articles/a", "trong-tin", "true"),
        ("/articles/a", "away", ""),
        ("/", "", ""),
    ],
)
def test_the_menu_has_the_top_sections_and_marks_where_the_reader_is(path: str, section: str, current: str) -> None:
    made = edition("vi")
    own = replace(made, own=replace(NOTHING, menu=(OwnLink(title="Tin", href="/sections/tin"),)))
    for menu in (made.portal(path, section).menu, own.portal(path, section).menu):
        assert [(link.title, link.current) for link in menu] == [("Tin", current)]


def test_languages_lead_to_the_same_page() -> None:
    (other,) = edition("vi").portal("/articles/a").languages
    assert (other.href, other.lang) == ("/en/articles/a", "en")
    (other,) = edition("en").portal("/").languages
    assert (other.href, other.lang) == ("/", "vi")


@pytest.mark.parametrize(
    ("size", "lang", "text"),
    [(999, "vi", "999 B"), (1_234, "vi", "1,2 kB"), (1_234_567, "en", "1.2 MB"), (1, "en", "1 B")],
)
def test_file_sizes(size: int, lang: str, text: str) -> None:
    assert file_size(size, lang) == text
