"""axe-core finds nothing, best practices included, on any kind of page in any colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.themes import THEMES
from tests.browser.portal import (
    ARCHIVE,
    ARTICLE,
    BROKEN,
    ENGLISH,
    HOME,
    HOME_ENGLISH,
    LONG,
    MISSING,
    PHONE,
    SEARCH,
    SECTION,
    TAG,
)
from tests.browser.test_colours import tokens
from tests.serving import ROOT

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

    from tests.browser.conftest import OpenContext, Trouble
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"

RUN = """async () => {
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
        `${id}: ${html.slice(0, 120)} (${[...any, ...all, ...none].map(({ message }) => message).join(" ")})`));
}"""

KINDS = (HOME, HOME_ENGLISH, SECTION, ARTICLE, ENGLISH, "/en" + ARTICLE, SEARCH, ARCHIVE, TAG, MISSING, LONG)

# What depends on colours; the first is of level AAA, and off unless asked for.
COLOURS = """async () => {
    const values = ["color-contrast-enhanced", "link-in-text-block"];
    const { violations } = await axe.run({ runOnly: { type: "rule", values } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}"""


async def expect_nothing(page: Page) -> None:
    """Everything as the page is; then, level by level, what the colours can change."""
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == []
    await expect_legible(page)


async def expect_legible(page: Page) -> None:
    for level in CONTRAST.steps:
        await page.evaluate("(level) => portalReading.set('contrast', level)", level)
        assert await page.evaluate(COLOURS) == [], level


async def expect_nothing_on(context: BrowserContext, path: str) -> Page:
    """Nothing on a light device; then, on a dark one, nothing in what the colours can change."""
    page = await context.new_page()
    await page.goto(path)
    await expect_nothing(page)
    await page.emulate_media(color_scheme="dark")
    assert (await tokens(page))["--paper"] == THEMES["dark"][CONTRAST.steps[-1]].paper
    await expect_legible(page)
    return page


@pytest.mark.parametrize("path", KINDS)
async def test_every_kind_of_page(open_context: OpenContext, trouble: Trouble, path: str) -> None:
    if path == MISSING:
        trouble.expect("status of 404")
    await expect_nothing_on(await open_context(bypass_csp=True), path)


async def test_the_503_page(open_context: OpenContext, failing_portal: Served, trouble: Trouble) -> None:
    trouble.expect("status of 503")
    await expect_nothing_on(await open_context(base_url=failing_portal.url, bypass_csp=True), SECTION)


async def test_the_502_page(open_context: OpenContext, cms_portal: Served, trouble: Trouble) -> None:
    trouble.expect("status of 502")
    await expect_nothing_on(await open_context(base_url=cms_portal.url, bypass_csp=True), BROKEN)


@pytest.mark.parametrize(("words", "found"), [("harbour", True), ("qwxzqwxz", False)])
async def test_what_a_search_found(open_context: OpenContext, cms_portal: Served, words: str, found: bool) -> None:
    context = await open_context(base_url=cms_portal.url, bypass_csp=True)
    page = await expect_nothing_on(context, f"/search?q={words}")
    assert bool(await page.locator("main h2 a").count()) is found


@pytest.mark.parametrize("path", [HOME, ARTICLE])
async def test_the_largest_size_on_a_phone(open_context: OpenContext, path: str) -> None:
    context = await open_context(viewport=PHONE, bypass_csp=True)
    page = await context.new_page()
    await page.goto(path)
    await page.evaluate("portalReading.set('size', 600)")
    await expect_nothing(page)


async def test_what_stands_there_without_javascript(open_context: OpenContext) -> None:
    context = await open_context(bypass_csp=True)
    page = await context.new_page()
    await page.goto(ARTICLE)
    await page.evaluate("delete document.documentElement.dataset.js")
    await expect_nothing(page)
