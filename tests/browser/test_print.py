"""On paper: the text as it is read, whole, black on white or in its colours; none of the controls."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from statistics import mode
from typing import TYPE_CHECKING, cast
from unicodedata import normalize

import pytest
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTItem, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from playwright.async_api import expect

from portal_ui.reading.themes import THEMES
from tests.browser.portal import ARTICLE, LONG, loaded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import OpenPage
    from tests.serving import Served

A4 = (595.92, 842.88)

COLOURS = "(({ backgroundColor, color }) => [backgroundColor, color])(getComputedStyle(document.documentElement))"
# Of every block its text without white space; of a link its address besides, but for those within the page.
BLOCKS = """() => [...document.querySelectorAll("h1, .lead, .body :is(h2, p, li, td, th, dt, dd, figcaption, caption)")]
    .filter((block) => !block.querySelector("p, li, td, a"))
    .map((block) => block.textContent.replace(/\\s+/g, ""))"""


@dataclass
class Sheet:
    """A page of a PDF without what stands in its margins: its text without white space, each character's size."""

    text: str
    sizes: list[float]
    footer: str
    footer_size: float


def sheets(pdf: bytes) -> list[Sheet]:
    """Return what is printed on each page; fails where a character lies beyond the margins of 15, 16 and 20 mm."""
    found: list[Sheet] = []
    for layout in _pages(pdf):
        assert layout.bbox == pytest.approx((0, 0, A4[0], A4[1]), abs=1)
        left, top, bottom = (length / 25.4 * 72 for length in (15, 16, 20))
        text = [char for char in _characters(layout) if char.y0 > bottom - 6]
        footer = [char for char in _characters(layout) if char.y0 <= bottom - 6]
        for char in text:
            # The last letter of a line may stick out a little.
            assert left - 1 < char.x0 < char.x1 < A4[0] - left + 0.1 * char.size, char.get_text()
            assert char.y1 < A4[1] - top + 6, char.get_text()
        joined = ["".join("".join(char.get_text() for char in chars).split()) for chars in (text, footer)]
        found.append(
            Sheet(normalize("NFC", joined[0]), [round(char.size, 2) for char in text], joined[1], footer[0].size)
        )
    return found


def _pages(pdf: bytes) -> Iterator[LTPage]:
    """Give the pages with their characters in the order in which they are painted, which is that of the text."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(BytesIO(pdf)):
        interpreter.process_page(page)
        yield device.get_result()


def _characters(item: LTItem) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in cast("LTContainer[LTItem]", item):
            yield from _characters(part)


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(channel) for channel in bytes.fromhex(colour[1:]))})"


pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_only_the_article_is_printed(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, color_scheme="dark")
    await page.emulate_media(media="print")
    for hidden in (".reading-controls", ".zoom-hint", ".menu", ".skip-link", "#portal-clock", ".site-footer"):
        await expect(page.locator(hidden)).to_be_hidden()
    for shown in (".site-name", "h1", ".dates", ".body > p", ".body table", ".byline"):
        await expect(page.locator(shown).first).to_be_visible()
    assert await page.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    await page.evaluate("portalReading.set('theme', 'yellow'); portalReading.set('contrast', 1)")
    await page.wait_for_function("() => document.documentElement.dataset.palette")
    assert await page.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    await page.evaluate("portalReading.set('print', 'chosen')")
    yellow = THEMES["yellow"][1]
    assert await page.evaluate(COLOURS) == [_rgb(yellow.paper), _rgb(yellow.text)]


async def test_every_block_is_laid_out(open_page: OpenPage) -> None:
    page = await open_page(LONG)
    visibility = """() => [...new Set([...document.querySelectorAll(".body > *, .part")].map(
        (block) => getComputedStyle(block).contentVisibility
    ))]"""
    assert await page.evaluate(visibility) == ["auto"]
    await page.emulate_media(media="print")
    assert await page.evaluate(visibility) == ["visible"]
    words = (await page.locator("article").inner_text()).split()
    assert len(words) > 6500


async def test_a_pdf_is_as_it_is_read(open_page: OpenPage, portal: Served) -> None:
    page = await open_page(ARTICLE)
    await page.evaluate("""() => document.querySelector(".body").insertAdjacentHTML(
        "beforeend", "<p><a href='mailto:thu@example.org'>Viết cho chúng tôi</a></p>")""")
    blocks: list[str] = await page.evaluate(BLOCKS)
    cells = await page.locator(".body td").all_inner_texts()
    assert len(cells) == 21
    # What is too wide for the sheet becomes cards, even where a grid was chosen.
    for percent, tables, is_grid in ((100, "auto", True), (200, "grid", False)):
        await page.evaluate("(values) => portalReading.replace(values)", {"size": percent, "tables": tables})
        printed = sheets(await page.pdf(format="A4"))
        text = "".join(sheet.text for sheet in printed)
        assert [block for block in blocks if normalize("NFC", block) not in text] == []
        sizes = [size for sheet in printed for size in sheet.sizes]
        # 1.1875 rem, and a rem of 12 pt.
        assert mode(sizes) == pytest.approx(14.25 * percent / 100, rel=0.01)
        assert all(cell in text for cell in cells)
        assert text.count("Cánhân,hộgiađình–Thịtrấn") == (0 if is_grid else 7)
        own = f"{portal.url}/articles/hen-gio-lam-thu-tuc"
        for address in ("https://datdai.example.org/tra-cuu", own, "mailto:thu@example.org"):
            assert f"({address})" in text
        assert "(#" not in text
        assert f"{ARTICLE}" in printed[-1].text
        assert [sheet.footer for sheet in printed] == [f"{i}/{len(printed)}" for i in range(1, len(printed) + 1)]


async def test_what_has_still_to_follow_a_step_is_printed(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await loaded(page, "later")
    blocks: list[str] = await page.evaluate(BLOCKS)
    # Nothing follows any more, so that what is printed is what a moment after the step has.
    held_back = await page.evaluate("""() => {
        window.requestAnimationFrame = () => 0;
        portalReading.set("size", 140);
        return document.querySelectorAll("main [style*='content-visibility: hidden']").length;
    }""")
    assert held_back > 0
    text = "".join(sheet.text for sheet in sheets(await page.pdf(format="A4")))
    assert [block for block in blocks if normalize("NFC", block) not in text] == []


async def test_at_the_largest_size_nothing_is_cut(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    # A table that cannot become cards, and what is folded.
    await page.evaluate("""() => {
        document.querySelector(".body table").removeAttribute("role");
        document.querySelector(".body").insertAdjacentHTML(
            "beforeend", "<details><summary>Thêm</summary><p>Phần gấp lại</p></details>");
        portalReading.set("size", 600);
    }""")
    printed = sheets(await page.pdf(format="A4"))
    text = "".join(sheet.text for sheet in printed)
    assert "Phầngấplại" in text
    assert all(cell in text for cell in await page.locator(".body td").all_inner_texts())
    assert max(size for sheet in printed for size in sheet.sizes) >= 14.25 * 6
    # Who needs large letters needs them to put the sheets in order too.
    assert [sheet.footer for sheet in printed] == [f"{i}/{len(printed)}" for i in range(1, len(printed) + 1)]
    assert {round(sheet.footer_size) for sheet in printed} == {24}
