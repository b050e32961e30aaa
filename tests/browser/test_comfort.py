"""The comfort check: by keyboard from the panel to a size of the reader's own, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.panel import chosen, open_panel, panel
from tests.browser.portal import LONG, PHONE, hydrated, loaded
from tests.browser.reading.reader import expect_said, frames, size
from tests.browser.reading.test_place import MARK, scroll_to
from tests.browser.test_axe import AXE, RUN
from tests.browser.test_keyboard import SMALL
from tests.browser.test_place import LINE, ONE_LINE

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.browser.conftest import OpenContext, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

FITS = "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('dialog'))"


def opener(page: Page) -> Locator:
    return panel(page).get_by_role("button", name="Tìm cỡ chữ vừa mắt")


def status(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("status")


async def answer(page: Page, *answers: bool) -> None:
    for comfortable in answers:
        await page.get_by_role("button", name="Thoải mái" if comfortable else "Không thoải mái", exact=True).click()


async def test_from_the_panel_to_a_size_and_back(open_context: OpenContext) -> None:
    context = await open_context(bypass_csp=True)
    page = await context.new_page()
    await page.goto(LONG)
    await hydrated(page)
    await scroll_to(page, 0.4)
    await page.evaluate(MARK)
    top, height = await page.evaluate(LINE)
    await open_panel(page)
    # With all that comes when the page is idle.
    for module in ("comfort", "picture_view", "table_view", "within"):
        await loaded(page, module)
    # Once fetched it asks the network for nothing (a face of the text may still come).
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type != "font" else None)
    dialog = page.get_by_role("dialog", name="Tìm cỡ chữ vừa mắt")
    sentence = dialog.locator(".reading")

    await opener(page).focus()
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("heading")).to_be_focused()
    await expect(status(page)).to_have_text("Câu 1, cỡ 600 %")
    await expect(dialog.get_by_role("button", name="Quay lại")).to_have_attribute("aria-disabled", "true")
    seen = {await sentence.text_content()}
    for shown in (340, 200):
        await dialog.get_by_role("button", name="Thoải mái", exact=True).press("Enter")
        await expect(status(page)).to_contain_text(f"cỡ {shown} %")
        seen.add(await sentence.text_content())
    assert len(seen) == 3
    # The answers stay where they are, whatever the size.
    await expect(dialog.get_by_role("button", name="Thoải mái", exact=True)).to_be_focused()
    measured = await sentence.evaluate("(text) => parseFloat(getComputedStyle(text).fontSize)")
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == []
    assert await page.evaluate(SMALL) == []
    await dialog.get_by_role("button", name="Quay lại").click()
    await expect(status(page)).to_have_text("Câu 2, cỡ 340 %")

    # Escape leaves it and nothing else, and nothing has changed.
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(panel(page)).to_be_visible()
    await expect(opener(page)).to_be_focused()
    assert await chosen(page) == {}

    await opener(page).click()
    await answer(page, True, True, True, True, False, False)
    await expect(dialog.locator("[data-found]")).to_be_focused()
    await expect(dialog.locator("[data-found]")).to_contain_text("thoải mái: 120 %. Để đọc lâu không mỏi")
    assert await page.evaluate(RUN) == []
    await expect(dialog.get_by_role("button")).to_have_text(
        [
            "Đặt gấp đôi: 240 %",
            "Đặt gấp ba: 360 %",
            "Đặt chữ nhỏ 120 %, dòng ngắn 35 chữ",
            "Thử lại từ đầu",
            "Bỏ qua, giữ cỡ đang dùng",
        ]
    )
    await dialog.get_by_role("button", name="dòng ngắn").click()
    assert await chosen(page) == {"size": 120, "line-length": 35}
    await panel(page).locator(".panel-undo button").click()
    assert await chosen(page) == {}

    await opener(page).click()
    await answer(page, True, True, False, True, False)
    await dialog.get_by_role("button", name="Thử lại").click()
    await expect(status(page)).to_have_text("Câu 1, cỡ 600 %")
    # A key held down answers once.
    await dialog.get_by_role("button", name="Thoải mái", exact=True).focus()
    for _ in range(3):
        await page.keyboard.down("Enter")
    await page.keyboard.up("Enter")
    await expect(status(page)).to_have_text("Câu 2, cỡ 340 %")
    await answer(page, True, True, False, False)
    await dialog.get_by_role("button", name="gấp đôi").click()
    await expect_said(page, "Cỡ chữ giờ là 400 %.")
    await expect(opener(page)).to_be_focused()
    assert await size(page) == pytest.approx(2 * measured)
    await frames(page, 10)
    now, height_now = await page.evaluate(LINE)
    assert abs(now - top) <= ONE_LINE * max(height, height_now)
    assert asked == []


async def test_where_even_the_largest_is_not_comfortable(open_context: OpenContext, trouble: Trouble) -> None:
    trouble.expect("ERR_FAILED")
    page = await (await open_context(viewport=PHONE)).new_page()
    # Asked for where it cannot be had, it says so; the next press tries again.
    await page.route("**/assets/comfort-*", lambda route: route.abort())
    await page.goto(LONG)
    await open_panel(page)
    await opener(page).click()
    await expect(panel(page).locator(".panel-comfort [data-unreachable]")).to_be_visible()
    await page.unroute_all()
    await opener(page).click()
    await expect(status(page)).to_have_text("Câu 1, cỡ 340 %")
    await answer(page, False, False)
    await expect(page.get_by_role("dialog")).to_contain_text("600 %, vẫn chưa thoải mái")
    offers = page.get_by_role("dialog").locator("[data-use]:visible")
    await expect(offers).to_have_text(["Đặt cỡ lớn nhất: 600 %"])
    await offers.click()
    assert await chosen(page) == {"size": 600}
    # The check itself can be used at that size, on the smallest screen.
    for viewport in ({"width": 320, "height": 640}, {"width": 320, "height": 256}):
        await page.set_viewport_size(viewport)  # pyright: ignore[reportArgumentType]
        await opener(page).click()
        assert await page.evaluate(FITS)
        await answer(page, False, True)
        assert await page.evaluate(FITS)
        await page.get_by_role("dialog").get_by_role("button", name="Bỏ qua").click()
    assert await chosen(page) == {"size": 600}
