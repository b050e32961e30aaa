"""Asking a backend for a little of everything."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from portal_ui.backends.catalogue import read_article
from portal_ui.backends.recordings.relay import PREFIX
from portal_ui.content.model import Query, Site
from portal_ui.content.protocol import BackendError
from portal_ui.locales import LOCALES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from portal_ui.backends.images.copies import ImageCopies
    from portal_ui.content.glossary import Glossary
    from portal_ui.content.model import Article, CleanBody, Page, Section, Summary
    from portal_ui.content.protocol import Backend

T = TypeVar("T")

SAMPLES = 5
LISTED = 10
NAMED = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One question to the backend: what was asked, what was found or what went wrong, and how long it took.

    Without an answer to one that is `needed` no portal can be served.
    """

    asked: str
    found: str
    seconds: float
    error: BackendError | None = None
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Sample:
    """One article made ready for its page; `slug` alone is known of one that could not be read."""

    slug: str
    article: Article | None = None
    body: CleanBody | None = None
    fetched: float = 0.0
    made: float = 0.0
    error: BackendError | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What a backend gave."""

    steps: tuple[Step, ...]
    samples: tuple[Sample, ...] = ()
    site: Site | None = None

    @property
    def serves(self) -> bool:
        """Whether a portal could be served from it: nothing failed that every page needs, nor every article."""
        if any(step.error and step.needed for step in self.steps):
            return False
        return not self.samples or any(sample.article for sample in self.samples)


async def survey(backend: Backend, copies: ImageCopies, lang: str, glossary: Glossary | None = None) -> Survey:
    """Ask the backend for its site, sections, newest articles and what else it says it can do; raises nothing of its.

    After the first failure of what every page needs nothing more is asked. `lang` is the interface's language.
    """
    steps: list[Step] = []

    async def ask(
        asked: str, answer: Awaitable[T], tell: Callable[[T], str], *, needed: bool = True
    ) -> T | BackendError:
        begun = time.perf_counter()
        try:
            found = await answer
        except BackendError as error:
            steps.append(Step(asked, f"{type(error).__name__}: {error}", time.perf_counter() - begun, error, needed))
            return error
        steps.append(Step(asked, tell(found), time.perf_counter() - begun, needed=needed))
        return found

    if isinstance(await ask("answers", backend.health(), lambda _: "yes"), BackendError):
        return Survey(tuple(steps))
    site = await ask("site", backend.site(), _site)
    if isinstance(site, BackendError):
        return Survey(tuple(steps))
    if isinstance(await ask("sections", backend.sections(), _sections), BackendError):
        return Survey(tuple(steps), site=site)
    page = await ask("newest articles", backend.list(Query(size=LISTED)), _listing)
    if isinstance(page, BackendError):
        return Survey(tuple(steps), site=site)
    if backend.capabilities.search and page.items:
        word = max(page.items[0].title.split() or [page.items[0].slug], key=len)
        await ask(f"search for “{word}”", backend.list(Query(search=word)), _listing, needed=False)
    samples = [await _sample(backend, copies, summary.slug, lang, glossary) for summary in page.items[:SAMPLES]]
    return Survey(tuple(steps), tuple(samples), site)


async def _sample(backend: Backend, copies: ImageCopies, slug: str, lang: str, glossary: Glossary | None) -> Sample:
    begun = time.perf_counter()
    try:
        await backend.get(slug)
        fetched = time.perf_counter()
        found = await read_article(
            backend,
            slug,
            LOCALES[lang],
            lambda slug: f"/articles/{slug}",
            copies,
            play=lambda _: PREFIX,  # nothing plays here, but on the pages it will
            glossary=glossary,
        )
    except BackendError as error:
        return Sample(slug, error=error)
    if found is None:
        return Sample(slug)
    return Sample(slug, *found, fetched=fetched - begun, made=time.perf_counter() - fetched)


def _site(site: Site) -> str:
    return ", ".join(part for part in (site.title or "(no title)", site.lang, site.url) if part)


def _sections(sections: tuple[Section, ...]) -> str:
    names = ", ".join(section.title for section in sections[:NAMED]) + (", ..." if len(sections) > NAMED else "")
    return f"{len(sections)}: {names}" if sections else "none"


def _listing(page: Page[Summary]) -> str:
    total = "" if page.total is None else f" of {page.total}"
    more = ", and more" if page.total is None and page.has_next else ""
    untitled = sum(not summary.title for summary in page.items)
    undated = sum(summary.published is None for summary in page.items)
    remarks = [f"{count} without {what}" for count, what in ((untitled, "title"), (undated, "date")) if count]
    return "; ".join([f"{len(page.items)}{total}{more}", *remarks])
