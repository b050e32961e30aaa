"""The clock: the portal's own time, whatever the reader's zone, kept current and silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")

MORNING = datetime(2020, 5, 25, 1, 56, 30, tzinfo=UTC)


async def _open(open_context: OpenContext, path: str, zone: str) -> Page:
    page = await (await open_context(timezone_id=zone)).new_page()
    await page.clock.install(time=MORNING - timedelta(minutes=1))
    await page.clock.pause_at(MORNING)
    await page.goto(path)
    return page


@pytest.mark.parametrize(
    ("path", "text"), [("/short", "Thứ Hai, 25/05/2020 - 08:56"), ("/en", "Monday, 25/05/2020 - 08:56")]
)
async def test_shows_the_portals_time(open_context: OpenContext, path: str, text: str) -> None:
    page = await _open(open_context, path, "America/New_York")
    time = page.locator("#portal-clock time")
    await expect(time).to_have_text(text)
    await expect(time).to_have_attribute("datetime", "2020-05-25T01:56Z")
    assert await time.evaluate("(time) => time.closest('[aria-live]')") is None


async def test_turns_with_the_minute_and_at_midnight(open_context: OpenContext) -> None:
    page = await _open(open_context, "/short", "Asia/Tokyo")
    time = page.locator("#portal-clock time")
    await page.clock.run_for(29_000)
    await expect(time).to_have_text("Thứ Hai, 25/05/2020 - 08:56")
    await page.clock.run_for(1_000)
    await expect(time).to_have_text("Thứ Hai, 25/05/2020 - 08:57")
    await page.clock.run_for("15:03:00")
    await expect(time).to_have_text("Thứ Ba, 26/05/2020 - 00:00")


async def test_goes_by_the_zones_summer_and_winter_time(open_context: OpenContext) -> None:
    page = await (await open_context(timezone_id="Asia/Tokyo")).new_page()
    change = datetime(2021, 10, 31, 1, 0, tzinfo=UTC)
    await page.clock.install(time=change - timedelta(minutes=2))
    await page.clock.pause_at(change - timedelta(minutes=1))
    await page.goto("/berlin")
    time = page.locator("#portal-clock time")
    await expect(time).to_have_text("Chủ Nhật, 31/10/2021 - 02:59")
    await page.clock.run_for("01:00")
    await expect(time).to_have_text("Chủ Nhật, 31/10/2021 - 02:00")


async def test_rests_while_hidden_and_is_right_on_return(open_context: OpenContext) -> None:
    page = await _open(open_context, "/short", "Asia/Tokyo")
    time = page.locator("#portal-clock time")
    await expect(time).to_have_text("Thứ Hai, 25/05/2020 - 08:56")
    hide = """(hidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    await page.evaluate(hide, True)
    await page.clock.run_for("02:00:00")
    await expect(time).to_have_text("Thứ Hai, 25/05/2020 - 08:56")
    await page.evaluate(hide, False)
    await expect(time).to_have_text("Thứ Hai, 25/05/2020 - 10:56")
