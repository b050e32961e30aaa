"""Tables are a grid where one has room, and cards where not or where the reader wants them; always the same table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import ARTICLE, DESKTOP, PHONE, hydrated, loaded
from tests.browser.reading.reader import expect_said, frames

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

TWO_TABLES = "/articles/cap-lai-the-bao-hiem-y-te"
MANY_COLUMNS = "/articles/bang-tra-cuu-thu-tuc-2026"


async def are_cards(page: Page) -> bool:
    return await page.evaluate("getComputedStyle(document.querySelector('.body table')).display") == "block"


async def choose(page: Page, **values: object) -> None:
    for name, value in values.items():
        await page.evaluate("([name, value]) => portalReading.set(name, value)", [name, value])


async def test_there_are_cards_where_a_grid_has_no_room(open_page: OpenPage) -> None:
    for path in (ARTICLE, MANY_COLUMNS):
        page = await open_page(path, viewport=DESKTOP)
        assert not await are_cards(page)
        await choose(page, size=340)
        assert await are_cards(page)
        await choose(page, tables="grid")
        assert not await are_cards(page)
        await choose(page, size=100, tables="cards")
        assert await are_cards(page)
        await page.set_viewport_size(PHONE)
        await choose(page, tables="auto")
        assert await are_cards(page)


async def test_both_views_say_the_same(open_page: OpenPage) -> None:
    """Rows, cells and headers are what they were, and a label that is only seen is not said a second time."""
    page = await open_page(ARTICLE, viewport=PHONE)
    said: dict[str, str] = {}
    for view in ("grid", "cards"):
        await choose(page, tables=view)
        said[view] = await page.locator(".table-region table").aria_snapshot()
    assert said["grid"] == said["cards"]
    roles = ("'table ", "row ", "columnheader ", "rowheader ", "cell ")
    assert [said["cards"].count(f"- {role}") for role in roles] == [1, 9, 5, 7, 21]
    label = """getComputedStyle(document.querySelector(".body td"), "::before").content"""
    assert await page.evaluate(label) == '"Cá nhân, hộ gia đình – Thị trấn" / ""'


async def test_cards_need_no_scrolling_sideways(open_page: OpenPage) -> None:
    page = await open_page(MANY_COLUMNS, viewport={"width": 320, "height": 640})
    await choose(page, size=600)
    assert await are_cards(page)
    assert await page.evaluate("""() => {
        const right = innerWidth;
        const texts = document.createTreeWalker(document.querySelector(".body table tbody"), NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        const beyond = [];
        while (texts.nextNode()) {
            range.selectNodeContents(texts.currentNode);
            for (const box of range.getClientRects()) if (box.right > right) beyond.push(texts.currentNode.data);
        }
        const region = document.querySelector(".table-region");
        return [beyond, region.scrollWidth - region.clientWidth, document.documentElement.scrollWidth - innerWidth];
    }""") == [[], 0, 0]


async def test_the_cell_being_read_stays_in_place(open_page: OpenPage) -> None:
    page = await open_page(MANY_COLUMNS, viewport=DESKTOP)
    await hydrated(page)
    row = page.locator(".body tbody tr").nth(5)
    await row.evaluate("(row) => scrollBy({ top: row.getBoundingClientRect().top - 230, behavior: 'instant' })")
    await page.wait_for_function("() => scrollY > 100")
    await frames(page, 2)
    top = await page.evaluate("""() => {
        window.cell = document.elementFromPoint(innerWidth / 2, innerHeight * 0.3);
        return cell.getBoundingClientRect().top;
    }""")
    for view in ("cards", "grid"):
        await choose(page, tables=view)
        # Its label stands above it in a card; the place is settled over some frames.
        await page.wait_for_function("(top) => Math.abs(cell.getBoundingClientRect().top - top) <= 60", arg=top)


VIEWS = "() => [...document.querySelectorAll('.body table')].map((table) => getComputedStyle(table).display == 'block')"


async def test_one_table_in_its_other_view(open_page: OpenPage) -> None:
    page = await open_page(TWO_TABLES, viewport=DESKTOP)
    await hydrated(page)
    await loaded(page, "table_view")
    first = page.locator(".table-view").first
    await expect(first).to_have_accessible_name("Xem dạng thẻ")
    await first.scroll_into_view_if_needed()
    for key, name, views in (("Enter", "Xem dạng bảng", [True, False]), ("Space", "Xem dạng thẻ", [False, False])):
        before = await first.bounding_box()
        await first.press(key)
        assert await page.evaluate(VIEWS) == views
        await expect(first).to_be_focused()
        await expect(first).to_have_accessible_name(name)
        after = await first.bounding_box()
        assert before and after
        assert abs(before["y"] - after["y"]) <= 1
    await expect_said(page, "Bảng đang ở dạng bảng, có hàng và cột.")
    await first.click()
    await choose(page, tables="grid")
    assert await page.evaluate(VIEWS) == [False, False]
    await choose(page, tables="auto", size=340)
    assert await page.evaluate(VIEWS) == [True, True]
    await page.locator(".table-view").last.click()
    assert await page.evaluate(VIEWS) == [True, False]
    # The room for it was there before it.
    height = "document.querySelector('.table-region').offsetHeight"
    assert await page.evaluate(height) == await page.evaluate(
        f"document.querySelector('.table-view').remove(), {height}"
    )
