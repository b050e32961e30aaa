"""Open tabs stay in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import ARTICLE, HOME
from tests.browser.reading.reader import LARGER, MORE, RESET, button, press, size

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_two_tabs(open_context: OpenContext) -> None:
    context = await open_context()
    one, two = await context.new_page(), await context.new_page()
    await one.goto(HOME)
    await two.goto(ARTICLE)
    await press(one, LARGER, times=2)
    await expect(two.locator("html")).to_have_attribute("data-size", "140")
    assert await size(two) == pytest.approx(19 * 1.4)
    await press(two, MORE, times=2)
    await expect(one.locator("html")).to_have_attribute("data-contrast", "2")
    await expect(button(one, MORE)).to_have_attribute("aria-disabled", "true")
    await press(two, RESET)
    await expect(one.locator("html")).not_to_have_attribute("data-size", "140")
    await expect(one.locator("#portal-announcer")).not_to_have_text("Cỡ chữ 100 %")
