"""What Lighthouse says of an article with its image and of one of text alone: mobile defaults, the median of runs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from portal_ui.server.renderer.renderer import node_program
from tests.bench.portal import TEXT_ALONE, WITH_IMAGE, serving
from tests.browser import chromium

PROGRAM = Path(__file__).parents[1] / "node_modules" / "lighthouse" / "cli" / "index.js"
SCORES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
TIMES = {
    "first-contentful-paint": ("first contentful paint", 1000, "s"),
    "largest-contentful-paint": ("largest contentful paint", 1000, "s"),
    "total-blocking-time": ("total blocking time", 1, "ms"),
    "cumulative-layout-shift": ("layout shift", 1, ""),
}


def measure(runs: int = 3) -> list[tuple[str, float, str]]:
    """Return scores of 0 to 100, paints in seconds, blocking time in ms and the layout shift score, each a median."""
    figures: list[tuple[str, float, str]] = []
    with serving() as served:
        for name, path in (("article with image", WITH_IMAGE), ("article of text alone", TEXT_ALONE)):
            reports = [_report(served.url + path) for _ in range(runs)]
            figures += [(f"Lighthouse, {name}: {what}", value, unit) for what, value, unit in _medians(reports)]
    return figures


def _medians(reports: list[dict[str, Any]]) -> list[tuple[str, float, str]]:
    scores = [
        (name, statistics.median(report["categories"][key]["score"] * 100 for report in reports), "")
        for key, name in SCORES.items()
    ]
    times = [
        (name, statistics.median(report["audits"][key]["numericValue"] / divisor for report in reports), unit)
        for key, (name, divisor, unit) in TIMES.items()
    ]
    return scores + times


def _report(url: str) -> dict[str, Any]:
    program = chromium.find()
    if program is None:
        raise RuntimeError(chromium.MISSING)
    if not PROGRAM.is_file():
        raise RuntimeError("Lighthouse is not installed: run `make bench`, or `npm ci --prefix tests`")
    flags = " ".join(["--headless=new", *chromium.ARGUMENTS])
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory) / "report.json"
        command = [node_program(), str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={report}"]
        only = f"--only-categories={','.join(SCORES)}"
        environment = os.environ | {"CHROME_PATH": program}
        done = subprocess.run(
            [*command, only, f"--chrome-flags={flags}"], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"Lighthouse failed:\n{done.stderr}")
        return json.loads(report.read_text("utf-8"))
