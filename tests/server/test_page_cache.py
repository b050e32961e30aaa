"""The page cache: each page made once, stale ones served while it is made anew, bounded."""

from __future__ import annotations

import asyncio
import gzip
import random
import string

import pytest

from portal_ui.server.page_cache import CachedPage, PageCache, finished


class Maker:
    """Makes numbered pages, and counts."""

    def __init__(self, status: int = 200) -> None:
        self.made = 0
        self.status = status
        self.fault: Exception | None = None

    async def __call__(self) -> CachedPage:
        self.made += 1
        made = self.made
        await asyncio.sleep(0)
        if self.fault:
            raise self.fault
        return finished(self.status, f"page {made}", "title", "/path")


def text(page: CachedPage) -> str:
    return gzip.decompress(page.body).decode()


async def test_a_thousand_readers_of_a_cold_page_cost_one() -> None:
    cache, maker = PageCache(), Maker()
    pages = await asyncio.gather(*(cache.get("a", maker) for _ in range(1000)))
    assert {text(page) for page in pages} == {"page 1"}
    assert maker.made == 1


async def test_an_old_page_is_served_while_a_new_one_is_made() -> None:
    cache, maker = PageCache(fresh_for=-1), Maker()
    assert text(await cache.get("a", maker)) == "page 1"
    assert text(await cache.get("a", maker)) == "page 1"
    await asyncio.sleep(0.01)
    assert maker.made == 2
    assert text(await cache.get("a", maker)) == "page 2"


async def test_an_older_page_is_made_anew_while_its_reader_waits() -> None:
    cache, maker = PageCache(fresh_for=-1, patience=-1), Maker()
    assert [text(await cache.get("a", maker)) for _ in range(3)] == ["page 1", "page 2", "page 3"]


async def test_an_old_page_outlives_the_fault_of_its_maker(caplog: pytest.LogCaptureFixture) -> None:
    cache, maker = PageCache(fresh_for=-1, patience=-1), Maker()
    await cache.get("a", maker)
    maker.fault = RuntimeError("the CMS is away")
    for _ in range(3):
        assert text(await cache.get("a", maker)) == "page 1"
    assert "the CMS is away" in caplog.text
    maker.fault = None
    assert text(await cache.get("a", maker)) == f"page {maker.made}"


async def test_after_a_vain_try_readers_do_not_wait_again_for_a_while() -> None:
    cache, maker = PageCache(fresh_for=-1, patience=-1), Maker()
    await cache.get("a", maker)
    maker.fault = RuntimeError("the CMS is away")
    await cache.get("a", maker)
    cache._patience = 60  # pyright: ignore[reportPrivateUsage]
    maker.fault = None
    assert text(await cache.get("a", maker)) == "page 1", "served at once, while it is tried once more"
    await asyncio.sleep(0.01)
    assert text(await cache.get("a", maker)) == "page 3"


async def test_a_page_too_old_is_made_anew_and_its_fault_is_seen() -> None:
    cache, maker = PageCache(fresh_for=-1, patience=-1, stale_for=-1), Maker()
    await cache.get("a", maker)
    maker.fault = RuntimeError("away")
    with pytest.raises(RuntimeError, match="away"):
        await cache.get("a", maker)


@pytest.mark.parametrize("everything", [False, True])
async def test_a_page_begun_before_a_purge_is_not_kept_after_it(everything: bool) -> None:
    cache, maker = PageCache(), Maker()
    begun = asyncio.create_task(cache.get("a", maker))
    await asyncio.sleep(0)
    cache.clear() if everything else cache.drop("a")
    assert text(await cache.get("a", maker)) == "page 2"
    assert text(await begun) == "page 1"
    assert text(await cache.get("a", maker)) == "page 2"
    await cache.close()


async def test_a_reader_who_leaves_does_not_take_the_page_from_the_others() -> None:
    cache, maker = PageCache(), Maker()
    leaving = asyncio.create_task(cache.get("a", maker))
    staying = asyncio.create_task(cache.get("a", maker))
    await asyncio.sleep(0)
    leaving.cancel()
    assert text(await staying) == "page 1"


async def test_what_is_not_there_is_not_kept_and_takes_the_old_page_away() -> None:
    cache, maker = PageCache(fresh_for=-1), Maker()
    await cache.get("a", maker)
    maker.status = 404
    await cache.get("a", maker)
    await asyncio.sleep(0.01)
    assert (await cache.get("a", maker)).status == 404


async def test_memory_is_bounded_and_the_page_asked_for_last_stays() -> None:
    cache = PageCache(size_mb=0.1)
    noise = random.Random(1)

    def large() -> CachedPage:
        return finished(200, "".join(noise.choices(string.printable, k=20_000)), "", "")

    for number in range(50):
        cache.keep("favourite", large()) if number == 0 else cache.keep(number, large())
        await cache.get("favourite", Maker())
    kept = dict(cache.pages())
    assert "favourite" in kept
    assert sum(len(page.body) for page in kept.values()) <= 0.1 * 2**20
    assert len(kept) < 10
