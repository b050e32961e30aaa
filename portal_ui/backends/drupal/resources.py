"""JSON:API documents: resources, what they relate to, and pages of them (https://jsonapi.org/format/)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from portal_ui.backends.values import at, number, objects, rows, table, text
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal_ui.backends.http import Answer, Http

Resource = dict[str, Any]

LARGEST_PAGE = 50
"""What Drupal gives at most, whatever is asked for (`OffsetPage::SIZE_MAX`)."""

_ACCEPT = {"Accept": "application/vnd.api+json"}


@dataclass(frozen=True, slots=True)
class Document:
    """Resources with those they relate to. `next` is the path and query of the page after; `total` mostly unknown."""

    data: tuple[Resource, ...]
    included: Mapping[tuple[str, str], Resource]
    next: str | None
    total: int | None

    def related(self, resource: Resource, name: str) -> list[tuple[dict[str, Any], Resource]]:
        """Return the relationship's own `meta` and the resource, for each that is there and that we may see."""
        found: list[tuple[dict[str, Any], Resource]] = []
        for identifier in identifiers(resource, name):
            other = self.included.get((text(identifier.get("type")), text(identifier.get("id"))))
            if other is not None:
                found.append((table(identifier.get("meta")), other))
        return found


def identifiers(resource: Resource, name: str) -> list[dict[str, Any]]:
    """Return what a relationship names, be it one or several."""
    data = at(resource, f"relationships.{name}.data")
    return [table(item) for item in (rows(data) or [data]) if table(item)]


async def ask(
    http: Http, address: str, params: Mapping[str, str | int], missing: tuple[int, ...] = (404, 410)
) -> Document | None:
    """Return the document at an address, `None` for a status in `missing`. Raises the three errors of a backend."""
    answer = await http.get(address, params, headers=_ACCEPT, missing=missing)
    return read(answer) if answer else None


def read(answer: Answer) -> Document:
    """Return an answer's document. Raises `BackendContract` if it is no list of resources."""
    data = answer.json()
    resources = objects(answer, data, "data")
    if not all(text(item.get("type")) and text(item.get("id")) for item in resources):
        raise BackendContract(f"{answer.url} has resources without type or id", answer.sample())
    included = [table(item) for item in rows(at(data, "included"))]
    link = at(data, "links.next")
    parts = urlsplit(text(table(link).get("href") if isinstance(link, dict) else link))
    return Document(
        data=tuple(resources),
        included={(text(item.get("type")), text(item.get("id"))): item for item in included},
        # Behind a proxy the site may know itself by another host or scheme.
        next=f"{parts.path}?{parts.query}" if parts.path else None,
        total=number(at(data, "meta.count")),
    )
