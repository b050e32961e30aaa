"""Pictures calm or hidden: the words in their place, and no picture that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import LONG, hydrated

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Two frames, red and blue, for ever.
MOVING = bytes.fromhex(
    "474946383961010001008000 00ff00000000ff 21ff0b4e45545343415045322e300301000000"
    "21f904000a000000 2c00000000010001000002024401 00 21f904000a000000 2c00000000010001000002024c01 00 3b"
)


async def test_hidden_pictures_leave_their_words(open_page: OpenPage) -> None:
    page = await open_page(LONG)
    await hydrated(page)
    picture = page.locator(".cover img")
    words = await picture.get_attribute("alt")
    assert words
    await page.evaluate("portalReading.set('images', 'hidden')")
    await expect(picture).to_be_hidden()
    await expect(page.locator(".cover .alternative")).to_have_text(words)
    await expect(page.locator(".cover .alternative")).to_be_visible()
    await page.evaluate("portalReading.set('images', 'calm')")
    await expect(page.locator(".cover .alternative")).to_be_hidden()
    await expect(picture).to_have_css("opacity", "0.7")
    await page.reload()
    await page.evaluate("portalReading.set('images', 'hidden')")
    await expect(page.locator(".cover .alternative")).to_have_count(1)


@pytest.mark.parametrize("by_device", [False, True], ids=["chosen", "device"])
async def test_a_picture_that_moves_is_stopped(open_page: OpenPage, *, by_device: bool) -> None:
    page = await open_page("/", reduced_motion="reduce" if by_device else "no-preference")
    await page.route("**/media/**", lambda route: route.fulfill(body=MOVING, content_type="image/gif"))
    await page.goto(LONG)
    await hydrated(page)
    picture, still = page.locator(".cover img"), page.locator(".cover canvas")
    if not by_device:
        await expect(picture).to_be_visible()
        await page.evaluate("portalReading.set('images', 'calm')")
    await expect(still).to_be_visible()
    await expect(picture).to_be_hidden()
    assert await still.get_attribute("aria-label") == await picture.get_attribute("alt")
    assert await still.evaluate("(still) => [...still.getContext('2d').getImageData(0, 0, 1, 1).data]") == [
        255,
        0,
        0,
        255,
    ]
    if not by_device:
        await page.evaluate("portalReading.reset('images')")
        await expect(still).to_be_hidden()
        await expect(picture).to_be_visible()
