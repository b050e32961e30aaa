"""The model as JSON and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from portal_ui.backends.cache.codec import ARTICLE, PAGE, SECTIONS, SITE, SLUG, Codec
from portal_ui.content.model import Page, Site
from tests.backends.cache.upstream import SECTION, article

FULL = article("a")
PLAIN = replace(FULL, summary=replace(FULL.summary, published=None, section=None, cover=None))
HANOI = replace(
    FULL, summary=replace(FULL.summary, published=datetime(2026, 5, 1, tzinfo=timezone(timedelta(hours=7))))
)


@pytest.mark.parametrize(
    ("codec", "value"),
    [
        (ARTICLE, FULL),
        (ARTICLE, PLAIN),
        (ARTICLE, HANOI),
        (PAGE, Page((FULL.summary, PLAIN.summary), 1, 10, None, True)),
        (SITE, Site("Cổng", "", "vi", "")),
        (SECTIONS, (SECTION, replace(SECTION, parent="x"))),
        (SLUG, "bài-viết"),
    ],
)
def test_what_is_written_is_read_again(codec: Codec[Any], value: Any) -> None:
    assert codec.decode(codec.encode(value)) == value


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b'{"summary": 1}', b"\x80\x04K\x01."])
def test_nothing_else_is(data: bytes) -> None:
    with pytest.raises(ValueError, match="validation error"):
        ARTICLE.decode(data)


def test_an_article_without_what_came_later_can_be_read() -> None:
    read = ARTICLE.decode(b'{"summary": {"slug": "a", "title": "A"}, "html": "", "address": "", "later": 1}')
    assert read.summary.published is None
