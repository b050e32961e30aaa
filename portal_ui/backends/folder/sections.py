"""The sections that folders make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.backends.folder.problem import Problem
from portal_ui.backends.folder.slugs import slug_of
from portal_ui.backends.slugs import slugify, title_of
from portal_ui.content.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Naming:
    """What a folder's `_section.md` says of it, each field empty where it says nothing."""

    title: str = ""
    description: str = ""
    order: int = 0
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Sections:
    """`ordered` as in a menu: by order, then by name, each followed by those inside it."""

    ordered: tuple[Section, ...]
    by_slug: Mapping[str, Section]
    by_folder: Mapping[str, Section]

    def of(self, folder: str, wanted: str) -> Section | None:
        """Return the section whose slug is `wanted`, else that of `folder`, `None` at the root."""
        return self.by_slug.get(slugify(wanted)) or self.by_folder.get(folder)

    def up(self, section: Section | None) -> Iterator[Section]:
        """Yield a section and those around it, from the inside out."""
        while section:
            yield section
            section = self.by_slug.get(section.parent) if section.parent else None


def arrange(folders: Iterable[str], namings: Mapping[str, Naming]) -> tuple[Sections, list[Problem]]:
    """Make sections of `folders` (paths, empty for the root, which is none), of those named, and of all around them.

    If two have the same slug, the first by path keeps it; the articles of the other go to the section around it.
    """
    by_slug: dict[str, Section] = {}
    by_folder: dict[str, Section] = {}
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    for folder in sorted({around for holder in (*folders, *namings) for around in _around(holder)}):
        parent_folder, _, name = folder.rpartition("/")
        parent = by_folder.get(parent_folder)
        naming = namings.get(folder, Naming())
        slug = slug_of(naming.slug) if naming.slug else "-".join(map(slug_of, folder.split("/")))
        if slug in by_slug:
            problems.append(Problem(folder, None, f"slug {slug}: already that of {owners[slug]}"))
            if parent:
                by_folder[folder] = parent
            continue
        owners[slug] = folder
        by_slug[slug] = by_folder[folder] = Section(
            slug=slug,
            title=naming.title or title_of(name),
            description=naming.description,
            parent=parent.slug if parent else None,
            order=naming.order,
        )

    def rank(slug: str) -> list[tuple[int, str]]:
        return [(namings.get(around, Naming()).order, around.casefold()) for around in _around(owners[slug])]

    ordered = tuple(by_slug[slug] for slug in sorted(owners, key=rank))
    return Sections(ordered, by_slug, by_folder), problems


def _around(folder: str) -> list[str]:
    """Return the folders around `folder`, from the outermost, and itself; the root is not one of them."""
    parts = folder.split("/") if folder else []
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
