"""Two workers of one portal before a CMS, with a real Redis between them."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

import httpx
import pytest

from portal_ui.server.hooks import PATH
from tests.backends.wordpress.site import Site
from tests.cms import cms
from tests.redis_server import redis_server
from tests.serving import Served, serve
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Generator
    from pathlib import Path

SLUG = "harbour-reopens"
SECRET = "a secret of the portal"


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.fixture(scope="module")
def asked(site: Site) -> Generator[tuple[str, Counter[str]]]:
    with cms(site) as served:
        yield served


@pytest.fixture(scope="module")
def portal(built: Path, asked: tuple[str, Counter[str]], tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    del built
    log = tmp_path_factory.mktemp("workers") / "log"
    with (
        redis_server() as redis,
        serve(log, backend=f"wordpress:{asked[0]}", workers="2", redis_url=redis.url, secret=SECRET) as portal,
    ):
        yield portal


def titles(portal: Served, readers: int = 40) -> list[bool]:
    """Have readers come one after another, each on a connection of their own; say who sees the new title."""
    with httpx.Client(limits=httpx.Limits(max_keepalive_connections=0), timeout=30) as browsers:
        answers = [browsers.get(f"{portal.url}/articles/{SLUG}") for _ in range(readers)]
    assert {answer.status_code for answer in answers} == {200}
    return ["Tên mới" in answer.text for answer in answers]


def purge(portal: Served) -> int:
    """Have the CMS say that it has published."""
    signature = hmac.new(SECRET.encode(), b"{}", "sha256").hexdigest()
    headers = {"X-Portal-Signature": f"sha256={signature}"}
    return httpx.post(portal.url + PATH, content=b"{}", headers=headers).status_code


async def test_workers_share_what_was_fetched_and_a_purge_reaches_both(
    portal: Served, site: Site, asked: tuple[str, Counter[str]]
) -> None:
    counter = asked[1]
    assert not any(titles(portal))
    # Once for all readers, and once for the search index, which asks for itself.
    assert sum(count for address, count in counter.items() if f"/posts?slug={SLUG}" in address) in {1, 2}

    for post in site.posts:
        post["title"]["rendered"] = "Tên mới"
    assert not any(titles(portal))
    assert purge(portal) == 204
    await eventually(lambda: all(titles(portal)))


def figures(portal: Served, readers: int = 40) -> list[bool]:
    """Have readers come one after another, each on a connection of their own; say who sees the vote in the page."""
    with httpx.Client(limits=httpx.Limits(max_keepalive_connections=0), timeout=30) as browsers:
        answers = [browsers.get(f"{portal.url}/articles/{SLUG}") for _ in range(readers)]
    return ["5 trong 1 đánh giá" in answer.text for answer in answers]


def vote(portal: Served) -> str:
    """Give the article five points, as a browser without JavaScript does; return the page that says so."""
    with httpx.Client(base_url=portal.url, follow_redirects=True, timeout=30) as voter:
        answer = voter.post(f"/articles/{SLUG}/rating", data={"points": "5"}, headers={"origin": portal.url})
    assert answer.status_code == 200
    return answer.text


async def test_a_vote_is_seen_by_the_readers_of_both_workers(portal: Served) -> None:
    assert not any(figures(portal))
    assert "5 trong 1 đánh giá" in vote(portal)
    await eventually(lambda: all(figures(portal)))
