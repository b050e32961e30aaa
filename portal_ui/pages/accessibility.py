"""The accessibility statement: what the portal keeps, what it does not yet, and whom to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reflex as rx
from babel.dates import format_date

from portal_ui.components.link import view_link
from portal_ui.components.view import (
    CriterionLine,
    Link,
    PageView,
    Principle,
    Shown,
    Statement,
    StatementPart,
    Words,
)
from portal_ui.components.view import statement as shown
from portal_ui.conformance import CONFORMANCE
from portal_ui.locales import cldr
from portal_ui.pages.listing import trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from portal_ui.conformance import Criterion
    from portal_ui.locales.accessibility import AccessibilityTexts
    from portal_ui.pages.edition import Edition

PATH = "/accessibility"

CONTACTS = ("mailto:", "tel:")
"""How the address of a footer link begins that is a way to write or to call."""


def component() -> rx.Component:
    """Return what the page shows."""
    return rx.el.div(
        rx.el.h1(shown.title),
        rx.el.p(shown.intro, class_name="lead"),
        rx.foreach(shown.parts, _part),
        rx.el.h2(shown.criteria_title),
        rx.el.p(shown.criteria_text),
        rx.foreach(shown.principles, _principle),
        class_name="statement reading",
    )


def _part(part: Shown) -> rx.Component:
    return rx.el.section(
        rx.el.h2(part.title),
        rx.foreach(part.texts, rx.el.p),
        rx.cond(part.points.length() > 0, rx.el.ul(rx.foreach(part.points, lambda point: _words(rx.el.li, point)))),
        rx.cond(part.owner.length() > 0, rx.el.div(rx.foreach(part.owner, rx.el.p), lang=part.owner_lang)),
        rx.cond(
            part.links.length() > 0,
            rx.el.ul(rx.foreach(part.links, lambda item: rx.el.li(view_link(item))), class_name="contacts"),
        ),
    )


def _principle(principle: Shown) -> rx.Component:
    return rx.el.section(rx.el.h3(principle.title), rx.el.dl(rx.foreach(principle.criteria, _criterion)))


def _criterion(line: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.dt(line.number, " ", _words(rx.el.span, line.name), " ", line.level),
        rx.el.dd(
            rx.el.strong(line.status), rx.cond(line.remark.text, rx.el.span(" ", _words(rx.el.span, line.remark)))
        ),
        rx.cond(line.check.text, rx.el.dd(shown.check_label, " ", _words(rx.el.span, line.check))),
        rx.cond(
            line.tests.length() > 0,
            rx.el.dd(shown.tests_label, rx.foreach(line.tests, lambda test: rx.el.span(" ", rx.el.code(test)))),
        ),
    )


def _words(element: Callable[..., rx.Component], words: Shown) -> rx.Component:
    return element(words.text, lang=rx.cond(words.lang, words.lang, rx.Var("undefined")))


def view(edition: Edition) -> PageView:
    """Return the statement in the edition's language."""
    texts = edition.texts.accessibility
    return PageView(
        kind="accessibility",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal(PATH),
        head=edition.head(texts.title, PATH, description=texts.intro),
        trail=trail(edition, texts.title),
        statement=Statement(
            texts.title,
            texts.intro,
            tuple(_parts(edition, texts)),
            texts.criteria,
            texts.criteria_text.format(
                all=len(CONFORMANCE.criteria),
                met=CONFORMANCE.count("met"),
                partly=CONFORMANCE.count("partly"),
                not_yet=CONFORMANCE.count("not yet"),
                not_applicable=CONFORMANCE.count("not applicable"),
            ),
            texts.tests,
            texts.check,
            tuple(
                Principle(
                    title,
                    tuple(
                        _line(criterion, texts, edition.lang)
                        for criterion in CONFORMANCE.criteria
                        if criterion.number.startswith(f"{number}.")
                    ),
                )
                for number, title in enumerate(texts.principles, 1)
            ),
        ),
    )


def _parts(edition: Edition, texts: AccessibilityTexts) -> Iterator[StatementPart]:
    day = format_date(CONFORMANCE.assessed, edition.texts.date, locale=cldr(edition.lang))
    gaps = [_gap(one, texts, edition.lang) for one in CONFORMANCE.criteria if one.status in ("partly", "not yet")]
    yield StatementPart(texts.standard, texts.standard_text)
    yield StatementPart(texts.gaps, texts.gaps_text[:1], (*gaps, *map(Words, texts.gaps_text[1:])))
    yield StatementPart(texts.content, texts.content_text)
    reading = Link(edition.texts.panel.words.title, edition.href("/reading"))
    yield StatementPart(texts.settings, texts.settings_text, links=(reading,))
    yield _complaint(edition, texts)
    yield StatementPart(texts.assessed, tuple(text.format(date=day) for text in texts.assessed_text))


def _complaint(edition: Edition, texts: AccessibilityTexts) -> StatementPart:
    """Return whom to tell: the owner's own lines and ways to write or call, else where the articles come from."""
    portal = edition.portal(PATH)
    contacts = tuple(item for item in portal.footer_links if item.href.startswith(CONTACTS))
    if contacts or portal.footer_lines:
        told = (*texts.complain_text, texts.complain_contact)
        return StatementPart(
            texts.complain, told, owner=portal.footer_lines, owner_lang=edition.site.lang, links=contacts
        )
    origin = Link(portal.title, edition.site.url or portal.home, lang=portal.lang)
    return StatementPart(texts.complain, (*texts.complain_text, texts.complain_none), links=(origin,))


def _gap(criterion: Criterion, texts: AccessibilityTexts, lang: str) -> Words:
    line = _line(criterion, texts, lang)
    return Words(f"{line.number} {line.name.text} {line.level}: {line.remark.text}", line.remark.lang)


def _line(criterion: Criterion, texts: AccessibilityTexts, lang: str) -> CriterionLine:
    status = getattr(texts.statuses, criterion.status.replace(" ", "_"))
    return CriterionLine(
        criterion.number,
        _said(criterion.name, lang),
        f"({texts.level.format(level=criterion.level)})",
        f"{status}.",
        _said(criterion.remark, lang),
        _said(criterion.check, lang),
        criterion.tests,
    )


def _said(texts: dict[str, str], lang: str) -> Words:
    """Return a text in the page's language, else in English, which is the recommendation's own."""
    if lang in texts or not texts:
        return Words(texts.get(lang, ""))
    return Words(texts["en"], "en")
