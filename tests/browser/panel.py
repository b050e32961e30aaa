"""What a reader does with the panel of all reading settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

READING = "/reading"
READING_ENGLISH = "/en/reading"


def opener(page: Page) -> Locator:
    return page.locator(".reading-controls-settings")


def panel(page: Page) -> Locator:
    return page.locator("#reading-panel")


def setting(page: Page, name: str) -> Locator:
    return panel(page).locator(f'[data-setting="{name}"]')


async def open_panel(page: Page, more: bool = False) -> None:
    """Open the panel, and with `more` all that is folded away in it."""
    await opener(page).click()
    await expect(panel(page).locator("h2")).to_be_focused()
    if more:
        await panel(page).locator("summary").click()


async def chosen(page: Page) -> Any:
    return await page.evaluate("portalReading.chosen()")
