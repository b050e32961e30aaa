from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from portal_ui.backends.html_pages.discovery import Found
from portal_ui.backends.html_pages.index import Index, slugs
from portal_ui.content.model import Summary
from portal_ui.content.protocol import BackendDown

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def day(number: int) -> datetime:
    return datetime(2026, 3, number, tzinfo=ZONE)


class Site:
    def __init__(self, *found: Found) -> None:
        self.found = found
        self.looks = 0
        self.now = 0.0
        self.down = False

    async def look(self) -> tuple[Found, ...]:
        self.looks += 1
        await asyncio.sleep(0)
        if self.down:
            raise BackendDown("away")
        return self.found

    def index(self) -> Index:
        return Index(self.look, 600, lambda: None, lambda: self.now)


async def urls(index: Index) -> list[str]:
    return [entry.found.url for entry in await index.entries()]


async def settled(index: Index) -> list[str]:
    """Return the addresses after the look that this asks for behind our back."""
    await index.entries()
    for _ in range(5):
        await asyncio.sleep(0)
    return await urls(index)


async def test_many_readers_cost_one_look_and_later_ones_do_not_wait() -> None:
    site = Site(Found("https://x.example/a", day(1)), Found("https://x.example/b", day(2)))
    index = site.index()
    await asyncio.gather(*(index.entries() for _ in range(20)))
    assert site.looks == 1
    assert await urls(index) == ["https://x.example/b", "https://x.example/a"]
    site.found = (Found("https://x.example/c", day(3)),)
    site.now = 601
    assert await urls(index) == ["https://x.example/b", "https://x.example/a"]
    assert await settled(index) == ["https://x.example/c"]
    assert site.looks == 2
    await index.close()


async def test_what_is_known_stays_while_the_site_is_away() -> None:
    site = Site(Found("https://x.example/a"))
    index = site.index()
    await index.entries()
    site.down, site.now = True, 601
    assert await settled(index) == ["https://x.example/a"]
    assert site.looks == 2
    assert await settled(index) == ["https://x.example/a"]
    assert site.looks == 2
    await index.close()


async def test_a_changed_article_is_to_be_read_again_and_a_dropped_one_is_not_looked_at_for_an_hour() -> None:
    site = Site(
        Found("https://x.example/a", day(1)), Found("https://x.example/b", day(1)), Found("https://x.example/c")
    )
    index = site.index()
    for entry in await index.entries():
        entry.summary = Summary(entry.slug, "T")
        if entry.slug == "c":
            index.drop(entry)
    assert await index.by_slug("c") is None
    site.found = (
        Found("https://x.example/a", day(1)),
        Found("https://x.example/b", day(2)),
        Found("https://x.example/c"),
    )
    site.now = 601
    await settled(index)
    assert {entry.slug: entry.summary is not None for entry in await index.entries()} == {"b": False, "a": True}
    site.now = 4000
    assert "https://x.example/c" in await settled(index)
    await index.close()


def test_slugs() -> None:
    assert slugs(
        ["https://x.example/tin/Giếng%20Mới.html", "https://x.example/?id=7", "https://x.example/xem.aspx?ID=8"]
    ) == [
        "gieng-moi",
        "id-7",
        "xem-id-8",
    ]
    namesakes = ["https://x.example/b/tin.html", "https://x.example/a/tin.html"]
    first, second = slugs(namesakes)
    assert second == "tin"
    assert first.startswith("tin-")
    assert slugs(reversed(namesakes)) == [second, first]
    assert len(slugs(["https://x.example/" + "a" * 3000])[0]) <= 200
    assert slugs(["https://x.example/%F0%9F%98%80"])[0]
