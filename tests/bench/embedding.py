"""What the scripts for other sites weigh, and how soon its frame is as tall as text that has been made larger."""

from __future__ import annotations

import gzip
import statistics
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from portal_ui import build
from portal_ui.front_end import CONTROLS_SCRIPT, EMBED_SCRIPT, EXCERPT_SCRIPT
from tests.bench.portal import WITH_IMAGE, serving
from tests.browser import chromium
from tests.browser.embedding import host_page, hosting

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = (EMBED_SCRIPT, CONTROLS_SCRIPT, EXCERPT_SCRIPT)
QUIET = 500
"""Milliseconds after a step in which the frame's height is watched."""

# Both pages tell the time since the same moment, to a fraction of a millisecond.
WATCH = """() => {
    globalThis.heights = [];
    const frame = document.querySelector("portal-article").shadowRoot.querySelector("iframe");
    new MutationObserver(() => heights.push([performance.timeOrigin + performance.now(), frame.style.blockSize]))
        .observe(frame, { attributeFilter: ["style"] });
}"""
SET = """(size) => {
    const now = performance.timeOrigin + performance.now();
    portalReading.set("size", size);
    return now;
}"""


def measure() -> list[tuple[str, float, str]]:
    """Return kB (1000 bytes), ms from each step of size to the frame's last height, and the heights that took."""
    durations: list[float] = []
    counts: list[float] = []
    with hosting() as host, serving(frame_ancestors=host.url) as served, sync_playwright() as playwright:
        host.html = host_page(served.url, f"<portal-article src='{served.url}{WITH_IMAGE}'></portal-article>")
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = browser.new_page()
        page.goto(host.url, wait_until="networkidle")
        frame = page.frames[1]
        page.evaluate(WATCH)
        for size in frame.evaluate("portalReading.settings.size.steps"):
            begun = frame.evaluate(SET, size)
            page.wait_for_timeout(QUIET)
            heights = page.evaluate("heights.splice(0)")
            if heights:
                durations.append(heights[-1][0] - begun)
                counts.append(len({height for _, height in heights}))
        browser.close()
    return [
        *((f"embedding: {script.name}, gzip", _packed(script), "kB") for script in SCRIPTS),
        ("embedding: a step of size to the frame's height, p50", statistics.median(durations), "ms"),
        ("embedding: a step of size to the frame's height, worst", max(durations), "ms"),
        ("embedding: heights that a step takes, worst", max(counts), ""),
    ]


def _packed(script: Path) -> float:
    return len(gzip.compress((build.current() / script).read_bytes(), 9)) / 1000
