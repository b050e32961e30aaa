"""Three engines find nothing in any page, theme or size, but for what is argued here rule by rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal_ui.reading.themes import THEMES
from tests.browser import nu
from tests.browser.panel import READING, open_panel
from tests.browser.portal import ARTICLE, HOME_ENGLISH, SEARCH, SECTION, hydrated
from tests.browser.test_axe import AXE, COLOURS, RUN
from tests.serving import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")

ENGINE = ROOT / "tests" / "node_modules" / "accessibility-checker-engine" / "ace.js"

PAGES = (HOME_ENGLISH, ARTICLE, SECTION, SEARCH, READING, "/accessibility", "/archive")

# What fails; what the engine only asks people to look at is in the statement, criterion by criterion.
IBM = """async (where) => {
    const { results } = await new ace.Checker().check(where ? document.querySelector(where) : document, ["WCAG_2_2"]);
    return results.filter(({ value }) => value[1] == "FAIL").map(({ ruleId, message, snippet }) =>
        `${ruleId}: ${message} ${snippet}`);
}"""

ARGUED = (
    # The skip link is the page's first element, before its landmarks, which it leads past (WCAG technique G1).
    r"aria_content_in_landmark: .*class=\"skip-link\"",
    # Who uses a keyboard scrolls what scrolls by itself only if it can be focused (axe: scrollable-region-focusable).
    r"element_tabbable_role_valid: .*class=\"(table-region|reading-sample)\"",
    # A header of several columns has scope=colgroup, and those below it scope=col (WCAG technique H63).
    r"table_headers_related: .*scope=\"colgroup\"",
    # As cards, rows and cells are blocks, which takes their meaning from them in some browsers; roles give it back.
    r"The “role” attribute must not be used on an? “(td|th|tr)” element which has a “table” ancestor",
    r"The “(table|row|cell|rowheader|columnheader)” role is unnecessary",
    # axe takes names that the panel, which scrolls, holds beyond the screen's edge for hidden; what each control is
    # called, test_panel.py::test_what_a_screen_reader_is_told says.
    r"label-title-only: .*aria-labelledby=\"panel-",
)

LINKS = """() => {
    const led = new Map();
    for (const link of document.querySelectorAll("a[href]")) {
        const name = (link.ariaLabel || link.textContent || link.querySelector("img")?.alt || "").trim();
        led.set(name, (led.get(name) ?? new Set()).add(link.href));
    }
    return [...led].filter(([name, addresses]) => !name || addresses.size > 1).map(([name, addresses]) =>
        `${name}: ${[...addresses].join(" ")}`);
}"""


def unargued(told: list[str]) -> list[str]:
    return [line for line in told if not any(re.search(known, line) for known in ARGUED)]


async def prepare(page: Page) -> None:
    for script in (AXE, ENGINE):
        await page.add_script_tag(path=script)


async def test_each_page_as_it_opens(open_context: OpenContext) -> None:
    page = await (await open_context(bypass_csp=True)).new_page()
    for path in PAGES:
        await page.goto(path)
        await hydrated(page)
        if path == READING:
            await page.locator(".panel-frame summary").first.click()
        # By its words alone it is clear where a link leads (2.4.9).
        assert await page.evaluate(LINKS) == [], path
        await prepare(page)
        assert await page.evaluate(RUN) == [], path
        assert unargued(await page.evaluate(IBM)) == [], path


async def test_the_panel_in_each_theme_and_in_forced_colours(open_context: OpenContext) -> None:
    page = await (await open_context(bypass_csp=True)).new_page()
    await page.goto(ARTICLE)
    await open_panel(page, more=True)
    await prepare(page)
    for theme in THEMES:
        await page.evaluate("(theme) => portalReading.set('theme', theme)", theme)
        assert await page.evaluate(COLOURS) == [], theme
        assert unargued(await page.evaluate(IBM, "article")) == [], theme
    await page.emulate_media(forced_colors="active")
    # axe reads -webkit-text-fill-color, which is not forced; what colours are, test_colours.py says.
    told = unargued(await page.evaluate(RUN))
    assert [line for line in told if not line.startswith("color-contrast:")] == []
    assert unargued(await page.evaluate(IBM)) == []


async def test_the_largest_size_on_the_smallest_screen(open_context: OpenContext) -> None:
    page = await (await open_context(bypass_csp=True, viewport={"width": 320, "height": 640})).new_page()
    await page.goto(ARTICLE)
    await page.evaluate("portalReading.set('size', 600)")
    await open_panel(page, more=True)
    await prepare(page)
    assert unargued(await page.evaluate(RUN)) == []
    assert unargued(await page.evaluate(IBM)) == []


async def test_the_document_the_browser_holds(open_context: OpenContext, tmp_path: Path) -> None:
    page = await (await open_context()).new_page()
    files: list[Path] = []
    for name, path in {"article": ARTICLE, "section": SECTION, "search": SEARCH, "statement": "/accessibility"}.items():
        await page.goto(path)
        await hydrated(page)
        if path == ARTICLE:
            await open_panel(page, more=True)
        file = tmp_path / f"{name}.html"
        file.write_text(await page.content(), "utf-8")
        files.append(file)
    assert unargued(await nu.found(files)) == []
