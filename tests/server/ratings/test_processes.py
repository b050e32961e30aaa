"""A real web server with two processes on one store: many readers at once, and a sudden end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import httpx

from portal_ui.server.ratings.store import Store, Tally
from portal_ui.server.ratings.voter import COOKIE, voter_hash
from tests.server.ratings.served import SECRET

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

ROOT = Path(__file__).parents[3]
ARTICLE = "lua-mua"
RATING = f"/articles/{ARTICLE}/rating"
READERS = 200


@dataclass
class Reader:
    """One reader's browser, and what the server told it."""

    browser: httpx.AsyncClient
    sent: int | None = None
    confirmed: int | None = None
    workers: set[str] = field(default_factory=set[str])

    async def vote(self, points: int) -> None:
        self.sent = points
        answer = await self.browser.post(RATING, data={"points": str(points)})
        assert answer.status_code == 200, answer.text
        self.workers.add(answer.headers["worker"])

    async def vote_by_script(self, points: int) -> None:
        """Vote with one request, so that the confirmation is known the moment it was given."""
        self.sent = points
        answer = await self.browser.post(RATING, data={"points": str(points)}, headers={"accept": "application/json"})
        assert answer.json()["own"] == points
        self.confirmed = points

    @property
    def voter(self) -> bytes:
        return voter_hash(SECRET, self.browser.cookies[COOKIE], ARTICLE)


@asynccontextmanager
async def served(url: str, log: Path) -> AsyncGenerator[tuple[subprocess.Popen[bytes], str]]:
    """Serve with two workers, in a process group of their own that is gone after the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = f"{sys.executable} -m granian --interface asgi --factory --workers 2 --port {port} --no-ws"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: ASYNC220 - waiting for a process to start is quick
            [*command.split(), "tests.server.ratings.served:create"],
            cwd=ROOT,
            env={**os.environ, "PORTAL_DATABASE_URL": url},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient(base_url=address) as client, asyncio.timeout(30):
            while True:
                with contextlib.suppress(httpx.TransportError):
                    await client.get(RATING)
                    break
                await asyncio.sleep(0.05)
        yield server, address
    finally:
        kill(server)


def kill(server: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


@asynccontextmanager
async def readers(address: str) -> AsyncGenerator[list[Reader]]:
    # One client with 200 connections searches them all for each request; 200 clients share what is dear to make.
    tls = ssl.create_default_context()
    async with contextlib.AsyncExitStack() as stack:
        yield [
            Reader(
                await stack.enter_async_context(
                    httpx.AsyncClient(
                        verify=tls,
                        base_url=address,
                        headers={"sec-fetch-site": "same-origin"},
                        follow_redirects=True,
                        timeout=60,
                    )
                )
            )
            for _ in range(READERS)
        ]


async def test_readers_at_once_who_change_their_votes_are_counted_exactly(database_url: str, tmp_path: Path) -> None:
    random = Random(3)

    async def vote_and_change_twice(reader: Reader) -> None:
        for _ in range(3):
            await reader.vote(random.randint(1, 5))

    async with served(database_url, tmp_path / "log") as (_, address), readers(address) as all_readers:
        await asyncio.gather(*map(vote_and_change_twice, all_readers))
        answers = [await all_readers[0].browser.get(RATING, headers={"accept": "application/json"}) for _ in range(2)]
    total = sum(reader.sent or 0 for reader in all_readers)
    assert {(answer.json()["total"], answer.json()["votes"]) for answer in answers} == {(total, READERS)}
    assert len(set[str]().union(*(reader.workers for reader in all_readers))) == 2
    assert "ratings rest" not in (tmp_path / "log").read_text()


async def test_a_killed_server_loses_no_confirmed_vote(database_url: str, tmp_path: Path) -> None:
    random = Random(5)
    enough = asyncio.Event()
    confirmed = 0

    async def vote_on_and_on(reader: Reader) -> None:
        nonlocal confirmed
        with contextlib.suppress(httpx.TransportError):
            while True:
                await reader.vote_by_script(random.randint(1, 5))
                confirmed += 1
                if confirmed == 3 * READERS:
                    enough.set()

    async with served(database_url, tmp_path / "log") as (server, address), readers(address) as all_readers:
        voting = [asyncio.create_task(vote_on_and_on(reader)) for reader in all_readers]
        await enough.wait()
        kill(server)
        await asyncio.gather(*voting)

    store = Store(database_url)
    for reader in all_readers:
        if reader.confirmed is not None:
            own = await store.own(ARTICLE, reader.voter)
            # The vote that was under way may have been counted, but none that was confirmed is lost.
            assert own in {reader.confirmed, reader.sent}
    everybody = [await store.own(ARTICLE, reader.voter) for reader in all_readers if COOKIE in reader.browser.cookies]
    total, votes = sum(own or 0 for own in everybody), sum(own is not None for own in everybody)
    assert await store.tally(ARTICLE) == Tally(total, votes)
    assert votes > READERS / 2
    await store.close()
