"""Going through the newest articles for what their source lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal_ui.content.glossary import Glossary
from portal_ui.content.model import Query
from portal_ui.content.pipeline import Context, clean, lacks
from portal_ui.content.protocol import BackendContract, BackendError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from portal_ui.content.model import Article, Summary
    from portal_ui.content.protocol import Backend

EXAMPLES = 3
_LISTED = 50


@dataclass(frozen=True, slots=True)
class Example:
    """What shows a lack, and the article that it stands in."""

    text: str
    title: str
    address: str


@dataclass(slots=True)
class Lack:
    """How often something is lacking, in how many articles, and the first examples, no two from one article."""

    count: int = 0
    articles: int = 0
    examples: list[Example] = field(default_factory=list[Example])


@dataclass(slots=True)
class Audit:
    """What the articles read lack, by the kinds of `lacks`; `of` is how many the backend has, where it can say.

    `error` ended the reading before its bound.
    """

    read: int = 0
    of: int | None = None
    lacks: dict[str, Lack] = field(default_factory=dict[str, Lack])
    error: BackendError | None = None


async def audit(backend: Backend, glossary: Glossary | None, most: int, tell: Callable[[int, int], None]) -> Audit:
    """Read the newest articles, one after another and `most` at most, and return what they lack.

    `tell` is given how many were read, and of how many, after each. An article that the backend gives otherwise than it
    should is passed over; where the backend fails or refuses, what was found until then is returned with its error.
    """
    found = Audit()
    context = Context(glossary=glossary or Glossary())
    try:
        async for summary in _newest(backend, most, found):
            try:
                article = await backend.get(summary.slug)
            except BackendContract:
                continue
            if article:
                found.read += 1
                _look_through(article, context, found)
                tell(found.read, most if found.of is None else min(most, found.of))
    except BackendError as error:
        found.error = error
    return found


async def _newest(backend: Backend, most: int, found: Audit) -> AsyncIterator[Summary]:
    given: set[str] = set()
    number, has_next = 1, True
    while has_next:
        page = await backend.list(Query(page=number, size=min(_LISTED, most, backend.capabilities.max_page)))
        found.of = page.total
        for summary in page.items:
            if len(given) < most and summary.slug not in given:
                given.add(summary.slug)
                yield summary
        number, has_next = number + 1, page.has_next and bool(page.items) and len(given) < most


def _look_through(article: Article, context: Context, found: Audit) -> None:
    title = article.summary.title or article.summary.slug
    body = clean(article.html, address=article.address, lang=article.summary.lang, context=context)
    here: set[str] = set()
    for kind, text in lacks(article.html, body):
        lack = found.lacks.setdefault(kind, Lack())
        lack.count += 1
        if kind not in here:
            here.add(kind)
            lack.articles += 1
            if len(lack.examples) < EXAMPLES:
                lack.examples.append(Example(text, title, article.address))
