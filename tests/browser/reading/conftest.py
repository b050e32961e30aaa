"""Chromium and the harness's site, once for all tests of this folder; a fresh context for each test."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from tests.browser.reading.harness import pages, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator

    from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

    OpenContext = Callable[..., Coroutine[Any, Any, BrowserContext]]
    OpenPage = Callable[..., Coroutine[Any, Any, Page]]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serve(pages()) as origin:
        yield origin


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("PORTAL_TEST_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
            # Playwright switches the back-forward cache off; readers have it on.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_context(browser: Browser, site: str) -> AsyncIterator[OpenContext]:
    """Opens contexts (`new_context`'s own options); fails the test if a page of theirs throws."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    async def open_context(viewport: ViewportSize | None = None, **options: Any) -> BrowserContext:
        context = await browser.new_context(
            base_url=site, viewport=viewport or {"width": 1280, "height": 800}, **options
        )
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        await context.close()
    assert not errors


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(open_context: OpenContext) -> OpenPage:
    """Opens a path of the harness's site in a context of its own."""

    async def open_page(path: str = "/", **options: Any) -> Page:
        page = await (await open_context(**options)).new_page()
        await page.goto(path)
        return page

    return open_page
