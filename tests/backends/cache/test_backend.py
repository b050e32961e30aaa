"""The cache in one process: what the CMS is asked, and what readers see when it changes, is slow, or fails."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from portal_ui.backends.cache import backend as cache
from portal_ui.backends.cache.backend import CachedBackend, article_tag
from portal_ui.content.model import Query
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown, BackendError
from tests.backends.cache.upstream import Upstream

if TYPE_CHECKING:
    from portal_ui.content.model import Article

TTL = 60.0
DAY = 24 * 3600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def upstream() -> Upstream:
    return Upstream("a", "b")


@pytest.fixture
def cached(upstream: Upstream, clock: Clock) -> CachedBackend:
    return CachedBackend(upstream, TTL, clock=clock)


def text(article: Article | None) -> str:
    assert article is not None
    return article.html


async def settle() -> None:
    """Let what is being renewed behind the reader's back be done."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_thousand_readers_of_one_cold_article_cost_one_question(
    cached: CachedBackend, upstream: Upstream
) -> None:
    upstream.gate = asyncio.Event()
    readers = [asyncio.create_task(cached.get("a")) for _ in range(1000)]
    await settle()
    upstream.gate.set()
    assert {text(article) for article in await asyncio.gather(*readers)} == {"<p>Nước lên."}
    assert upstream.asked == {"a": 1}


async def test_what_is_fresh_costs_nothing(cached: CachedBackend, upstream: Upstream, clock: Clock) -> None:
    for _ in range(3):
        await cached.site()
        await cached.sections()
        await cached.get("a")
        await cached.list(Query())
        await cached.resolve("https://portal.example/a")
        await cached.resolve("https://elsewhere.example/")
        clock.now += TTL / 3 - 1
    assert set(upstream.asked.values()) == {1}


async def test_different_listings_are_kept_apart(cached: CachedBackend, upstream: Upstream) -> None:
    queries = [
        Query(),
        Query(page=2),
        Query(size=5),
        Query(section="1"),
        Query(tag="1"),
        Query(search="1"),
        Query(search=""),
    ]
    for query in queries:
        await cached.list(query)
    assert upstream.asked.total() == len(queries)


async def test_old_content_is_shown_at_once_and_renewed_behind_the_readers_back(
    cached: CachedBackend, upstream: Upstream, clock: Clock
) -> None:
    await cached.get("a")
    upstream.change("a", "<p>new")
    upstream.gate = asyncio.Event()
    clock.now += TTL * 2
    assert text(await cached.get("a")) == "<p>Nước lên."
    assert text(await cached.get("a")) == "<p>Nước lên."
    upstream.gate.set()
    await settle()
    assert text(await cached.get("a")) == "<p>new"
    assert upstream.asked["a"] == 2


async def test_very_old_content_is_not_shown_where_the_cms_answers(
    cached: CachedBackend, upstream: Upstream, clock: Clock
) -> None:
    await cached.get("a")
    upstream.change("a", "<p>new")
    clock.now += TTL * 11
    assert text(await cached.get("a")) == "<p>new"


ERRORS = [BackendDown("down"), BackendDenied("denied"), BackendContract("nonsense")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
async def test_for_a_day_old_content_stands_in_for_a_cms_that_fails(
    cached: CachedBackend, upstream: Upstream, clock: Clock, error: BackendError
) -> None:
    await cached.get("a")
    upstream.error = error
    clock.now += DAY - 1
    assert text(await cached.get("a")) == "<p>Nước lên."
    clock.now += 2
    with pytest.raises(type(error)):
        await cached.get("a")


async def test_a_cms_that_fails_is_not_asked_by_every_reader(
    cached: CachedBackend, upstream: Upstream, clock: Clock
) -> None:
    await cached.get("a")
    upstream.error = BackendDown("down")
    for age in (TTL * 2, TTL * 20):
        upstream.asked.clear()
        clock.now += age
        for _ in range(5):
            assert text(await cached.get("a")) == "<p>Nước lên."
            await settle()
        assert upstream.asked["a"] == 1
    clock.now += cache.RETRY_FAILED
    upstream.error = None
    upstream.change("a", "<p>new")
    assert text(await cached.get("a")) == "<p>new"


async def test_a_failure_is_not_remembered_where_there_is_nothing_to_show(
    cached: CachedBackend, upstream: Upstream
) -> None:
    upstream.error = BackendDown("down")
    with pytest.raises(BackendDown):
        await cached.get("a")
    upstream.error = None
    assert text(await cached.get("a"))


async def test_what_is_not_there_is_remembered_shortly(cached: CachedBackend, upstream: Upstream, clock: Clock) -> None:
    assert await cached.get("new") is None
    assert await cached.get("new") is None
    assert upstream.asked["new"] == 1
    upstream.articles["new"] = upstream.articles["a"]
    clock.now += cache.NEGATIVE
    assert text(await cached.get("new"))


async def test_not_found_never_stands_in_for_a_cms_that_fails(
    cached: CachedBackend, upstream: Upstream, clock: Clock
) -> None:
    await cached.get("new")
    clock.now += cache.NEGATIVE
    upstream.error = BackendDown("down")
    with pytest.raises(BackendDown):
        await cached.get("new")


async def test_an_article_taken_back_is_gone_and_does_not_come_back_when_the_cms_fails(
    cached: CachedBackend, upstream: Upstream, clock: Clock
) -> None:
    await cached.get("a")
    del upstream.articles["a"]
    clock.now += TTL * 11
    assert await cached.get("a") is None
    upstream.error = BackendDown("down")
    clock.now += cache.NEGATIVE
    with pytest.raises(BackendDown):
        await cached.get("a")


async def test_a_purge_of_all_has_everything_asked_again(cached: CachedBackend, upstream: Upstream) -> None:
    await cached.get("a")
    await cached.site()
    await cached.get("none")
    upstream.change("a", "<p>new")
    await cached.purge()
    assert text(await cached.get("a")) == "<p>new"
    await cached.site()
    await cached.get("none")
    assert upstream.asked == {"a": 2, "site": 2, "none": 2}


async def test_a_purge_of_tags_leaves_the_rest(cached: CachedBackend, upstream: Upstream) -> None:
    for slug in ("a", "b"):
        await cached.get(slug)
    await cached.list(Query())
    await cached.purge([article_tag("a"), "list"])
    for slug in ("a", "b"):
        await cached.get(slug)
    await cached.list(Query())
    assert upstream.asked == {"a": 2, "b": 1, "list 1": 2}


async def test_an_answer_that_was_under_way_when_it_was_purged_is_not_kept(
    cached: CachedBackend, upstream: Upstream, clock: Clock
) -> None:
    upstream.gate = asyncio.Event()
    before = asyncio.create_task(cached.get("a"))
    await settle()
    upstream.change("a", "<p>new")
    clock.now += 1
    await cached.purge()
    clock.now += 1
    after = asyncio.create_task(cached.get("a"))
    await settle()
    upstream.gate.set()
    assert text(await before) == "<p>Nước lên."
    assert text(await after) == "<p>new"
    assert text(await cached.get("a")) == "<p>new"
    assert upstream.asked["a"] == 2


async def test_what_was_purged_still_stands_in_for_a_cms_that_fails(cached: CachedBackend, upstream: Upstream) -> None:
    await cached.get("a")
    await cached.purge()
    upstream.error = BackendDown("down")
    assert text(await cached.get("a"))


async def test_a_purge_is_told(cached: CachedBackend) -> None:
    told: list[str] = []
    cached.on_purge(lambda: told.append("told"))
    await cached.purge()
    assert told == ["told"]


async def test_nobody_drives_content_out_by_asking_for_nonsense(
    cached: CachedBackend, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "PASSING_BYTES", 10_000)
    cached = CachedBackend(upstream)
    await cached.get("a")
    for number in range(200):
        assert await cached.get(f"none-{number}") is None
        await cached.list(Query(search=f"nonsense {number}"))
        await cached.list(Query(page=1000 + number))
        await cached.resolve(f"https://elsewhere.example/{number}")
    await cached.get("a")
    assert upstream.asked["a"] == 1
    await cached.get("none-0")
    assert upstream.asked["none-0"] == 2


async def test_memory_is_bounded_and_what_was_read_last_stays(
    upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream = Upstream(*map(str, range(20)))
    for slug in upstream.articles:
        upstream.change(slug, "x" * 10_000)
    monkeypatch.setattr(cache, "KEPT_BYTES", 60_000)
    cached = CachedBackend(upstream)
    for slug in upstream.articles:
        await cached.get("0")
        await cached.get(slug)
    assert upstream.asked["0"] == 1
    await cached.get("1")
    assert upstream.asked["1"] == 2


async def test_a_reader_who_goes_away_does_not_stop_the_others(cached: CachedBackend, upstream: Upstream) -> None:
    upstream.gate = asyncio.Event()
    first, second = (asyncio.create_task(cached.get("a")) for _ in range(2))
    await settle()
    first.cancel()
    await settle()
    upstream.gate.set()
    assert text(await second)
    assert upstream.asked["a"] == 1


async def test_closing_lets_go_of_what_is_under_way_and_of_the_backend(
    cached: CachedBackend, upstream: Upstream
) -> None:
    upstream.gate = asyncio.Event()
    reader = asyncio.create_task(cached.get("a"))
    await settle()
    await cached.close()
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert upstream.asked["close"] == 1


async def test_health_is_the_backends_own(cached: CachedBackend, upstream: Upstream) -> None:
    await cached.health()
    upstream.error = BackendDown("down")
    with pytest.raises(BackendDown):
        await cached.health()
    assert (cached.name, cached.capabilities) == ("upstream", upstream.capabilities)
