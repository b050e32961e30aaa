"""The terms of a vocabulary as sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from portal_ui.backends.drupal.resources import LARGEST_PAGE, ask, identifiers
from portal_ui.backends.slugs import slugify
from portal_ui.backends.values import at, plain, text
from portal_ui.content.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal_ui.backends.drupal.resources import Resource
    from portal_ui.backends.http import Http

_MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections in the vocabulary's order; `by_id` has them by the id of their term."""

    ordered: tuple[Section, ...] = ()
    by_id: Mapping[str, Section] | None = None

    def ids(self, slug: str) -> list[str]:
        """Return the ids of the terms of a section and of those inside it."""
        inside = {slug}
        for _ in self.ordered:
            grown = inside | {section.slug for section in self.ordered if section.parent in inside}
            if grown == inside:
                break
            inside = grown
        return [term for term, section in (self.by_id or {}).items() if section.slug in inside]


async def read(http: Http, origin: str, api: str, vocabulary: str) -> Sections:
    """Return the published terms of a vocabulary of the site at `origin`. Raises the three errors of a backend."""
    terms: list[Resource] = []
    address: str | None = f"{api}/taxonomy_term/{vocabulary}"
    params: Mapping[str, str | int] = {"filter[status]": 1, "sort": "weight,name", "page[limit]": LARGEST_PAGE}
    for _ in range(_MOST_PAGES):
        document = await ask(http, address, params) if address else None
        if document is None:
            break
        terms += document.data
        address, params = f"{origin}{document.next}" if document.next else None, {}
    return arrange(terms)


def arrange(terms: Iterable[Resource]) -> Sections:
    """Return these terms as sections. Of two with the same name in addresses, the later has its number added."""
    terms = list(terms)
    slugs: dict[str, str] = {}
    for term in terms:
        end = unquote(text(at(term, "attributes.path.alias")).rpartition("/")[2])
        number = text(at(term, "attributes.drupal_internal__tid"))
        slug = slugify(end) or slugify(text(at(term, "attributes.name"))) or number
        slugs[term["id"]] = f"{slug}-{number}" if slug in slugs.values() else slug
    by_id: dict[str, Section] = {}
    for order, term in enumerate(terms):
        parents = (slugs.get(text(parent.get("id"))) for parent in identifiers(term, "parent"))
        by_id[term["id"]] = Section(
            slug=slugs[term["id"]],
            title=text(at(term, "attributes.name")) or slugs[term["id"]],
            description=plain(at(term, "attributes.description.processed")),
            parent=next(filter(None, parents), None),
            order=order,
        )
    return Sections(tuple(by_id.values()), by_id)
