"""Interface and article each say their own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import ARTICLE, ENGLISH, HOME, HOME_ENGLISH, MISSING, SECTION
from tests.browser.reading.reader import LARGER, button

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGE = "(element) => element.closest('[lang]').lang"


@pytest.mark.parametrize(
    ("path", "interface", "article"),
    [
        (ARTICLE, "vi", "vi"),
        ("/en" + ARTICLE, "en", "vi"),
        (ENGLISH, "vi", "en"),
        ("/en" + ENGLISH, "en", "en"),
    ],
)
async def test_an_article_keeps_its_own_language(open_page: OpenPage, path: str, interface: str, article: str) -> None:
    page = await open_page(path)
    await expect(page.locator("html")).to_have_attribute("lang", interface)
    await expect(page.locator("article.article")).to_have_attribute("lang", article)
    # What is the interface's within the article says so; the section's name is the portal's own.
    for part in (".dates span", ".attachments h2", ".byline span", ".tags span", ".rating"):
        for found in await page.locator(f".article {part}").all():
            assert await found.evaluate(LANGUAGE) == interface, part
    for part in (".article h1", ".article .body > p", ".article .byline"):
        assert await page.locator(part).first.evaluate(LANGUAGE) == article, part
    for part in (".trail a >> nth=1", ".menu a", ".site-name a", ".welcome"):
        assert await page.locator(part).first.evaluate(LANGUAGE) == "vi", part


@pytest.mark.parametrize("path", [HOME_ENGLISH, "/en" + SECTION, "/en" + MISSING])
async def test_english_pages_speak_english(open_page: OpenPage, trouble: Trouble, path: str) -> None:
    if path == "/en" + MISSING:
        trouble.expect("status of 404")
    page = await open_page(path)
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_role("button", name="More contrast", exact=True)).to_be_visible()
    await expect(page.locator(".skip-link")).to_have_text("Skip to content")
    await button(page, LARGER).click()
    await expect(page.locator("#portal-announcer")).to_have_text("Text size 120 %")
    for card in await page.locator(".card h2").all():
        assert await card.get_attribute("lang") in ("vi", "en")
    for link in await page.locator(".menu a, .card h2 a, .site-name a").all():
        assert (await link.get_attribute("href") or "").startswith("/en")


async def test_the_other_language_is_a_link_to_the_same_page(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    other = page.locator(".languages a")
    await expect(other).to_have_attribute("lang", "en")
    await expect(other).to_have_attribute("hreflang", "en")
    await expect(other).to_have_attribute("href", "/en" + ARTICLE)
    await other.click()
    await expect(page.locator(".languages a")).to_have_attribute("href", ARTICLE)
    await expect(page.locator(".languages a")).to_have_attribute("lang", "vi")


async def test_listings_mark_titles_in_another_language(open_page: OpenPage) -> None:
    page = await open_page(HOME)
    languages = await page.locator(".card h2").evaluate_all("(all) => all.map(({ lang }) => lang)")
    assert set(languages) <= {"vi", "en"}
    assert "vi" in languages
