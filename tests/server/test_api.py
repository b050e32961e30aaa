"""The JSON API of the sample portal: what it says of itself is what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
import schemathesis
from hypothesis import Phase, given, settings

from portal_ui.server.api.openapi import OPERATIONS
from tests.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.serving import Served

ARTICLE = "thu-vien-huyen-mo-cua-buoi-toi"


@pytest.fixture
def client(sample: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sample.url) as client:
        yield client


@pytest.mark.parametrize("path", [operation.path for operation in OPERATIONS])
def test_every_answer_is_as_described(sample: Served, path: str) -> None:
    description: Any = schemathesis.openapi.from_url(f"{sample.url}/api/openapi.json")

    @given(description[path]["GET"].as_strategy())
    @settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    def judge(case: Any) -> None:
        case.call_and_validate()

    judge()


def test_an_article_is_the_same_as_its_page(client: httpx.Client) -> None:
    said = client.get(f"/api/articles/{ARTICLE}").json()
    page = parse(client.get(f"/articles/{ARTICLE}").text)
    assert said["article"]["title"] == page.xpath("string(//article//h1)")
    (body,) = page.xpath("//article//div[contains(@class, 'body')]")
    # What the page adds for its readers.
    for link in body.xpath(".//a[@class='enlarge']"):
        link.drop_tree()
    assert parse(f"<div>{said['html']}</div>").text_content() == body.text_content()
    assert said["article"]["url"] == page.xpath("string(//link[@rel='canonical']/@href)")
    assert said["files"][0]["url"].startswith(str(client.base_url))
    assert set(said["rating"]) == {"total", "votes", "average"}


def test_pages_follow_each_other_and_have_every_article_once(client: httpx.Client) -> None:
    answer = client.get("/api/articles?size=7").json()
    slugs = [item["slug"] for item in answer["items"]]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        slugs += [item["slug"] for item in answer["items"]]
    assert len(slugs) == len(set(slugs)) == answer["total"]
    assert client.get("/api/articles?size=1").json()["items"][0]["slug"] == slugs[0]


def test_a_section_has_its_own(client: httpx.Client) -> None:
    for section in client.get("/api/sections").json()["items"]:
        items = client.get("/api/articles", params={"section": section["slug"]}).json()["items"]
        assert items
        assert {item["section"]["slug"] for item in items} == {section["slug"]}


def test_search_finds_what_the_search_page_finds(client: httpx.Client) -> None:
    found = client.get("/api/search", params={"q": "thu vien", "size": 3}).json()
    assert ARTICLE in {item["slug"] for item in found["items"]}
    assert found["total"] > len(found["items"]) == 3
    following = client.get(found["next"]).json()
    assert not {item["slug"] for item in following["items"]} & {item["slug"] for item in found["items"]}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("articles/nowhere", 404, "no such article"),
        ("articles?section=nowhere", 404, "no such section"),
        ("articles?page=0", 400, "page must be"),
        ("articles?page=%C2%B2", 400, "page must be"),
        ("articles?size=101", 400, "size must be"),
        ("search?q=%20", 400, "q must have"),
        ("search?q=" + "x" * 501, 400, "q must have"),
        ("nowhere", 404, "/api/openapi.json"),
    ],
)
def test_a_refusal_says_why(client: httpx.Client, path: str, status: int, said: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    problem = answer.json()
    assert problem["status"] == status
    assert said in problem["detail"]
