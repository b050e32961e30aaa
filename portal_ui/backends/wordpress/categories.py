"""Categories: the sections of a WordPress site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.backends.values import plain
from portal_ui.backends.wordpress.answers import Term
from portal_ui.backends.wordpress.api import MOST
from portal_ui.backends.wordpress.slugs import readable
from portal_ui.content.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portal_ui.backends.wordpress.api import Api

MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Categories:
    """The sections in the order of a menu, by their categories' ids, and the id of each one's parent (0: none)."""

    sections: Mapping[int, Section]
    parents: Mapping[int, int]

    def among(self, ids: Iterable[int]) -> Section | None:
        """Return the section of an article in these categories: the innermost of the first."""
        known = [number for number in ids if number in self.sections]
        outer = {around for number in known for around in self._around(number)}
        return next((self.sections[number] for number in known if number not in outer), None)

    def within(self, slug: str) -> tuple[int, ...]:
        """Return the ids of the category and of those inside it, whose articles WordPress shows with its own."""
        return tuple(
            number
            for number in self.sections
            if any(self.sections[one].slug == slug for one in (number, *self._around(number)))
        )

    def _around(self, number: int) -> Iterator[int]:
        seen = {number}
        while (number := self.parents.get(number, 0)) in self.sections and number not in seen:
            seen.add(number)
            yield number


async def read_categories(api: Api) -> Categories:
    """Return the categories that have articles, or others inside them that have. Raises the errors of a backend."""
    terms: list[Term] = []
    for page in range(1, MOST_PAGES + 1):
        rows = await api.rows(
            "categories", Term, hide_empty="true", per_page=MOST, page=page, _fields="id,name,slug,description,parent"
        )
        terms += rows.items
        if len(rows.items) < MOST:
            break
    return arrange(terms)


def arrange(terms: Iterable[Term]) -> Categories:
    """Return the categories as given (WordPress sorts them by name), each followed by those inside it."""
    inside: dict[int, list[Term]] = {}
    terms = tuple(terms)
    slugs = {term.id: readable(term.slug) for term in terms}
    for term in terms:
        inside.setdefault(term.parent if term.parent in slugs else 0, []).append(term)
    sections: dict[int, Section] = {}
    waiting = list(reversed(inside.get(0, [])))
    while waiting:
        term = waiting.pop()
        sections[term.id] = Section(
            slug=slugs[term.id],
            title=plain(term.name) or slugs[term.id],
            description=plain(term.description),
            parent=slugs.get(term.parent),
            order=len(sections),
        )
        waiting += reversed(inside.get(term.id, []))
    return Categories(sections, {term.id: term.parent for term in terms})
