"""A survey in plain words: tables of what was found, and what to do next."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from portal_ui.content.protocol import BackendContract, BackendDenied

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal_ui.content.protocol import BackendError, Capabilities
    from portal_ui.server.check.audit import Audit
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


LACKS = {
    "image-alt": "images without alternative text",
    "h1": "headings of level 1 within the text, where the article's title is the one",
    "heading-order": "headings that skip a level",
    "table-header": "tables without header cells",
    "link-text": "links that do not say where they lead",
    "abbreviation": "abbreviations that neither the text nor the glossary expands",
}
"""What each kind of `lacks` means, in the order in which they are told."""


def report(survey: Survey, capabilities: Capabilities, audit: Audit | None, advice: Iterable[str]) -> str:
    """Return the whole report, ready to be printed."""
    parts = [table(("asked", "found", "ms"), [_step(step) for step in survey.steps])]
    parts.append(table(("can it ...", ""), _capabilities(capabilities)))
    if survey.samples:
        parts.append(
            table(("article", "words", "CMS ms", "page ms", "remarks"), [_sample(sample) for sample in survey.samples])
        )
    if audit and audit.read:
        parts.append(lacking(audit))
    if sentences := [f"- {sentence}" for sentence in advice]:
        parts.append("\n".join(sentences))
    verdict = "The portal can be served." if survey.serves else "The portal cannot be served like this."
    return "\n\n".join([*parts, verdict])


def lacking(audit: Audit) -> str:
    """Return what the articles lack, each with how often and where; or that nothing was found."""
    of = f" of {audit.of}" if audit.of is not None else ""
    which = f"the newest {audit.read}{of} articles"
    if not audit.lacks:
        parts = [f"Nothing that readers with disabilities need was found lacking in {which}."]
    else:
        parts = [f"What readers with disabilities lack in {which}, for editors to add:"]
    for kind, what in LACKS.items():
        if lack := audit.lacks.get(kind):
            parts.append(f"  {what}: {lack.count}, in {_articles(lack.articles)}")
            parts += [f"    {_short(one.text)} - {_short(one.title)} ({one.address})" for one in lack.examples]
    if audit.error:
        parts.append(f"  The reading ended early: {type(audit.error).__name__}: {audit.error}")
    return "\n".join(parts)


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


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
