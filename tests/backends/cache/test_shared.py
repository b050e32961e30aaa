"""What workers share, with a real Redis: content, purges, and nothing while it is away."""

from __future__ import annotations

import asyncio
import contextlib
import json
import pickle
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from redis import Redis

from portal_ui.backends.cache import backend as cache
from portal_ui.backends.cache import shared as layer
from portal_ui.backends.cache.backend import CachedBackend, article_tag
from portal_ui.backends.cache.purges import ALL
from portal_ui.backends.cache.shared import Shared
from portal_ui.content.protocol import BackendDown
from tests.backends.cache.upstream import Upstream
from tests.redis_server import RedisServer, redis_server
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from pathlib import Path


@pytest.fixture(scope="module")
def redis() -> Generator[RedisServer]:
    with redis_server() as server:
        yield server


class Worker:
    """A worker with a CMS of its own, so that questions can be told apart; `now` is its clock."""

    def __init__(self, url: str, namespace: str) -> None:
        self.now = time.time()
        self.upstream = Upstream("a", "b")
        self.cached = CachedBackend(self.upstream, shared=Shared(url, namespace), clock=lambda: self.now)
        self.purged = asyncio.Event()
        self.cached.on_purge(self.purged.set)

    async def text(self, slug: str = "a") -> str:
        article = await self.cached.get(slug)
        assert article is not None
        return article.html

    async def hears(self) -> None:
        """Wait until a purge has been heard of."""
        await asyncio.wait_for(self.purged.wait(), 20)


@contextlib.asynccontextmanager
async def workers(url: str) -> AsyncGenerator[tuple[Worker, Worker]]:
    namespace = uuid4().hex
    both = Worker(url, namespace), Worker(url, namespace)
    try:
        yield both
    finally:
        for worker in both:
            await worker.cached.close()


@contextlib.contextmanager
def administrator(redis: RedisServer) -> Generator[Any]:
    """Look into the server; without types, as redis-py leaves its keyword arguments without."""
    client: Any = Redis
    with contextlib.closing(client.from_url(redis.url)) as opened:
        yield opened


async def listening(redis: RedisServer, listeners: int) -> None:
    """Wait until so many workers listen for purges."""
    with administrator(redis) as client:
        await eventually(
            lambda: sum(count for _, count in client.pubsub_numsub(*client.pubsub_channels())) >= listeners
        )


async def test_what_one_worker_has_fetched_no_other_asks_for(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, other):
        await one.text()
        await one.cached.site()
        assert await other.text() == "<p>Nước lên."
        await other.cached.site()
        assert one.upstream.asked == {"a": 1, "site": 1}
        assert not other.upstream.asked


async def test_readers_of_several_workers_at_once_cost_one_question(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, other):
        one.upstream.gate = other.upstream.gate = asyncio.Event()
        readers = [asyncio.create_task(worker.text()) for worker in (one, other) for _ in range(20)]
        await eventually(lambda: one.upstream.asked + other.upstream.asked)
        one.upstream.gate.set()
        assert set(await asyncio.gather(*readers)) == {"<p>Nước lên."}
        assert one.upstream.asked + other.upstream.asked == {"a": 1}


async def test_what_one_worker_failed_to_fetch_another_asks_for(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, other):
        one.upstream.error = BackendDown("down")
        with pytest.raises(BackendDown):
            await one.text()
        assert await other.text() == "<p>Nước lên."


async def test_a_worker_that_died_while_asking_holds_no_other_up(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, other):
        one.upstream.gate = asyncio.Event()
        dying = asyncio.create_task(one.text())
        await eventually(lambda: one.upstream.asked)
        reader = asyncio.create_task(other.text())
        await asyncio.sleep(0.01)
        other.now += cache.WAIT_FOR_OTHERS + 1
        assert await reader == "<p>Nước lên."
        one.upstream.gate.set()
        await dying


async def test_a_purge_reaches_every_worker(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, other):
        for worker in (one, other):
            await worker.text()
            await worker.text("b")
            worker.upstream.change("a", "<p>new")
        await listening(redis, 2)
        one.now += 1
        await one.cached.purge([article_tag("a")])
        await other.hears()
        for worker in (one, other):
            worker.now += 1
            assert await worker.text() == "<p>new"
            await worker.text("b")
        assert one.upstream.asked + other.upstream.asked == {"a": 2, "b": 1}


async def test_a_worker_that_starts_after_a_purge_takes_nothing_older(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, late):
        await one.text()
        one.now += 1
        await one.cached.purge()
        late.upstream.change("a", "<p>new")
        late.now += 2
        assert await late.text() == "<p>new"


async def test_what_is_old_is_asked_for_and_stands_in_if_the_cms_fails(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, restarted):
        await one.text()
        restarted.now += 3600
        restarted.upstream.error = BackendDown("down")
        assert await restarted.text() == "<p>Nước lên."
        assert restarted.upstream.asked == {"a": 1}


async def test_what_the_cms_took_back_is_taken_back_from_all(redis: RedisServer) -> None:
    async with workers(redis.url) as (one, other):
        await one.text()
        del one.upstream.articles["a"]
        one.now += 3600
        assert await one.cached.get("a") is None
        other.upstream.error = BackendDown("down")
        with pytest.raises(BackendDown):
            await other.cached.get("a")


@pytest.mark.parametrize("planted", [b"", b"x", b"1790000000.0\n{}", b"nan\n" + pickle.dumps(print), b"1e400\n[]"])
async def test_what_somebody_else_wrote_is_not_believed(redis: RedisServer, planted: bytes) -> None:
    async with workers(redis.url) as (one, other):
        await one.text()
        with administrator(redis) as client:
            for key in client.scan_iter():
                client.set(key, planted)
        assert await other.text() == "<p>Nước lên."
        assert other.upstream.asked == {"a": 1}


async def test_while_redis_is_away_each_worker_goes_on_alone_and_says_so_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layer, "REST_SECONDS", 0.02)
    with redis_server() as server:
        async with workers(server.url) as (one, other):
            for worker in (one, other):
                await worker.text()
            await listening(server, 2)
            server.stop()
            for worker in (one, other):
                assert await worker.text() == "<p>Nước lên."
                assert await worker.text("b")
                await worker.cached.purge()
                worker.upstream.change("a", "<p>new")
                worker.now += 1
                assert await worker.text() == "<p>new"
            assert sum("Redis is away" in record.message for record in caplog.records) == 2

            for worker in (one, other):
                worker.purged.clear()
            server.start()
            await one.hears()
            await other.hears()
            one.upstream.change("a", "<p>newest")
            one.now += 3600
            other.now += 3601
            assert await one.text() == await other.text() == "<p>newest"


async def test_who_starts_while_redis_is_away_counts_everything_as_purged_when_it_is_back(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layer, "REST_SECONDS", 0.02)
    heard: list[str] = []
    with redis_server() as server:
        server.stop()
        shared = Shared(server.url, uuid4().hex)
        shared.listen(lambda tags, _: heard.extend(tags))
        await eventually(lambda: "Redis is away" in caplog.text)
        assert heard == []
        server.start()
        await eventually(lambda: heard == [ALL])
        await shared.close()


def test_two_processes_share_content_and_purges(redis: RedisServer, tmp_path: Path) -> None:
    file = tmp_path / "text"
    file.write_text("<p>old")
    command = [sys.executable, "-m", "tests.backends.cache.worker", redis.url, str(file)]
    with contextlib.ExitStack() as stack:
        processes = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(2)
        ]

        def tell(process: subprocess.Popen[str], line: str) -> None:
            assert process.stdin is not None
            process.stdin.write(f"{line}\n")
            process.stdin.flush()

        def read(process: subprocess.Popen[str]) -> list[Any]:
            assert process.stdout is not None
            tell(process, "get")
            return json.loads(process.stdout.readline())

        one, other = processes
        assert (read(one), read(other)) == (["<p>old", 1], ["<p>old", 0])
        asyncio.run(listening(redis, 2))
        file.write_text("<p>new")
        assert read(other) == ["<p>old", 0]
        tell(one, "purge")
        assert read(one)[0] == "<p>new"
        while (seen := read(other))[0] != "<p>new":
            assert seen == ["<p>old", 0]
        assert seen == ["<p>new", 0]
        for process in processes:
            tell(process, "")
