"""The portal's clock: filled by the browser in the portal's zone, and nowhere in what the server sends."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.portal import ARTICLE, HOME, HOME_ENGLISH, PAGES, hydrated

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext, OpenPage
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

EMPTY = re.compile(r'<div[^>]* id="portal-clock"[^>]*></div>')


@pytest.mark.parametrize(
    ("path", "text", "later"),
    [
        (HOME, "Thứ Ba, 24/11/2026 - 01:34", "Thứ Ba, 24/11/2026 - 01:35"),
        (HOME_ENGLISH, "Tuesday, 24/11/2026 - 01:34", "Tuesday, 24/11/2026 - 01:35"),
    ],
)
async def test_shows_the_portals_hour_and_goes_on(open_context: OpenContext, path: str, text: str, later: str) -> None:
    context = await open_context(timezone_id="America/New_York")
    page = await context.new_page()
    await page.clock.install(time=datetime(2026, 11, 23, 18, 34, 56, tzinfo=UTC))
    await page.goto(path)
    await hydrated(page)
    clock = page.locator("#portal-clock")
    await expect(clock).to_have_text(text)
    await expect(clock.locator("time")).to_have_attribute("datetime", "2026-11-23T18:34Z")
    await page.clock.run_for(4_100)
    await expect(clock).to_have_text(later)


async def test_does_not_announce_itself(open_page: OpenPage) -> None:
    page = await open_page(HOME)
    await expect(page.locator("#portal-clock time")).to_have_count(1)
    assert await page.evaluate("document.querySelector('#portal-clock').closest('[aria-live], [role=timer]')") is None
    assert await page.locator("#portal-clock [aria-live]").count() == 0


async def test_is_left_out_without_javascript(open_page: OpenPage) -> None:
    page = await open_page(HOME, java_script_enabled=False)
    await expect(page.locator("#portal-clock")).to_be_hidden()


async def test_its_place_is_kept_for_it(open_page: OpenPage) -> None:
    page = await open_page(HOME)
    await expect(page.locator("#portal-clock time")).to_have_count(1)
    heights = await page.evaluate("""() => {
        const clock = document.getElementById("portal-clock"), filled = clock.offsetHeight;
        clock.textContent = "";
        return [filled, clock.offsetHeight];
    }""")
    assert heights[0] == heights[1] > 0


async def test_what_the_server_sends_knows_no_hour(portal: Served) -> None:
    hours = re.compile(r"\d\d/\d\d/\d{4} - \d\d:\d\d")
    async with httpx.AsyncClient(base_url=portal.url) as client:
        for path in PAGES:
            html = (await client.get(path)).text
            assert EMPTY.search(html), path
        for path in (HOME, HOME_ENGLISH):
            assert not hours.search((await client.get(path)).text)
        # The same page, rendered by two servers at two moments, has one ETag.
        one = await client.get(ARTICLE)
        assert (await client.get(ARTICLE, headers={"if-none-match": one.headers["etag"]})).status_code == 304
