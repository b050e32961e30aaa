"""Editions: addresses and dates of each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal_ui.content.model import Attachment, Page, Section, Site, Summary
from portal_ui.owner import OwnLink
from portal_ui.pages import collection, home, section
from portal_ui.pages.article import file_size, file_type
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
    def other(made: Edition, path: str) -> dict[str, str]:
        return {link.lang: link.href for link in made.portal(path).languages}

    assert other(edition("vi"), "/articles/a")["en"] == "/en/articles/a"
    assert other(edition("vi"), "/?page=2")["en"] == "/en?page=2"
    assert other(edition("en"), "/")["vi"] == "/"
    assert "en" not in other(edition("en"), "/")


def test_each_page_of_a_listing_has_a_title_and_an_address_of_its_own() -> None:
    made, odd = edition("en"), Section("tin tức", "Tin tức")
    for number, titles in (
        (1, ("Cổng", "Tin tức - Cổng")),
        (2, ("Page 2 of 3 - Cổng", "Tin tức (Page 2 of 3) - Cổng")),
    ):
        page: Page[Summary] = Page((), number, 10, 30, has_next=True)
        latest, within = home.view(made, page).head, section.view(made, odd, page).head
        listed = collection.view(made, "Tin tức", "/tags/tin-tuc", page).head
        assert (latest.title, within.title) == titles
        assert listed.title == within.title
        position = "" if number == 1 else "?page=2"
        assert latest.canonical == f"https://portal.example/en{position}"
        assert within.canonical == f"https://portal.example/en/sections/tin%20t%E1%BB%A9c{position}"


@pytest.mark.parametrize(
    ("size", "lang", "text"),
    [(999, "vi", "999 B"), (1_234, "vi", "1,2 kB"), (1_234_567, "en", "1.2 MB"), (1, "en", "1 B")],
)
def test_file_sizes(size: int, lang: str, text: str) -> None:
    assert file_size(size, lang) == text


@pytest.mark.parametrize(
    ("address", "media_type", "text"),
    [
        ("/media/don.pdf", "application/pdf", "PDF"),
        ("https://cms.example/tai-ve?ma=7.exe", "application/msword", "DOC"),
        ("https://cms.example/mau.zip?v=2", "application/x-zip-compressed", "ZIP"),
        ("https://cms.example/so-lieu.xml", "application/xml", "XML"),
        ("https://cms.example/mau.docx", "application/octet-stream", "DOCX"),
        ("https://cms.example/tai-ve.php", "application/octet-stream", ""),
    ],
)
def test_file_types(address: str, media_type: str, text: str) -> None:
    assert file_type(Attachment(address, "Mẫu", media_type)) == text
