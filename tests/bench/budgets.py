"""The limits that the figures of `tests.bench` are printed beside, by the figure's own name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit in the unit of its figure, which may be no more than it, or no less where it is `at_least`."""

    limit: float
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Return whether a measured value keeps to the limit."""
        return value >= self.limit if self.at_least else value <= self.limit


def _lighthouse(page: str, largest_paint: float) -> dict[str, Budget]:
    scores = ("performance", "accessibility", "best practices", "SEO")
    return {f"{page}: {score}": Budget(100, at_least=True) for score in scores} | {
        f"{page}: largest contentful paint": Budget(largest_paint),
        f"{page}: total blocking time": Budget(50),
        f"{page}: layout shift": Budget(0.01),
    }


BUDGETS = {
    **_lighthouse("Lighthouse, article with image", 1.5),
    **_lighthouse("Lighthouse, article of text alone", 1.0),
    "weight: article HTML, gzip, beyond its text": Budget(14),
    "weight: render-blocking CSS, gzip": Budget(8),
    "weight: all CSS, gzip": Budget(20),
    "weight: our own script, gzip": Budget(15),
    "click: A+ to the next frame, worst": Budget(100),
    "click: the line being read moved by, worst": Budget(1),
    "embedding: embed.js, gzip": Budget(6),
    "embedding: heights that a step takes, worst": Budget(1),
    "load: cached pages": Budget(1500, at_least=True),
    "load: cached page, p99": Budget(50),
    "memory: at the end": Budget(350),
    "memory: growth in the second half": Budget(5),
    "start: fresh copy to first page": Budget(60),
    "folder: index": Budget(10),
    "folder: memory added by the index": Budget(100),
    "folder: a listing, p95": Budget(20),
    "search: an answer, worst": Budget(50),
}
