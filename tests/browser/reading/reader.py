"""What a reader does with the controls, and what they then see."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page, Route

SMALLER, RESET, LARGER, MORE, LESS = "A-", "A", "A+", "Tăng tương phản", "Giảm tương phản"
SETTINGS = "Cỡ chữ và màu"
WORDS = (SMALLER, RESET, LARGER, MORE, LESS)


def button(page: Page, word: str) -> Locator:
    return page.get_by_role("button", name=word, exact=True)


async def press(page: Page, word: str, times: int = 1) -> None:
    for _ in range(times):
        await button(page, word).click()


async def insist(page: Page, word: str) -> None:
    """Press a button that is marked as having nothing to do: Playwright's own click waits for it to change."""
    await button(page, word).click(force=True)


async def size(page: Page) -> float:
    """The size of the article's text in CSS pixels."""
    return float(await page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)"))


async def kept(page: Page) -> Any:
    """What the browser keeps of the reader's choices."""
    return await page.evaluate("JSON.parse(localStorage.getItem('portal-reading'))")


async def chosen_contrast(page: Page) -> str | None:
    return await page.evaluate("document.documentElement.dataset.contrast ?? null")


async def token(page: Page, name: str) -> str:
    return str(await page.evaluate("(n) => getComputedStyle(document.documentElement).getPropertyValue(n)", name))


async def protocol(page: Page, method: str, **parameters: Any) -> None:
    """Ask of the browser what Playwright has no method for."""
    session = await page.context.new_cdp_session(page)
    await session.send(method, parameters)  # pyright: ignore[reportUnknownMemberType]


async def expect_said(page: Page, message: str) -> None:
    await expect(page.locator("#portal-announcer")).to_have_text(message)


async def frames(page: Page, count: int = 4) -> None:
    """Let the page draw so many frames."""
    await page.evaluate(
        "(n) => new Promise((done) => { const draw = () => n-- ? requestAnimationFrame(draw) : done(); draw(); })",
        count,
    )


async def withhold(page: Page, pattern: str) -> asyncio.Event:
    """Withhold what the page asks for under this pattern until the event is set."""
    arrive = asyncio.Event()

    async def hold(route: Route) -> None:
        await arrive.wait()
        await route.continue_()

    await page.route(pattern, hold)
    return arrive


async def rest(page: Page) -> None:
    """Wait until the page has scrolled to where it goes."""
    await page.evaluate("""() => new Promise((rested) => {
        let last = -1, still = 0;
        const look = () => {
            still = scrollY == last ? still + 1 : 0;
            last = scrollY;
            still > 8 ? rested(true) : requestAnimationFrame(look);
        };
        look();
    })""")
