"""Sections: the tags that the site's navigation leads to, or else all tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal_ui.backends.own_site import path_on
from portal_ui.backends.values import at, rows, table, text
from portal_ui.content.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal_ui.backends.ghost.api import Api

MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections by slug, in the order of the menu, and the slug of every tag by its name in small letters."""

    by_slug: Mapping[str, Section]
    tags: Mapping[str, str]

    def of(self, tags: Iterable[dict[str, Any]]) -> Section | None:
        """Return the section of a post with these tags: the first that is one."""
        return next((self.by_slug[slug] for tag in tags if (slug := text(tag.get("slug"))) in self.by_slug), None)

    def slug_of(self, name: str) -> str | None:
        """Return the slug of the tag of this name or slug, `None` if there is none with posts."""
        return self.tags.get(name.casefold())


async def read_tags(api: Api) -> list[dict[str, Any]]:
    """Return the public tags that have posts, those with the most first. Raises the errors of a backend."""
    found: list[dict[str, Any]] = []
    for page in range(1, MOST_PAGES + 1):
        tags = await api.rows(
            "tags", include="count.posts", filter="visibility:public", order="count.posts desc", limit=100, page=page
        )
        found += tags.items
        if len(found) >= tags.total or not tags.items:
            break
    return [tag for tag in found if at(tag, "count.posts") != 0]


def arrange(tags: list[dict[str, Any]], settings: dict[str, Any], hosts: frozenset[str]) -> Sections:
    """Return the sections, in the order and under the names of the navigation if it leads to any tag."""
    places = {path_on(text(tag.get("url")), hosts): tag for tag in tags if tag.get("url")}
    entries = [table(entry) for entry in rows(settings.get("navigation"))]
    chosen = [
        (tag, text(entry.get("label")))
        for entry in entries
        if (path := path_on(text(entry.get("url")), hosts)) and (tag := places.get(f"{path.rstrip('/')}/"))
    ]
    return Sections(
        by_slug={
            text(tag.get("slug")): Section(
                slug=text(tag.get("slug")),
                title=label or text(tag.get("name")),
                description=text(tag.get("description")),
                order=order,
            )
            for order, (tag, label) in enumerate(chosen or [(tag, "") for tag in tags])
        },
        tags={text(tag.get(name)).casefold(): text(tag.get("slug")) for name in ("slug", "name") for tag in tags},
    )
