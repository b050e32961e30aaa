"""A page read: the parts of its article, by selectors where there are some, else by what the page says of itself."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin

from portal_ui.backends.corrections import corrections
from portal_ui.backends.html_pages import main_text, schema_org
from portal_ui.backends.html_pages.document import first, inner, page, select, words
from portal_ui.backends.leads import beyond
from portal_ui.backends.values import moment, number, text, texts
from portal_ui.content.model import Attachment, Correction, Image

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from lxml import html as lxml_html

    from portal_ui.backends.html_pages.document import Element
    from portal_ui.backends.html_pages.options import Selectors

_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_TIME = re.compile(r"\b(\d{1,2})\s?[:hg]\s?(\d{2})(?::\d{2})?(?:\s?(SA|CH|AM|PM)\b)?", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:tác giả(?: bài viết)?|người viết|author|by)\s*:\s*", re.IGNORECASE)
_SOURCE = re.compile(r"(?:nguồn(?: tin)?|theo|source)\s*:\s*", re.IGNORECASE)
_LABEL = re.compile(r"[^:]{1,30}:\s")
_WAITING = ("data-src", "data-original", "data-lazy-src", "src")
_FURNITURE = ("script", "style", "nav", "aside", "form", "button")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as its page shows it. `html` is empty where the page is `restricted`."""

    title: str
    lead: str
    html: str
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    source: str
    tags: tuple[str, ...]
    section: str
    cover: Image | None
    attachments: tuple[Attachment, ...]
    audio: str | None
    lang: str | None
    restricted: bool
    copyright: str
    corrections: tuple[Correction, ...]


def read(html: str, url: str, selectors: Selectors, zone: ZoneInfo) -> Reading | None:
    """Return the article on a page, `None` if there is none. `url` is the page's own, `zone` that of its times.

    A page without selectors for its body must say that it is an article or when it was published.
    """
    root = page(html)
    if root is None:
        return None
    said = schema_org.read(root, zone)
    if selectors.body:
        body = first(root, selectors.body)
    else:
        is_article = said.is_article or said.published is not None
        body = (said.body if said.body is not None else main_text.find(root, html)) if is_article else None
    restricted = body is None and first(root, selectors.restricted) is not None
    if body is None and not restricted:
        return None
    title = words(first(root, selectors.title)) or said.title
    lead = words(first(root, selectors.lead)) if selectors.lead else said.lead
    reading = Reading(
        title=title,
        lead=lead,
        html="",
        published=_time(root, selectors.published, zone) if selectors.published else said.published,
        updated=_time(root, selectors.updated, zone) if selectors.updated else said.updated,
        authors=_labelled(root, selectors.authors, _AUTHOR) if selectors.authors else said.authors,
        source=" ".join(_labelled(root, selectors.source, _SOURCE)),
        tags=texts([words(tag) for tag in select(root, selectors.tags)]) if selectors.tags else said.tags,
        section=words(first(root, selectors.section)) if selectors.section else said.section,
        cover=_cover(root, selectors, url) if selectors.cover else _linked(said.cover, url),
        attachments=tuple(_attachments(root, selectors, url)),
        audio=_audio(root, selectors, url),
        lang=said.lang or None,
        restricted=restricted,
        copyright=words(first(root, selectors.copyright)) if selectors.copyright else said.copyright,
        corrections=_corrections(root, selectors, zone) if selectors.corrections else said.corrections,
    )
    if body is None:
        return reading
    text_html = _body(body, selectors, title)  # it takes out of the page what is not for readers
    return replace(reading, html=text_html, lead=lead if selectors.lead else beyond(lead, text_html))


def visible_time(said: str, zone: ZoneInfo) -> datetime | None:
    """Return the time in a text such as `Thứ hai - 25/05/2020 08:56`: day before month, as in Vietnam."""
    date, clock = _DATE.search(said), _TIME.search(_DATE.sub(" ", said))
    if date is None:
        return None
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and (clock[3] or "").upper() in ("CH", "PM") and hour < 12:
        hour += 12
    try:
        return datetime(int(date[3]), int(date[2]), int(date[1]), hour, minute, tzinfo=zone)
    except ValueError:
        return None


def _time(root: Element, selectors: tuple[str, ...], zone: ZoneInfo) -> datetime | None:
    for element in select(root, selectors):
        given = element.get("datetime") or element.get("content")
        found = moment(given, zone) if given else visible_time(words(element), zone)
        if found:
            return found
    return None


def _corrections(root: Element, selectors: Selectors, zone: ZoneInfo) -> tuple[Correction, ...]:
    return corrections([words(element) for element in select(root, selectors.corrections)], zone)


def _body(body: Element, selectors: Selectors, title: str) -> str:
    for heading in list(body.iter("h1")):
        if words(heading) == title and heading is not body:
            cast("lxml_html.HtmlElement", heading).drop_tree()
    return inner(body, without=(*selectors.remove, *_FURNITURE))


def _labelled(root: Element, selectors: tuple[str, ...], label: re.Pattern[str]) -> tuple[str, ...]:
    """Return the texts without the label; texts with another label are something else."""
    found: list[str] = []
    for element in select(root, selectors):
        said = words(element)
        bare = label.sub("", said, count=1) if label.match(said) else said
        if bare != said or not _LABEL.match(said):
            found.append(bare)
    return texts(found)


def _cover(root: Element, selectors: Selectors, url: str) -> Image | None:
    image = first(root, selectors.cover)
    if image is None:
        return None
    source = next((found for name in _WAITING if (found := text(image.get(name)))), "")
    caption = words(first(root, selectors.caption))
    found = _linked(source, url, text(image.get("alt")), caption)
    if found is None:
        return None
    return Image(found.url, found.alt, found.caption, number(image.get("width")), number(image.get("height")))


def _linked(source: str, url: str, alt: str = "", caption: str = "") -> Image | None:
    address = _absolute(source, url)
    return Image(address, alt, caption) if address else None


def _attachments(root: Element, selectors: Selectors, url: str) -> list[Attachment]:
    found: list[Attachment] = []
    for link in select(root, selectors.attachments):
        address = _absolute(link.get("href") or "", url)
        if address:
            media_type = mimetypes.guess_type(address)[0] or "application/octet-stream"
            found.append(Attachment(address, words(link) or address.rpartition("/")[2], media_type))
    return found


def _audio(root: Element, selectors: Selectors, url: str) -> str | None:
    player = first(root, selectors.audio)
    if player is None:
        return None
    return _absolute(player.get("data-voice-path") or player.get("src") or "", url)


def _absolute(address: str, url: str) -> str | None:
    try:
        absolute = urljoin(url, address.strip())
    except ValueError:
        return None
    return absolute if address.strip() and absolute.startswith(("http://", "https://")) else None
