"""What a page says of itself for machines: schema.org by JSON-LD or microdata, else Open Graph and its kin."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal_ui.backends.corrections import corrections
from portal_ui.backends.html_pages.document import first, select, words
from portal_ui.backends.values import at, moment, plain, rows, table, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from portal_ui.backends.html_pages.document import Element
    from portal_ui.content.model import Correction

_SCOPE = ("[itemscope][itemtype*='Article']", "[itemscope][itemtype*='BlogPosting']")
_BODY = ("[itemprop~=articleBody]", ".e-content", ".entry-content")
"""schema.org's, and those of the microformats h-entry and hAtom, which WordPress themes have kept."""


_RIGHTS = ("dcterms.rights", "dc.rights", "copyright")
"""Names of `meta`: https://www.dublincore.org/specifications/dublin-core/dcq-html/ and what was there before."""


@dataclass(frozen=True, slots=True)
class Said:
    """Empty or `None` is what the page does not say. `body` is the element that it calls the article's body."""

    is_article: bool
    title: str
    lead: str
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    section: str
    cover: str
    lang: str
    body: Element | None
    copyright: str
    corrections: tuple[Correction, ...]


def read(root: Element, zone: ZoneInfo) -> Said:
    """Return what the page at `root` says; `zone` is that of times without an offset."""
    nothing: dict[str, Any] = {}
    linked = next((thing for thing in _linked_data(root) if _is_article(thing)), nothing)
    scope = first(root, _SCOPE)
    micro = _microdata(scope) if scope is not None else {}
    meta = _meta(root)
    tags = linked.get("keywords")
    html = root.getroottree().getroot()
    return Said(
        is_article=bool(linked) or scope is not None or meta.get("og:type", [""])[0] == "article",
        title=plain(linked.get("headline")) or micro.get("headline", "") or _title(root, meta),
        lead=plain(linked.get("description"))
        or micro.get("description", "")
        or _one(meta, "og:description")
        or _one(meta, "description"),
        published=moment(
            linked.get("datePublished")
            or micro.get("datePublished")
            or _one(meta, "article:published_time")
            or _only_time(root),
            zone,
        ),
        updated=moment(
            linked.get("dateModified") or micro.get("dateModified") or _one(meta, "article:modified_time"), zone
        ),
        authors=_people(linked.get("author")) or texts(micro.get("author")) or texts(meta.get("author")),
        tags=texts(rows(tags) or text(tags).split(",")) or texts(meta.get("article:tag")),
        section=next(iter(texts(linked.get("articleSection"))), "") or _one(meta, "article:section"),
        cover=_picture(linked.get("image")) or _one(meta, "og:image"),
        lang=text(html.get("lang")),
        body=_only(select(root, _BODY)),
        copyright=_rights(linked) or _rights(micro) or next(filter(None, (_one(meta, name) for name in _RIGHTS)), ""),
        corrections=corrections(linked.get("correction"), zone),
    )


def site_name(root: Element) -> str:
    """Return the name of the site that a page belongs to."""
    return _one(_meta(root), "og:site_name") or words(first(root, ["title"]))


def _linked_data(root: Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _things(json.loads(script.text or ""))
            except (ValueError, RecursionError):
                continue


def _things(data: Any) -> Iterator[dict[str, Any]]:
    for thing in rows(data) or [data]:
        if isinstance(thing, dict):
            yield table(thing)
            yield from (table(inside) for inside in rows(table(thing).get("@graph")))


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = texts(thing.get("@type"))
    return any(kind.endswith(("Article", "BlogPosting", "Report")) for kind in kinds)


def _microdata(scope: Element) -> dict[str, str]:
    """Return the article's own properties, not those of the things within it; a property of several names has each."""
    found: dict[str, str] = {}
    for element in scope.iter():
        names = (element.get("itemprop") or "").split()
        inside = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
        if names and inside is scope:
            value = element.get("content") or element.get("datetime") or words(_named(element))
            for name in names:
                found.setdefault(name, text(value))
    return found


def _named(element: Element) -> Element:
    """Return what names a thing that is a property, such as an author."""
    inside = first(element, ["[itemprop~=name]"]) if element.get("itemscope") is not None else None
    return element if inside is None else inside


def _meta(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name, content = meta.get("property") or meta.get("name"), text(meta.get("content"))
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _only(bodies: list[Element]) -> Element | None:
    """Return the one body; a page with several lists articles."""
    return bodies[0] if len(bodies) == 1 else None


def _only_time(root: Element) -> str:
    """Return the one time that stands in the main part of the page; a list of articles has several."""
    times = {time.get("datetime") or "" for time in select(root, ("article time[datetime]", "main time[datetime]"))}
    return times.pop() if len(times) == 1 else ""


def _title(root: Element, meta: dict[str, list[str]]) -> str:
    """Return the heading if the page goes by it too: to what it tells others, the name of the site is often added."""
    heading, shared = words(first(root, ["h1"])), _one(meta, "og:title")
    return heading if not shared or (heading and heading in shared) else shared


def _one(meta: dict[str, list[str]], name: str) -> str:
    return meta.get(name, [""])[0]


def _people(value: Any) -> tuple[str, ...]:
    return texts([at(person, "name") if isinstance(person, dict) else person for person in rows(value) or [value]])


def _rights(thing: Mapping[str, Any]) -> str:
    """Return the notice, or who holds the right since when: https://schema.org/copyrightNotice, `copyrightHolder`."""
    holders = ", ".join(_people(thing.get("copyrightHolder")))
    year = text(thing.get("copyrightYear"))
    return plain(thing.get("copyrightNotice")) or (f"© {year} {holders}".replace("  ", " ") if holders else "")


def _picture(value: Any) -> str:
    value = next(iter(rows(value)), value)
    return text(table(value).get("url") if isinstance(value, dict) else value)
