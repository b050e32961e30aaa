"""What was changed before React came, or keeps it from coming: the reader's text and controls stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

    from tests.browser.conftest import OpenPage, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

ARTICLE = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
SENTENCE = "mở cửa buổi tối hai ngày mỗi tuần"


async def open_changed(open_page: OpenPage, old: str, new: str) -> Page:
    """Open the article with its HTML changed on the way, and wait until React has done what it does."""
    page = await open_page("/")

    async def change(route: Route) -> None:
        answer = await route.fetch()
        text = await answer.text()
        assert old in text
        await route.fulfill(response=answer, body=text.replace(old, new))

    await page.route(f"**{ARTICLE}", change)
    await page.goto(ARTICLE)
    await page.wait_for_load_state("networkidle")
    return page


async def expect_all_is_well(page: Page) -> None:
    await expect(page.locator("main")).to_contain_text(SENTENCE)
    assert await page.locator("main").count() == 1
    before = await page.locator(".body").evaluate("body => parseFloat(getComputedStyle(body).fontSize)")
    await page.get_by_role("button", name="A+", exact=True).click()
    after = await page.locator(".body").evaluate("body => parseFloat(getComputedStyle(body).fontSize)")
    assert after > before
    await expect(page.locator("#portal-announcer")).to_contain_text("Cỡ chữ 120 %")


async def test_a_node_put_in_by_an_extension(open_page: OpenPage) -> None:
    await expect_all_is_well(await open_changed(open_page, "<body>", "<body><aside>put here</aside>"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bỏ qua đến nội dung</a>", "Skip to the content, translated</a>"),
        ("<h1>", "<h1><font>translated</font>"),
    ],
)
async def test_a_page_changed_before_react_came(open_page: OpenPage, trouble: Trouble, old: str, new: str) -> None:
    trouble.expect("React error #418")
    await expect_all_is_well(await open_changed(open_page, old, new))


async def test_data_that_cannot_be_read(open_page: OpenPage, trouble: Trouble) -> None:
    trouble.expect("JSON")
    await expect_all_is_well(await open_changed(open_page, 'id="portal-data">{', 'id="portal-data">{broken '))


async def test_scripts_that_never_arrive(open_page: OpenPage, trouble: Trouble) -> None:
    trouble.expect("ERR_FAILED")
    trouble.expect("Failed to fetch dynamically imported module")
    page = await open_page("/")
    await page.route("**/assets/*.js", lambda route: route.abort())
    async with page.expect_event("pageerror"):
        await page.goto(ARTICLE)
    await expect_all_is_well(page)
