from __future__ import annotations

import asyncio
from random import Random

import pytest
from sqlalchemy.exc import IntegrityError

from portal_ui.server.ratings.store import Store, Tally

AN, BINH = b"a" * 32, b"b" * 32


async def test_nobody_voted(store: Store) -> None:
    assert await store.tally("lua-mua") == Tally(0, 0)
    assert await store.own("lua-mua", AN) is None
    assert Tally(0, 0).average is None


async def test_votes_add_up(store: Store) -> None:
    assert await store.vote("lua-mua", AN, 1) == Tally(1, 1)
    assert await store.vote("lua-mua", BINH, 4) == Tally(5, 2)
    assert await store.tally("lua-mua") == Tally(5, 2)
    assert Tally(5, 2).average == 2.5


async def test_a_changed_vote_stays_one_vote(store: Store) -> None:
    await store.vote("lua-mua", AN, 1)
    assert await store.vote("lua-mua", AN, 5) == Tally(5, 1)
    assert await store.own("lua-mua", AN) == 5


async def test_a_withdrawn_vote_is_gone(store: Store) -> None:
    await store.vote("lua-mua", AN, 2)
    await store.vote("lua-mua", BINH, 3)
    assert await store.withdraw("lua-mua", AN) == Tally(3, 1)
    assert await store.withdraw("lua-mua", AN) == Tally(3, 1)
    assert await store.own("lua-mua", AN) is None
    assert await store.own("lua-mua", BINH) == 3


async def test_articles_are_counted_apart(store: Store) -> None:
    await store.vote("lua-mua", AN, 2)
    await store.vote("đê-sông", AN, 5)
    assert await store.tally("lua-mua") == Tally(2, 1)
    assert await store.tally("đê-sông") == Tally(5, 1)


async def test_votes_outlive_the_store(database_url: str) -> None:
    first = Store(database_url)
    await first.vote("lua-mua", AN, 4)
    await first.close()
    second = Store(database_url)
    assert await second.tally("lua-mua") == Tally(4, 1)
    await second.close()


async def test_votes_at_the_same_moment_are_all_counted(store: Store) -> None:
    random = Random(3)
    last = dict.fromkeys((number.to_bytes(32, "big") for number in range(200)), 0)

    async def vote_and_change_twice(voter: bytes) -> None:
        for _ in range(3):
            last[voter] = random.randint(1, 5)
            await store.vote("lua-mua", voter, last[voter])

    await asyncio.gather(*map(vote_and_change_twice, last))
    assert await store.tally("lua-mua") == Tally(sum(last.values()), 200)


async def test_one_reader_at_the_same_moment_has_one_vote(store: Store) -> None:
    await asyncio.gather(*(store.vote("lua-mua", AN, points % 5 + 1) for points in range(40)))
    assert await store.tally("lua-mua") == Tally(await store.own("lua-mua", AN) or 0, 1)


async def test_the_database_itself_refuses_wrong_points(store: Store) -> None:
    with pytest.raises(IntegrityError):
        await store.vote("lua-mua", AN, 6)
    assert await store.vote("lua-mua", AN, 5) == Tally(5, 1)
