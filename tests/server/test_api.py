"""The JSON API of the sample portal: what it says of itself is what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest
import schemathesis
from hypothesis import Phase, given, settings
from starlette.applications import Starlette

from portal_ui.content.model import Page, Query, Section, Site, Summary
from portal_ui.content.protocol import Capabilities
from portal_ui.pages.edition import Edition
from portal_ui.server.api.openapi import OPERATIONS
from portal_ui.server.api.routes import Sources, api_routes
from portal_ui.server.page_cache import PageCache
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
    assert client.get("/api/search?q=%1D%20").json()["total"] == 0
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
        ("articles?tag=" + "x" * 501, 400, "tag must have"),
        ("articles?section=", 400, "section must have"),
        ("search?q=", 400, "q must have"),
        ("search?q=a" + "%20" * 500, 400, "q must have"),
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


async def test_what_is_no_longer_there_is_gone_at_once() -> None:
    """A refusal is an answer: the page cache gives old ones only where something failed."""
    sections = [Section("news", "News")]

    class Cms:
        capabilities = Capabilities()

        async def list(self, query: Query) -> Page[Summary]:
            return Page((), query.page, query.size, 0, has_next=False)

    async def edition() -> Edition:
        return Edition("en", "en", "https://portal.example", ZoneInfo("UTC"), Site(""), tuple(sections))

    cms: Any = Cms()
    unused: Any = None
    sources = Sources(cms, unused, unused, edition, unused, unused)
    app = Starlette(routes=api_routes(sources, PageCache(fresh_for=0, patience=0)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://portal") as client:
        assert (await client.get("/api/articles?section=news")).status_code == 200
        sections.clear()
        assert (await client.get("/api/articles?section=news")).status_code == 404
