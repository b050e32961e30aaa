"""All that the folder holds, put in order: sections, articles newest first, and what is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING
from unicodedata import normalize

from portal_ui.backends.folder import media, sections
from portal_ui.backends.folder.problem import Problem
from portal_ui.content.model import Image, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portal_ui.backends.folder.article import Reading
    from portal_ui.backends.folder.front_matter import Reference
    from portal_ui.backends.folder.sections import Naming, Sections
    from portal_ui.content.model import Site


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the catalog knows it. `path` is the file's, relative to the content folder."""

    path: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Catalog:
    """The folder at one moment, drafts left out.

    `entries` and the listings are newest first, then those without a date. A section lists the articles of the
    sections inside it too. Tags are casefolded. `files` are the served files' paths by their NFC form.
    """

    site: Site
    files: Mapping[str, str]
    sections: Sections
    entries: Sequence[Entry]
    by_slug: Mapping[str, Entry]
    by_path: Mapping[str, Entry]
    by_section: Mapping[str, Sequence[Entry]]
    by_tag: Mapping[str, Sequence[Entry]]
    problems: tuple[Problem, ...]


def assemble(
    site: Site,
    namings: Mapping[str, Naming],
    readings: Iterable[Reading],
    files: Mapping[str, str],
    problems: Iterable[Problem],
) -> Catalog:
    """Put together what was read; `problems` are those found while reading.

    If two articles have the same slug, the first by path keeps it.
    """
    readings = sorted(readings, key=lambda reading: reading.path)
    public = [reading for reading in readings if not reading.front.draft]
    arranged, clashes = sections.arrange({reading.folder for reading in public}, namings)
    found = [*problems, *clashes]
    for reading in readings:
        found += _missing(reading, arranged, files)

    by_slug: dict[str, Entry] = {}
    by_section: defaultdict[str, list[Entry]] = defaultdict(list)
    by_tag: defaultdict[str, list[Entry]] = defaultdict(list)
    for reading in public:
        slug = reading.front.slug
        if slug in by_slug:
            found.append(Problem(reading.path, None, f"slug {slug}: already that of {by_slug[slug].path}, left out"))
            continue
        entry = by_slug[slug] = Entry(reading.path, summarise(reading, slug, arranged, files))
        for section in arranged.up(entry.summary.section):
            by_section[section.slug].append(entry)
        for tag in reading.front.tags:
            by_tag[tag.casefold()].append(entry)

    for reading in public:
        for lang, named in reading.front.translations:
            if named.value not in by_slug:
                cause = f"translations: {lang}: no article has the slug {named.value}"
                found.append(Problem(reading.path, named.line, cause))

    entries = sorted(by_slug.values(), key=newest_first)
    for listing in (*by_section.values(), *by_tag.values()):
        listing.sort(key=newest_first)
    return Catalog(
        site=site,
        files=files,
        sections=arranged,
        entries=entries,
        by_slug=by_slug,
        by_path={normalize("NFC", entry.path): entry for entry in entries},
        by_section=dict(by_section),
        by_tag=dict(by_tag),
        problems=tuple(sorted(found, key=lambda problem: (problem.path, problem.line or 0))),
    )


def newest_first(entry: Entry) -> tuple[float, str]:
    """Return the sort key of listings: by time, newest first, those without one last; then by slug."""
    published = entry.summary.published
    return (-published.timestamp() if published else inf, entry.summary.slug)


def summarise(reading: Reading, slug: str, arranged: Sections, files: Mapping[str, str]) -> Summary:
    """Return an article's summary; the size of its cover is left to whoever shows it."""
    front = reading.front
    cover = media.locate(front.cover.value, reading.folder, files) if front.cover else None
    return Summary(
        slug=slug,
        title=front.title,
        lead=front.lead,
        published=front.published,
        updated=front.updated,
        section=arranged.of(reading.folder, front.section.value if front.section else ""),
        cover=Image(cover, front.cover_alt, front.cover_caption) if cover else None,
        lang=front.lang,
    )


def _missing(reading: Reading, arranged: Sections, files: Mapping[str, str]) -> Iterable[Problem]:
    front = reading.front
    if front.section and arranged.of("", front.section.value) is None:
        yield Problem(reading.path, front.section.line, f"section: none has the slug {front.section.value}")
    named: list[tuple[str, Reference | None]] = [
        ("cover", front.cover),
        ("audio", front.audio),
        *(("attachments", file) for file, _title in front.attachments),
        *(("image", image) for image in reading.images),
    ]
    for field, reference in named:
        if reference and media.locate(reference.value, reading.folder, files) is None:
            cause = f"{field}: {reference.value} is not there, or not of a kind that is served"
            yield Problem(reading.path, reference.line, cause)
