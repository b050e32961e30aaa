"""The accessibility statement as it is served, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from portal_ui.conformance import CONFORMANCE
from tests.markup import parse

if TYPE_CHECKING:
    from tests.serving import Served

INNER = ("/sections/tin-tuc", "/articles/le-phi-dang-ky-dat-dai", "/reading", "/accessibility", "/archive", "/embed")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_inner_page_says_where_it_is(sample: Served, prefix: str) -> None:
    for path in INNER:
        tree = parse(httpx.get(f"{sample.url}{prefix}{path}").text)
        (trail,) = tree.xpath("//nav[contains(@class, 'trail')]")
        assert trail.xpath("string(.//a/@href)") == (prefix or "/")
        assert len(trail.xpath(".//li[last()]//*[@aria-current='page']")) == 1


def test_every_page_leads_to_the_statement(sample: Served) -> None:
    for prefix in ("", "/en"):
        for path in ("", *INNER, "/articles/khong-co-bai-nay"):
            tree = parse(httpx.get(f"{sample.url}{prefix}{path}").text)
            assert tree.xpath("//footer[contains(@class, 'site-footer')]//p[last()]/a/@href") == [
                f"{prefix}/accessibility"
            ]


def test_every_criterion_stands_there_with_what_shows_it(sample: Served) -> None:
    for path, lang in (("/accessibility", "vi"), ("/en/accessibility", "en")):
        tree = parse(httpx.get(sample.url + path).text)
        told = [" ".join(entry.itertext()) for entry in tree.xpath("//main//dl/div")]
        assert len(told) == len(CONFORMANCE.criteria)
        for entry, criterion in zip(told, CONFORMANCE.criteria, strict=True):
            for text in (criterion.name, criterion.check, criterion.remark):
                assert text.get(lang, "") in entry
            for test in criterion.tests:
                assert test in entry
