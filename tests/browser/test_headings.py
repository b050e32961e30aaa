"""The levels of headings, where their sizes draw near each other: rules and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import LONG, PHONE, hydrated
from tests.browser.reading.reader import frames
from tests.browser.reading.test_place import LINE, MARK, scroll_to

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

ARTICLE = "/articles/phong-sot-xuat-huyet"
"""No table in it, whose cards would move the text by themselves."""

SHOWN = """() => [...document.querySelectorAll(".body :is(h2, h3)")].map((heading) =>
    [getComputedStyle(heading, "::before").content, parseFloat(getComputedStyle(heading).borderTopWidth) > 0])"""


async def test_numbers_and_rules_come_with_size_and_keep_the_place(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, viewport=PHONE)
    await hydrated(page)
    await scroll_to(page, 0.6)
    await page.evaluate(MARK)
    top, height = await page.evaluate(LINE)
    for values, numbered, ruled in (
        ({"size": 165}, False, True),
        ({"size": 200}, True, True),
        ({"size": 600}, True, True),
        ({"size": 200, "headings": "alike"}, False, True),
        ({"headings": "level"}, True, True),
        ({}, False, False),
    ):
        await page.evaluate("(values) => portalReading.replace(values)", values)
        await frames(page, 10)
        shown = await page.evaluate(SHOWN)
        assert [rule for _, rule in shown] == [ruled] * len(shown), values
        assert [number != "none" for number, _ in shown] == [numbered] * len(shown), values
        if numbered:
            assert [number.partition(" /")[0] for number, _ in shown][:2] == ['"1. "', '"2. "'], values
        top_now, height_now = await page.evaluate(LINE)
        assert abs(top_now - top) <= 1.05 * max(height, height_now), values


async def test_numbers_are_for_the_eye_and_not_beside_a_text_s_own(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await page.evaluate("portalReading.set('size', 240)")
    first = page.locator(".body h2").first
    title = await first.text_content()
    await expect(page.get_by_role("heading", name=title or "", exact=True)).to_have_count(1)
    await page.goto(LONG)
    assert {number for number, _ in await page.evaluate(SHOWN)} == {"none"}


@pytest.mark.parametrize("path", [ARTICLE, LONG], ids=["blocks", "parts"])
async def test_a_heading_stands_nearer_to_its_own_text(open_page: OpenPage, path: str) -> None:
    page = await open_page(path)
    gaps = await page.evaluate("""() => {
        const gap = (element) => parseFloat(getComputedStyle(element).marginTop);
        return [...document.querySelectorAll(".body :is(p, ul, ol, table) + :is(h2, h3)")].map((heading) =>
            [gap(heading.nextElementSibling), gap(heading)]);
    }""")
    assert gaps
    assert all(0 < after < before / 2 for after, before in gaps), gaps
