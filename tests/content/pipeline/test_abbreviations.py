"""Abbreviations: marked wherever they stand as words, the first of each a link, all in one list."""

from __future__ import annotations

from portal_ui.content.glossary import Glossary
from portal_ui.content.model import Abbreviation, CleanBody
from portal_ui.content.pipeline import Context, clean

GLOSSARY = Glossary(
    {"vi": {"UBND": "Uỷ ban nhân dân", "HĐND": "Hội đồng nhân dân"}, "en": {"WHO": "World Health Organization"}}
)
UBND = '<abbr title="Uỷ ban nhân dân">UBND</abbr>'
LINKED = f'<a class="abbreviation" href="#abbr-ubnd" aria-describedby="abbr-ubnd">{UBND}</a>'


def cleaned(html: str, *beside: str, lang: str | None = "vi") -> CleanBody:
    return clean(html, address="/", lang=lang, context=Context(glossary=GLOSSARY, beside=beside))


def test_the_first_is_a_link_to_the_list_and_the_others_are_marked() -> None:
    body = cleaned("<p>UBND xã, <b>UBND</b>, UBNDX và x_UBND. UBND</p>")
    assert body.html == f"<p>{LINKED} xã, <b>{UBND}</b>, UBNDX và x_UBND. {UBND}</p>"
    assert body.abbreviations == (Abbreviation("abbr-ubnd", "UBND", "Uỷ ban nhân dân"),)


def test_code_and_links_are_left_alone_and_a_marked_one_within_a_link_is_no_second_link() -> None:
    html = '<p><code>UBND</code> <a href="/x">UBND</a> <a href="/y"><abbr title="tivi">TV</abbr></a></p>'
    body = cleaned(html)
    assert body.html == html
    assert [entry.short for entry in body.abbreviations] == ["TV"]


def test_what_the_article_says_itself_wins() -> None:
    body = cleaned('<p><abbr title="Ủy ban khác">UBND</abbr> và <abbr>HĐND</abbr></p>')
    assert [(entry.short, entry.full) for entry in body.abbreviations] == [
        ("UBND", "Ủy ban khác"),
        ("HĐND", "Hội đồng nhân dân"),
    ]


def test_an_expansion_in_another_language_says_so() -> None:
    body = cleaned("<p>Theo WHO</p>")
    assert '<abbr title="World Health Organization" lang="en">WHO</abbr>' in body.html
    assert body.abbreviations == (Abbreviation("abbr-who", "WHO", "World Health Organization", "en"),)
    assert cleaned("<p>Theo UBND</p>", lang=None).abbreviations[0].lang == ""


def test_the_title_and_lead_are_in_the_list_too_and_ids_stay_unique() -> None:
    body = cleaned('<p id="abbr-hdnd">HĐND</p>', "HĐND họp", "UBND trình")
    assert [entry.id for entry in body.abbreviations] == ["abbr-hdnd-2", "abbr-ubnd"]
    assert 'href="#abbr-hdnd-2"' in body.html


def test_cleaning_again_changes_nothing() -> None:
    first = cleaned("<h2>HĐND</h2><p>UBND, <abbr title='tivi'>TV</abbr>, UBND</p>")
    second = cleaned(first.html)
    assert second.html == first.html
    assert second.abbreviations == first.abbreviations


def test_what_has_no_expansion_is_counted_once_each_but_not_numerals_or_capitals() -> None:
    body = cleaned("<p>BHXH và BHXH, <a href='/x'>ATTP</a>, chương XIV; QUY ĐINH CHUNG; UBND; <code>HTTP</code></p>")
    assert body.lost == {"abbreviation": 2}
