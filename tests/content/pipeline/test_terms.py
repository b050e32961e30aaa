"""Unusual words: the first of each in every part of the text leads to what it means."""

from __future__ import annotations

from portal_ui.content.glossary import Glossary
from portal_ui.content.model import CleanBody, Term
from portal_ui.content.pipeline import Context, clean

GLOSSARY = Glossary(
    {"vi": {"UBND": "Ủy ban nhân dân"}},
    {"vi": {"trích lục": "bản sao", "đê": "bờ đất"}, "en": {"dyke": "a bank"}},
)


def cleaned(html: str, *beside: str) -> CleanBody:
    return clean(html, address="/", lang="vi", context=Context(glossary=GLOSSARY, beside=beside))


def link(word: str, name: str) -> str:
    return f'<a class="term" href="#term-{name}" aria-describedby="term-{name}">{word}</a>'


def test_the_first_under_each_heading_is_a_link_to_its_entry() -> None:
    body = cleaned(
        "<p>Xin <b>Trích</b> trích\nlục, trích lục.</p><h2>Trích lục</h2><p><i>x</i> trích lục <b>đê</b> Đê</p>"
    )
    first, again = link("trích\nlục", "trich-luc"), link("trích lục", "trich-luc")
    assert body.html == (
        f"<p>Xin <b>Trích</b> {first}, trích lục.</p>"
        f'<h2 id="trich-luc">Trích lục</h2><p><i>x</i> {again} <b>{link("đê", "de")}</b> Đê</p>'
    )
    assert body.terms == (Term("term-trich-luc", "trích lục", "bản sao"), Term("term-de", "đê", "bờ đất"))
    again_cleaned = cleaned(body.html)
    assert (again_cleaned.html, again_cleaned.terms) == (body.html, body.terms)


def test_links_code_abbreviations_and_parts_of_words_are_left_alone() -> None:
    html = '<p><a href="/x">trích lục</a> <code>đê</code> <dfn>đê</dfn> đêm x-đê <a class="term" href="/y">đê</a></p>'
    body = cleaned(html)
    assert body.html == html.replace(' class="term"', "")
    assert body.terms == ()
    mixed = cleaned("<p>đê UBND đê</p>")
    assert mixed.html.index('class="term"') < mixed.html.index("<abbr")
    assert mixed.html.endswith("</a> đê</p>")


def test_words_of_the_title_and_of_other_languages_are_explained_too() -> None:
    body = cleaned('<p id="term-de"><span lang="en">A dyke.</span> Kè.</p>', "Vỡ đê")
    assert body.terms == (Term("term-de-2", "đê", "bờ đất"), Term("term-dyke", "dyke", "a bank", "en"))
