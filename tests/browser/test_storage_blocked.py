"""Where the browser keeps nothing for the portal, the controls work for the page, and the article stays."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.conftest import VIOLATIONS
from tests.browser.portal import ARTICLE, hydrated
from tests.browser.reading.reader import LARGER, MORE, button, press, size

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path

    from playwright.async_api import BrowserContext, Frame, Route

    from tests.browser.conftest import OpenPage, Trouble
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")


@asynccontextmanager
async def launched(directory: Path) -> AsyncGenerator[BrowserContext]:
    """A Chromium of its own, in which the reader has forbidden all sites to keep anything."""
    preferences = directory / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(directory, executable_path=find(), args=ARGUMENTS)
        yield context
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def forbidding(tmp_path: Path, trouble: Trouble) -> AsyncIterator[BrowserContext]:
    async with launched(tmp_path / "profile") as context:
        trouble.watch(context)
        await context.add_init_script(VIOLATIONS)
        yield context


async def expect_whole_and_working(frame: Frame) -> None:
    await hydrated(frame)
    await frame.get_by_role("button", name=LARGER, exact=True).click()
    await frame.get_by_role("button", name=MORE, exact=True).click()
    await expect(frame.locator("html")).to_have_attribute("data-size", "120")
    await expect(frame.locator("html")).to_have_attribute("data-contrast", "1")
    await expect(frame.locator("article .body > p").first).to_be_visible()
    assert await frame.evaluate("parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)") == (
        pytest.approx(19 * 1.2)
    )


async def test_forbidden_at_top_level(forbidding: BrowserContext, portal: Served) -> None:
    page = await forbidding.new_page()
    await page.goto(portal.url + ARTICLE)
    assert await page.evaluate("Object.getOwnPropertyDescriptor(window, 'localStorage').value !== undefined"), (
        "the browser did not refuse"
    )
    await expect_whole_and_working(page.main_frame)
    await page.reload()
    assert await size(page) == 19


async def test_forbidden_in_a_frame_of_another_site(forbidding: BrowserContext, portal: Served) -> None:
    host = portal.url.replace("localhost", "127.0.0.1") + "/host"

    async def without_frame_policy(route: Route) -> None:
        answer = await route.fetch()
        headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
        await route.fulfill(response=answer, headers=headers)

    await forbidding.route(portal.url + ARTICLE, without_frame_policy)
    await forbidding.route(
        host,
        lambda route: route.fulfill(
            content_type="text/html",
            body="<!doctype html><title>Host</title>"
            f"<iframe width=800 height=700 src='{portal.url}{ARTICLE}'></iframe>",
        ),
    )
    page = await forbidding.new_page()
    await page.goto(host)
    frame = page.frames[1]
    assert await frame.evaluate("Object.getOwnPropertyDescriptor(window, 'localStorage').value !== undefined"), (
        "the browser did not refuse"
    )
    await expect_whole_and_working(frame)


FILL = """() => {
    for (let size = 2 ** 22, n = 0; size; ) {
        const before = localStorage.length;
        try { localStorage.setItem(`fill ${n++}`, "x".repeat(size)); } catch {}
        if (localStorage.length == before) size >>= 1;
    }
}"""


async def test_storage_that_is_full_from_the_start(open_page: OpenPage) -> None:
    page = await open_page("/healthz")
    await page.evaluate(FILL)
    await page.goto(ARTICLE)
    await hydrated(page)
    await expect_whole_and_working(page.main_frame)


async def test_full_storage(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    await page.evaluate(FILL)
    await press(page, LARGER)
    assert await size(page) == pytest.approx(19 * 1.2)
    assert await page.evaluate("localStorage.getItem('portal-reading')") is None
    await expect(page.locator("#portal-announcer")).to_have_text("Cỡ chữ 120 %")
    await page.reload()
    assert await size(page) == 19
    await expect(button(page, LARGER)).to_be_visible()
