"""What a Wagtail site shows in its API: which pages are articles and sections, and what they can be asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.backends.values import at, table, text
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal_ui.backends.wagtail.api import Api, Item
    from portal_ui.backends.wagtail.options import Options

_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """`type` and `section_type` are page types; `site_url` is the address the site believes to have.

    `whole` and `short` name the fields of a page with and without its body, `order` is that of newest first, `format`
    what makes the site expand its rich text itself (from Wagtail 8).
    """

    type: str
    section_type: str | None
    whole: str
    short: str
    order: str
    format: dict[str, str]
    site_url: str


async def discover(api: Api, options: Options) -> Shape | None:
    """Return what the site shows, `None` while it has no article. Raises the three errors of a backend.

    `BackendContract` says so if pages are there, but none with a field for its text.
    """
    params: dict[str, str | int] = {"type": options.type} if options.type else {}
    latest = await api.pages({**params, "order": "-first_published_at", "limit": min(20, options.limit)})
    sample = await _sample(api, options, latest.items)
    if sample is None:
        return None
    page_type = options.type or text(at(sample, "meta.type"))
    # A site in one language has a locale too, often not its own; only one in several shows it unasked.
    one_language = at(sample, "meta.locale") and not at(latest.items[0], "meta.locale")
    whole = "*,-locale" if one_language else "*"
    expands = await api.pages_if_known({"type": page_type, "limit": 1, "rich_text_format": "html"})
    return Shape(
        type=page_type,
        section_type=options.section_type or await _section_type(api, sample),
        whole=whole,
        short=",".join([whole, *(f"-{name}" for name in options.fields.body if name in sample)]),
        order=await _order(api, page_type, sample, options),
        format={"rich_text_format": "html"} if expands else {},
        site_url=text(at(sample, "meta.html_url")),
    )


async def _sample(api: Api, options: Options, latest: Sequence[Item]) -> Item | None:
    types = Counter(text(at(item, "meta.type")) for item in latest if options.type or not _is_root(api, item))
    for page_type, _ in types.most_common(_CANDIDATES):
        newest = {"type": options.type or page_type, "fields": "*", "order": "-first_published_at", "limit": 1}
        for sample in (await api.pages(newest)).items:
            if options.type or any(name in sample for name in options.fields.body):
                return sample
    if types:
        raise BackendContract(
            f"no page type of the site shows a text in its API ({', '.join(types)}): see api_fields, or name type and "
            "fields.body in [backend]"
        )
    return None


async def _section_type(api: Api, sample: Item) -> str | None:
    page = await api.page(sample["id"])
    parent = table(at(page, "meta.parent"))
    return None if not parent or _is_root(api, parent) else text(at(parent, "meta.type")) or None


async def _order(api: Api, page_type: str, sample: Item, options: Options) -> str:
    for name in options.fields.published:
        # A field that is not in the database is shown, but cannot be ordered by.
        if name in sample and await api.pages_if_known({"type": page_type, "limit": 1, "order": f"-{name}"}):
            return f"-{name}"
    return "-first_published_at"


def _is_root(api: Api, item: Item) -> bool:
    return (api.public_url(item) or "").removeprefix(api.origin).strip("/") == ""
