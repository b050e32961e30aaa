"""On paper: the text, whole, dark on white; none of the controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from portal_ui.reading.themes import THEMES
from tests.browser.portal import ARTICLE, LONG
from tests.browser.reading.reader import LARGER, press

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_only_the_article_is_printed(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, color_scheme="dark")
    await page.emulate_media(media="print")
    for hidden in (".reading-controls", ".zoom-hint", ".menu", ".skip-link", "#portal-clock", ".site-footer"):
        await expect(page.locator(hidden)).to_be_hidden()
    for shown in (".site-name", "h1", ".dates", ".body > p", ".body table", ".byline"):
        await expect(page.locator(shown).first).to_be_visible()
    paper, text = await page.evaluate(
        "['--paper', '--text'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name))"
    )
    light = THEMES["light"][0]
    assert (paper, text) == (light.paper, light.text)


async def test_every_block_is_laid_out(open_page: OpenPage) -> None:
    page = await open_page(LONG)
    visibility = """() => [...new Set([...document.querySelectorAll(".body > *")].map(
        (block) => getComputedStyle(block).contentVisibility
    ))]"""
    assert await page.evaluate(visibility) == ["auto"]
    await page.emulate_media(media="print")
    assert await page.evaluate(visibility) == ["visible"]
    words = (await page.locator("article").inner_text()).split()
    assert len(words) > 6500


async def test_a_page_of_paper_is_not_wider_than_its_text(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, viewport={"width": 794, "height": 1123})
    await press(page, LARGER, times=6)
    await page.emulate_media(media="print")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 794
    assert (await page.pdf()).startswith(b"%PDF")
