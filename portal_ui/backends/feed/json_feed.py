"""JSON Feed 1.1 and 1.0: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from portal_ui.backends.feed.document import Document, Entry
from portal_ui.backends.feed.files import Enclosure, others, picture, recording
from portal_ui.backends.values import markup, moment, number, plain, rows, table, text, texts
from portal_ui.content.model import Image
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from portal_ui.backends.http import Answer

VERSION = "https://jsonfeed.org/version/"


def read_json_feed(answer: Answer, zone: ZoneInfo) -> Document:
    """Return the document. Raises `BackendContract` if it is no JSON Feed; items without an id are left out."""
    feed = table(answer.json())
    if not text(feed.get("version")).startswith(VERSION):
        raise BackendContract(f"{answer.url} is JSON, but no JSON Feed", answer.sample())
    following = text(feed.get("next_url"))
    return Document(
        title=text(feed.get("title")),
        description=text(feed.get("description")),
        lang=text(feed.get("language")),
        home=text(feed.get("home_page_url")),
        entries=tuple(
            entry for item in rows(feed.get("items")) if (entry := _entry(table(item), feed, answer.url, zone))
        ),
        following=urljoin(answer.url, following) if following else None,
    )


def _entry(item: dict[str, Any], feed: dict[str, Any], base: str, zone: ZoneInfo) -> Entry | None:
    link = text(item.get("url")) or text(item.get("external_url"))
    identity = text(item.get("id")) or link
    if not identity:
        return None
    files = [_enclosure(table(one), base) for one in rows(item.get("attachments"))]
    image = text(item.get("image")) or text(item.get("banner_image"))
    return Entry(
        identity=identity,
        link=urljoin(base, link),
        title=text(item.get("title")),
        text=markup(item.get("content_html")) or paragraphs(markup(item.get("content_text"))),
        excerpt=escape(text(item.get("summary"))),
        published=moment(item.get("date_published"), zone),
        updated=moment(item.get("date_modified"), zone),
        authors=_authors(item) or _authors(feed),
        tags=texts(item.get("tags")),
        cover=Image(urljoin(base, image)) if image else picture(files),
        attachments=others(files),
        audio=recording(files),
        lang=text(item.get("language")) or None,
    )


def _authors(thing: dict[str, Any]) -> tuple[str, ...]:
    return texts([table(one).get("name") for one in [*rows(thing.get("authors")), thing.get("author")]])


def _enclosure(item: dict[str, Any], base: str) -> Enclosure:
    return Enclosure(
        urljoin(base, text(item.get("url"))),
        text(item.get("mime_type")),
        plain(item.get("title")),
        number(item.get("size_in_bytes")),
    )


def paragraphs(source: str) -> str:
    """Return plain text as HTML: what stands between empty lines is a paragraph."""
    parts = source.replace("\r\n", "\n").split("\n\n")
    return "".join(f"<p>{escape(part.strip())}</p>" for part in parts if part.strip()).replace("\n", "<br>")
