"""The search page: asked politely, rudely, and of a backend that cannot search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from portal_ui.pages.search import LONGEST, asked
from tests.markup import parse

if TYPE_CHECKING:
    from tests.serving import Served


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("  lịch   tiêm\tchủng \n", "lịch tiêm chủng"),
        ("a\x00b\x07c", "a b c"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("x" * 10_000, "x" * LONGEST),
        ('"(* OR NEAR/2', '"(* OR NEAR/2'),
    ],
)
def test_the_words_are_tidied(text: str, words: str) -> None:
    assert asked(text) == words


def test_every_page_has_the_form(sample: Served) -> None:
    for path, action in (("/", "/search"), ("/en", "/en/search"), ("/nowhere", "/search")):
        (form,) = parse(httpx.get(sample.url + path).text).xpath("//form[@role='search']")
        assert form.get("action") == action
        assert form.get("method") == "get"
        (field,) = form.xpath(".//input[@name='q']")
        assert form.xpath(f".//label[@for='{field.get('id')}']")


@pytest.mark.parametrize(
    "query", ["", "thư viện", "x" * 10_000, "\x01\x02", '"*^()', "<script>alert(1)</script>", "%00"]
)
def test_no_query_is_a_fault(sample: Served, query: str) -> None:
    answer = httpx.get(f"{sample.url}/search?q={quote(query)}")
    assert answer.status_code == 200
    tree = parse(answer.text)
    assert tree.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert tree.xpath("string(//input[@name='q']/@value)") == asked(query)
    assert "<script>alert" not in answer.text


def test_a_backend_that_cannot_search_says_so(sample: Served) -> None:
    assert "Cổng này chưa tìm kiếm được." in httpx.get(f"{sample.url}/search?q=a").text
    assert "cannot be searched yet" in httpx.get(f"{sample.url}/en/search?q=a").text
