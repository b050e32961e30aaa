"""Without JavaScript the page is whole: text, links, pictures; no controls, and a line that says how to zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import ARTICLE, HOME, LONG, MISSING, PAGES, PHONE
from tests.browser.reading.reader import WORDS, button

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_article_is_whole(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, java_script_enabled=False)
    article = page.get_by_role("article")
    await expect(article.get_by_role("heading", level=1)).to_have_count(1)
    await expect(article.get_by_role("table").first).to_be_visible()
    await expect(article.locator(".body > p").last).to_be_visible()
    await expect(article.locator("time").first).to_be_visible()
    await expect(article.locator(".byline")).to_be_visible()
    await expect(article.locator(".attachments a").first).to_be_visible()


async def test_the_long_article_is_whole(open_page: OpenPage) -> None:
    page = await open_page(LONG, java_script_enabled=False)
    words = (await page.locator("article").text_content() or "").split()
    assert len(words) > 6500


# What stands in the listening button's place on a device without a voice, and the buttons that need a script, are no
# part of the text.
WORDS_OF_MAIN = """() => {
    const main = document.querySelector("main").cloneNode(true);
    main.querySelector(".voiceless")?.remove();
    main.querySelector("[data-module]")?.remove();
    return main.textContent;
}"""


async def test_scripts_change_no_word_of_the_text(open_page: OpenPage) -> None:
    for path in (HOME, ARTICLE):
        plain = await open_page(path, java_script_enabled=False)
        scripted = await open_page(path)
        assert await plain.locator("main").text_content() == await scripted.evaluate(WORDS_OF_MAIN)


@pytest.mark.parametrize("path", [*PAGES, MISSING])
async def test_the_zoom_line_stands_in_for_the_controls(open_page: OpenPage, trouble: Trouble, path: str) -> None:
    if path == MISSING:
        trouble.expect("status of 404")
    plain = await open_page(path, java_script_enabled=False)
    await expect(plain.locator(".zoom-hint")).to_be_visible()
    await expect(plain.locator(".reading-controls")).to_be_hidden()
    await expect(plain.locator("[data-reading]:visible")).to_have_count(0)


async def test_with_scripts_the_zoom_line_gives_way(open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.locator(".zoom-hint")).to_be_hidden()
    for word in WORDS:
        await expect(button(page, word)).to_be_visible()


async def test_a_reader_gets_from_home_to_an_article_and_back(open_page: OpenPage) -> None:
    page = await open_page(HOME, java_script_enabled=False, viewport=PHONE)
    title = await page.locator(".card h2 a").first.inner_text()
    await page.locator(".card h2 a").first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)
    await page.locator(".trail a").last.click()
    await expect(page.locator("main h2 a", has_text=title)).to_be_visible()
    await page.locator(".site-name a").click()
    await expect(page.locator(".card").first).to_be_visible()
