"""The section pages of the site, and which of them a page lies in: the page tree shows in the addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from portal_ui.backends.values import at, plain, text
from portal_ui.content.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal_ui.backends.wagtail.api import Api, Item
    from portal_ui.backends.wagtail.options import Options
    from portal_ui.backends.wagtail.shape import Shape

MAX_SECTIONS = 400


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections in the order of the tree; `ids` are the pages' numbers by slug, `by_path` the sections by path."""

    ordered: tuple[Section, ...]
    ids: Mapping[str, int]
    by_path: Mapping[str, Section]

    def around(self, path: str) -> Section | None:
        """Return the innermost section around the page at `path`, itself left out."""
        while path := path.rstrip("/").rpartition("/")[0]:
            if found := self.by_path.get(f"{path}/"):
                return found
        return None


async def read(api: Api, shape: Shape, options: Options) -> Sections:
    """Return the sections of the site. Raises the three errors of a backend."""
    items: list[Item] = []
    if shape.section_type:
        total = 1
        while len(items) < min(total, MAX_SECTIONS):
            listing = await api.pages(
                {"type": shape.section_type, "fields": "*", "limit": options.limit, "offset": len(items)}
            )
            if not listing.items:
                break
            items += listing.items
            total = listing.total
    return arrange(items, options.fields.lead, api)


def arrange(items: Iterable[Item], description: Iterable[str], api: Api) -> Sections:
    """Return these pages as sections. Of two with the same slug, the later one has its number added."""
    names = tuple(description)
    ordered: list[Section] = []
    ids: dict[str, int] = {}
    by_path: dict[str, Section] = {}
    around = Sections((), {}, by_path)
    for item in items:
        slug, path = text(at(item, "meta.slug")), path_of(item, api)
        if not slug or path is None:
            continue
        if slug in ids:
            slug = f"{slug}-{item['id']}"
        parent = around.around(path)
        section = Section(
            slug=slug,
            title=text(item.get("title")) or slug,
            description=next((said for name in names if (said := plain(item.get(name)))), ""),
            parent=parent.slug if parent else None,
            order=len(ordered),
        )
        ordered.append(section)
        ids[slug] = item["id"]
        by_path[path] = section
    return Sections(tuple(ordered), ids, by_path)


def path_of(item: Item, api: Api) -> str | None:
    """Return the decoded path of a page's address, with a slash at its end."""
    url = api.public_url(item)
    return f"{unquote(url.removeprefix(api.origin)).rstrip('/')}/" if url else None
