"""A page of the API as a summary or an article."""

from __future__ import annotations

import mimetypes
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from portal_ui.backends.corrections import corrections
from portal_ui.backends.leads import stand_in
from portal_ui.backends.values import at, markup, moment, plain, rows, table, text, texts
from portal_ui.backends.wagtail import rich_text, stream
from portal_ui.backends.wagtail.sections import path_of
from portal_ui.content.model import Article, Attachment, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from portal_ui.backends.wagtail.api import Api, Item
    from portal_ui.backends.wagtail.options import Fields
    from portal_ui.backends.wagtail.sections import Sections
    from portal_ui.content.model import Image


def summary(item: Item, slug: str, *, fields: Fields, sections: Sections, api: Api, zone: ZoneInfo) -> Summary:
    """Return what a listing shows of a page. `zone` is that of dates without one."""
    given = next((said for name in fields.lead if (said := plain(item.get(name)))), "")
    lead = given or text(at(item, "meta.search_description"))
    return Summary(
        slug=slug,
        title=text(item.get("title")) or stand_in(lead, slug),
        lead=lead,
        published=_published(item, fields, zone),
        updated=next((when for name in fields.updated if (when := moment(item.get(name), zone))), None),
        section=sections.around(path_of(item, api) or ""),
        cover=_cover(item, fields, api),
        lang=text(at(item, "meta.locale")) or None,
    )


async def article(item: Item, short: Summary, fields: Fields, api: Api, zone: ZoneInfo) -> Article:
    """Return the article of a page given with all its fields. `zone` is that of dates without one."""
    parts = [await _html(item[name], api) for name in fields.body if item.get(name)]
    files = tuple(_attachments(item.values(), api))
    audio = next((file.url for file in files if file.media_type.startswith("audio/")), None)
    return Article(
        summary=short,
        html="\n".join(filter(None, parts)),
        address=api.public_url(item) or api.origin,
        authors=next((names for name in fields.authors if (names := _names(item.get(name)))), ()),
        tags=next((tags for name in fields.tags if (tags := texts(item.get(name)))), ()),
        attachments=tuple(file for file in files if file.url != audio),
        audio=audio,
        source=next((said for name in fields.source if (said := plain(item.get(name)))), ""),
        corrections=next((made for name in fields.corrections if (made := corrections(item.get(name), zone))), ()),
        copyright=next((said for name in fields.copyright if (said := plain(item.get(name)))), ""),
    )


async def _html(value: Any, api: Api) -> str:
    if isinstance(value, list):
        return await stream.render(rows(value), api)
    return await rich_text.expand(markup(value), api)


def _published(item: Item, fields: Fields, zone: ZoneInfo) -> datetime | None:
    """Return the date the editors gave, with the time of first publication if a date alone was given for that day."""
    first = moment(at(item, "meta.first_published_at"), zone)
    first = first.astimezone(zone) if first else None
    for name in fields.published:
        given = moment(item.get(name), zone)
        if given:
            dated = isinstance(item[name], str) and "T" not in item[name]
            same_day = first is not None and timedelta() <= first - given < timedelta(days=1)
            return first if dated and same_day else given
    return first


def _cover(item: Item, fields: Fields, api: Api) -> Image | None:
    alt = next((said for name in fields.cover_alt if (said := text(item.get(name)))), "")
    caption = next((said for name in fields.cover_caption if (said := plain(item.get(name)))), "")
    found = (api.image_of(item.get(name), alt, caption) for name in fields.cover)
    return next(filter(None, found), None)


def _names(value: Any) -> tuple[str, ...]:
    people = [table(person) for person in rows(value) or [value] if isinstance(person, dict)]
    named = [text(person.get("name")) or text(person.get("title")) for person in people]
    return tuple(filter(None, named)) or texts(value)


def _attachments(values: Iterable[Any], api: Api) -> Iterator[Attachment]:
    """Yield the documents that fields of the page name (`wagtaildocs.Document`, or the site's own model of it)."""
    for value in values:
        if isinstance(value, list):
            yield from _attachments((table(part).get("document") or part for part in rows(value)), api)
        elif "/documents/" in text(at(value, "meta.detail_url")):
            url = api.download_url(table(value))
            if url:
                media_type = mimetypes.guess_type(url)[0] or "application/octet-stream"
                yield Attachment(url, text(table(value).get("title")) or url.rpartition("/")[2], media_type)
