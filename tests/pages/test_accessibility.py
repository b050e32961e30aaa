"""Whom the accessibility statement names."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from portal_ui.components.view import StatementPart
from portal_ui.content.model import Site
from portal_ui.locales import LOCALES
from portal_ui.owner import OwnLink
from portal_ui.pages.accessibility import view
from portal_ui.pages.edition import Edition
from portal_ui.pages.own import Own

SITE = Site("Cổng", lang="vi", url="https://cms.example")
EDITION = Edition("en", "vi", "https://portal.example", ZoneInfo("Asia/Ho_Chi_Minh"), SITE, ())


def complaint(edition: Edition) -> StatementPart:
    statement = view(edition).statement
    assert statement
    return next(part for part in statement.parts if part.title == LOCALES["en"].accessibility.complain)


def test_the_owner_where_they_say_how_to_reach_them() -> None:
    links = (
        OwnLink(title="Báo lỗi", href="mailto:hoi@portal.example"),
        OwnLink(title="Bạn đọc", href="/sections/ban-doc"),
    )
    part = complaint(replace(EDITION, own=Own(lines=("Số 1, đường Bờ Sông",), links=links)))
    assert (part.owner, part.owner_lang) == (("Số 1, đường Bờ Sông",), "vi")
    assert [link.href for link in part.links] == ["mailto:hoi@portal.example"]


def test_where_the_articles_come_from_when_nobody_is_named() -> None:
    part = complaint(EDITION)
    assert not part.owner
    assert [link.href for link in part.links] == ["https://cms.example"]
