"""A survey in plain words: tables of what was found, and what to do next."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from portal_ui.content.protocol import BackendContract, BackendDenied

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal_ui.content.protocol import BackendError, Capabilities
    from portal_ui.server.check.survey import Sample, Step, Survey

WIDTH = 60
"""Characters of a cell, the rest of its text left out."""

CAN = {
    "total": "say how many articles there are",
    "search": "search",
    "sections": "sort articles into sections",
    "menu": "give the order of the menu",
    "by_path": "find an article by its old address",
    "attachments": "offer files with an article",
}
"""What each capability is, in words for owners; the largest page is told as a number."""

LOST = {
    "abbreviation": "abbreviations without expansion",
    "data-image": "images within the text itself, left out",
    "depth": "elements nested too deep, left out",
    "embed": "embedded pages or videos, now links",
    "form": "parts of forms, left out",
    "handler": "scripts on elements, left out",
    "image": "images without address, left out",
    "image-alt": "images without alternative text",
    "link": "broken or dangerous links, left out",
    "map": "image maps, left out",
    "media": "recordings without address, left out",
    "pixel": "counting images, left out",
    "script": "scripts, left out",
    "shortcode": "leftover shortcodes, left out",
    "style": "stylesheets, left out",
    "svg": "drawings within the text, left out",
}
"""What each count of `CleanBody.lost` means."""


def report(survey: Survey, capabilities: Capabilities, advice: Iterable[str]) -> str:
    """Return the whole report, ready to be printed."""
    parts = [table(("asked", "found", "ms"), [_step(step) for step in survey.steps])]
    parts.append(table(("can it ...", ""), _capabilities(capabilities)))
    if survey.samples:
        parts.append(
            table(("article", "words", "CMS ms", "page ms", "remarks"), [_sample(sample) for sample in survey.samples])
        )
    if sentences := [f"- {sentence}" for sentence in advice]:
        parts.append("\n".join(sentences))
    verdict = "The portal can be served." if survey.serves else "The portal cannot be served like this."
    return "\n\n".join([*parts, verdict])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows under a head in columns of equal width, in characters."""
    lines = [head, *([_short(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def cause(error: BackendError) -> str:
    """Return what an operator can do about a failure."""
    match error:
        case BackendDenied():
            return "It refuses us: set PORTAL_BACKEND_KEY, or have the interface opened for reading."
        case BackendContract():
            sample = f" It answered: {_short(error.sample)}" if error.sample else ""
            return f"It does not answer as this kind of CMS does: is PORTAL_BACKEND the right kind and address?{sample}"
        case _:
            return "It cannot be reached or fails: is the address right, and can this machine reach it?"


def _step(step: Step) -> tuple[str, str, str]:
    return step.asked, step.found, _ms(step.seconds)


def _capabilities(capabilities: Capabilities) -> list[tuple[str, str]]:
    known = {field.name: getattr(capabilities, field.name) for field in fields(capabilities)}
    can = [(words, "yes" if known[name] else "no") for name, words in CAN.items()]
    return [*can, ("list at a time", f"up to {capabilities.max_page}")]


def _sample(sample: Sample) -> tuple[str, str, str, str, str]:
    if sample.article is None or sample.body is None:
        remark = f"{type(sample.error).__name__}: {sample.error}" if sample.error else "listed, but not to be had"
        return sample.slug, "", "", "", remark
    article, lost = sample.article, sample.body.lost
    remarks = [f"withheld: {article.protected}"] if article.protected else []
    remarks += ["only its beginning"] if article.partial else []
    remarks += [f"{count} {LOST.get(name, name)}" for name, count in sorted(lost.items())]
    title = article.summary.title or sample.slug
    return title, str(sample.body.words), _ms(sample.fetched), _ms(sample.made), "; ".join(remarks)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
