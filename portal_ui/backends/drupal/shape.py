"""Which of the fields that articles may have a site has, and what they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.backends.drupal.resources import LARGEST_PAGE, ask, identifiers
from portal_ui.backends.values import at, number, table, text
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal_ui.backends.drupal.options import Options
    from portal_ui.backends.http import Http

_ALWAYS = ("title", "created", "changed", "path", "langcode", "status", "drupal_internal__nid")


@dataclass(frozen=True, slots=True)
class Shape:
    """The names of the fields the site has, empty where it has none.

    `listed` are all that a listing needs. `include` and `include_all` are what articles relate to, as far as a listing
    and an article need it; `vocabulary` is that of the sections. `router` says whether the site has Decoupled Router.
    """

    body: str
    lead: str
    published: str
    authors: str
    image: str
    section: str
    tags: str
    files: str
    audio: str
    source: str
    copyright: str
    corrections: str
    listed: str
    include: str
    include_all: str
    vocabulary: str
    router: bool


async def discover(http: Http, address: str, options: Options) -> Shape | None:
    """Return the shape of the articles at `address`, `None` while there are none.

    Raises the three errors of a backend; `BackendContract` if the site has no such content type in its JSON:API.
    """
    sample = await ask(http, address, {"filter[status]": 1, "sort": "-created", "page[limit]": LARGEST_PAGE})
    if sample is None:
        raise BackendContract(f"the site has no {address}: is JSON:API on, and {options.bundle!r} the content type?")
    if not sample.data:
        return None
    attributes = {name for item in sample.data for name in table(item.get("attributes"))}
    targets: dict[str, str] = {}
    for item in sample.data:
        for name in table(item.get("relationships")):
            kinds = (text(target.get("type")) for target in identifiers(item, name))
            targets[name] = targets.get(name) or next(kinds, "")
    fields = options.fields

    def named(names: Iterable[str], among: Iterable[str]) -> str:
        have = set(among)
        return next((name for name in names if name in have), "")

    # What leads nowhere yet has an unknown kind, and asking for the wrong one is an error.
    image, files, audio = (
        named(names, [name for name, kind in targets.items() if kind.startswith(("file--", "media--"))])
        for names in (fields.image, fields.files, fields.audio)
    )
    terms = {name: kind for name, kind in targets.items() if kind.startswith("taxonomy_term--")}
    section, tags = named(fields.section, terms), named(fields.tags, terms)
    body, lead = named(fields.body, attributes), named(fields.lead, attributes)
    published = named(fields.published, attributes) or "created"
    of_listing = [_hop(name, targets, options) for name in (image, section) if name]
    authors = named(fields.authors, attributes) or named(fields.authors, [name for name in targets if targets[name]])
    writers = authors if authors in targets else ""
    of_article = [_hop(name, targets, options) for name in (tags, files, audio, writers) if name]
    uid = ["uid"] if "uid" in targets else []
    listed = filter(None, (*_ALWAYS, published, lead or body, image, section))
    return Shape(
        body=body,
        lead=lead,
        published=published,
        authors=authors,
        image=image,
        section=section,
        tags=tags,
        files=files,
        audio=audio,
        source=named(fields.source, attributes),
        copyright=named(fields.copyright, attributes),
        corrections=named(fields.corrections, attributes),
        listed=",".join(dict.fromkeys(listed)),
        include=",".join(of_listing),
        include_all=",".join([*of_listing, *of_article, *uid]),
        vocabulary=terms.get(section, "").partition("--")[2],
        router=await _has_router(http, number(at(sample.data[0], "attributes.drupal_internal__nid"))),
    )


def _hop(name: str, targets: dict[str, str], options: Options) -> str:
    """Return what includes a field's files: those of media are one step further."""
    kind, _, bundle = targets[name].partition("--")
    source = options.sources.get(bundle) if kind == "media" else None
    return f"{name}.{source}" if source else name


async def _has_router(http: Http, nid: int | None) -> bool:
    params = {"path": f"/node/{nid}", "_format": "json"}
    return await http.get("router/translate-path", params, missing=range(400, 429)) is not None
