"""Articles kept on the device, read there without a network; what can be done with an article; the portal installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.line import Line, line_to
from tests.browser.portal import PHONE, hydrated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import BrowserContext, Page

    from tests.browser.conftest import OpenContext, Trouble
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURED = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
ENGLISH = "/en/articles/care-at-a-health-station"
KEEP = "Lưu trên máy này"
LET_GO = "Bỏ khỏi máy này"

WHOLE = """() => [...document.images].every((image) => image.naturalWidth)
    && document.fonts.check("16px 'Be Vietnam Pro'") && document.styleSheets.length"""
CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name, (await (await caches.open(name)).keys()).map(({ url }) => url.slice(location.origin.length))])))"""


@pytest_asyncio.fixture(loop_scope="session")
async def line(portal: Served) -> AsyncIterator[Line]:
    async with line_to(portal.url) as line:
        yield line


async def reader(open_context: OpenContext, line: Line, **options: Any) -> BrowserContext:
    return await open_context(base_url=line.url, service_workers="allow", **options)


async def open_article(context: BrowserContext, path: str = PICTURED) -> Page:
    """Open an article and wait until the worker has what it keeps."""
    page = await context.new_page()
    await page.goto(path)
    await page.evaluate("navigator.serviceWorker.ready")
    return page


async def keep(page: Page, name: str = KEEP) -> None:
    await page.get_by_role("button", name=name).click()
    await expect(page.locator(".actions-said a")).to_be_visible()


async def kept(page: Page) -> list[str]:
    """Return what is kept for the reader, by path."""
    return (await page.evaluate(CACHES)).get("portal-kept", [])


async def test_a_kept_article_is_whole_without_a_network_and_says_so(
    open_context: OpenContext, line: Line, trouble: Trouble
) -> None:
    trouble.expect("ERR_FAILED|ERR_INTERNET")  # the rating's present figure
    context = await reader(open_context, line, viewport=PHONE)
    page = await open_article(context)
    await keep(page)
    await expect(page.locator("#portal-kept")).to_be_empty()
    await context.set_offline(True)
    await line.cut()
    await page.reload()
    await hydrated(page)
    await expect(page.locator("#portal-kept")).to_contain_text("Bản lưu ngày")
    await page.wait_for_function(WHOLE)
    await page.get_by_role("button", name="A+", exact=True).click()
    await expect(page.locator("#portal-announcer")).to_contain_text("Cỡ chữ")
    await page.get_by_role("button", name="Cỡ chữ và màu").click()
    await expect(page.locator("#reading-panel")).to_be_visible()
    await page.get_by_text("5 – rất tốt").click()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.locator(".rating-status")).to_contain_text("kiểm tra kết nối mạng")

    await page.locator("#portal-kept a").click()
    await expect(page.locator(".kept a")).to_have_attribute("href", PICTURED)

    for path, said in (("/", "Chưa có mạng"), ("/sections/tin-tuc", "Chưa có mạng"), ("/en/search", "No network")):
        await page.goto(path)
        await expect(page.locator("h1")).to_have_text(said)
        await hydrated(page)
    await page.locator("main li a").first.click()
    await expect(page.locator("h1")).to_have_text("Saved articles")

    await context.set_offline(False)
    await line.mend()
    await page.goto(PICTURED)
    await expect(page.locator("h1")).to_contain_text("Thư viện")
    await expect(page.locator("#portal-kept")).to_be_empty()
