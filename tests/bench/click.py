"""How long the longest article takes to answer A+, on a slow device, and how far the line being read moves."""

from __future__ import annotations

import contextlib
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, sync_playwright

from tests.bench.portal import LONG, serving_long_article
from tests.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

SLOWDOWN = 4
SHORTEST = 16.0
"""Event Timing's shortest duration in ms: an event that was quicker has no entry (Event Timing API, 3.1)."""
SCREENS = ((390, 844), (1280, 800))
DEPTHS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9)
STEPS = ("size-larger", "size-larger", "size-larger", "size-smaller", "contrast-more", "size-larger", "size-reset")
CLICKS = 8
PRESS = 80
"""How long a finger stays on a button, in ms."""
SCRIPT = Path(__file__).with_name("click.js")
PLAIN = """<!doctype html><meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  body { max-width: 36em; margin: auto; font: 1.2rem/1.6 sans-serif }
  button { position: fixed; top: 0; font-size: 1rem }
</style>
<button data-reading="size-larger" onclick="size += 0.1; document.documentElement.style.fontSize = size * 16 + 'px'">
A+</button><script>let size = 1</script>"""
"""The peer: a page that is nothing but the text, and a button that changes its size as such buttons commonly do."""


def measure() -> list[tuple[str, float, str]]:
    """Return ms from a click on A+ to the next frame, by Event Timing, and the movement of the line in line heights.

    Both over two screens; the clicks in mid-article at four times the slowness of this machine, beside those in a plain
    page, which is as slow as the machine is; the movement for single steps of every kind at several depths.
    """
    durations: list[float] = []
    plain: list[float] = []
    moves: list[float] = []
    with serving_long_article() as served:
        for width, height in SCREENS:
            with _page(served.url + LONG, width, height) as page:
                moves += [move for depth in DEPTHS for move in _moves(page, depth)]
            with _page(served.url + LONG, width, height) as page:
                durations += _durations(page)
                peer = page.context.new_page()
                peer.set_content(PLAIN + page.evaluate("bench.text()"))
                peer.add_script_tag(content=SCRIPT.read_text("utf-8"))
                plain += _durations(peer)
    return [
        ("click: A+ to the next frame, p50", statistics.median(durations), "ms"),
        ("click: A+ to the next frame, worst", max(durations), "ms"),
        ("click: the same text in a plain page, p50", statistics.median(plain), "ms"),
        ("click: share of a plain page's time, p50", statistics.median(durations) / statistics.median(plain), ""),
        ("click: the line being read moved by, p50", statistics.median(moves), "lines"),
        ("click: the line being read moved by, worst", max(moves), "lines"),
    ]


@contextlib.contextmanager
def _page(url: str, width: int, height: int) -> Generator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True).new_page()
        page.goto(url, wait_until="networkidle")
        page.add_script_tag(content=SCRIPT.read_text("utf-8"))
        yield page
        browser.close()


def _durations(page: Page) -> list[float]:
    _scroll(page, 0.5)
    slower = page.context.new_cdp_session(page)
    slower.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})  # pyright: ignore[reportUnknownMemberType]
    durations: list[float] = []
    for _ in range(CLICKS):
        _click(page, "size-larger")
        page.wait_for_timeout(1000)
        durations.append(max(page.evaluate("bench.clicks.splice(0)"), default=SHORTEST))
    return durations


def _moves(page: Page, depth: float) -> Iterator[float]:
    _scroll(page, depth)
    for step in STEPS:
        page.evaluate("bench.readLine()")
        _click(page, step)
        page.wait_for_timeout(400)
        yield page.evaluate("bench.moved()")


def _scroll(page: Page, depth: float) -> None:
    page.evaluate("depth => scrollTo({top: depth * document.documentElement.scrollHeight, behavior: 'instant'})", depth)
    page.wait_for_timeout(500)


def _click(page: Page, step: str) -> None:
    """Press a button as a hand does: the pointer is there before, and nothing but the portal's own code is in the page.

    Playwright's locators would listen to the pointer, too, for a tenth of what is measured.
    """
    page.mouse.move(*page.evaluate("step => bench.middle(step)", step))
    page.wait_for_timeout(200)
    page.mouse.down()
    page.wait_for_timeout(PRESS)
    page.mouse.up()
