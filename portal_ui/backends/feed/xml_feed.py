"""RSS 0.9 to 2.0 and Atom, read by feedparser, which takes what comes: https://feedparser.readthedocs.io/."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

import feedparser

from portal_ui.backends.feed.document import Document, Entry
from portal_ui.backends.feed.files import Enclosure, others, picture, recording
from portal_ui.backends.feed.json_feed import paragraphs
from portal_ui.backends.values import at, markup, moment, number, plain, rows, table, text, texts
from portal_ui.content.model import Image
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from portal_ui.backends.http import Answer

_END = re.compile(rb"</([a-z]+:)?(rss|feed|rdf)\s*>", re.IGNORECASE)
_ADDRESSED = re.compile(r"\S+@\S+(?:\s*\((?P<name>.*)\))?")
_FEED_LINK = re.compile(
    r"<link\b(?=[^>]*\stype=[\"']?application/(?:rss|atom|feed)\+)[^>]*\shref=[\"']?(?P<href>[^\"'\s>]+)", re.IGNORECASE
)


def read_xml_feed(answer: Answer, zone: ZoneInfo) -> Document:
    """Return the document; `zone` is that of times without an offset.

    Raises `BackendContract` if it is no feed (and says where a web page has its feed), or one that breaks off.
    """
    # From a stream: a text would be taken for an address or a file name if it looks like one.
    parsed = cast(
        "dict[str, Any]",
        feedparser.parse(  # pyright: ignore[reportUnknownMemberType]
            BytesIO(answer.body),
            response_headers={"content-type": answer.headers.get("content-type", ""), "content-location": answer.url},
            resolve_relative_uris=False,
            sanitize_html=False,
        ),
    )
    if not parsed.get("version"):
        raise BackendContract(f"{answer.url} is no feed{_where_it_is(answer)}", answer.sample())
    if parsed.get("bozo") and not _END.search(answer.body):
        raise BackendContract(f"{answer.url} is a feed that breaks off", answer.sample())
    feed = dict(table(parsed.get("feed")))
    # What the feed says holds for items that say nothing: RFC 4287, 4.2.1 and 4.2.10; RSS's author is the feed's alone.
    shared = {"rights": feed.get("rights")}
    if parsed["version"].startswith("atom"):
        shared["authors"] = feed.get("authors")
    following = next((link for link in _links(feed, answer.url) if link["rel"] == "next"), None)
    return Document(
        title=plain(feed.get("title")),
        description=plain(feed.get("subtitle")),
        lang=text(feed.get("language")) or text(table(feed.get("title_detail")).get("language")),
        home=text(feed.get("link")),
        entries=tuple(
            entry
            for item in rows(parsed.get("entries"))
            if (entry := _entry({**shared, **table(item)}, answer.url, zone))
        ),
        following=following["href"] if following else None,
    )


def _entry(item: dict[str, Any], base: str, zone: ZoneInfo) -> Entry | None:
    link = text(item.get("link"))
    identity = text(item.get("id")) or link
    if not identity:
        return None
    files = [
        Enclosure(one["href"], one["type"], one["title"], number(one["length"]))
        for one in _links(item, base)
        if one["rel"] == "enclosure" and one["href"]
    ]
    published = moment(item.get("published"), zone)
    updated = moment(item.get("updated"), zone)
    return Entry(
        identity=identity,
        link=urljoin(base, link),
        title=plain(item.get("title")),
        text=_content(item),
        excerpt=_html(table(item.get("summary_detail"))) or markup(item.get("summary")),
        published=published or updated,
        updated=updated,
        authors=texts([_name(plain(table(one).get("name"))) for one in rows(item.get("authors"))]),
        tags=texts([plain(table(one).get("label")) or plain(table(one).get("term")) for one in rows(item.get("tags"))]),
        cover=_media(item, base) or picture(files),
        attachments=others(files),
        audio=recording(files),
        source=plain(at(item, "source.title")),
        copyright=plain(item.get("rights")),
    )


def _name(author: str) -> str:
    """Return an author's name without the address that RSS 2.0 puts before it: `to@portal.example (Tổ)`."""
    addressed = _ADDRESSED.fullmatch(author)
    return addressed["name"] or "" if addressed else author


def _links(item: dict[str, Any], base: str) -> list[dict[str, str]]:
    names = ("rel", "type", "title", "length")
    return [
        {"href": urljoin(base, text(table(one).get("href")))} | {name: text(table(one).get(name)) for name in names}
        for one in rows(item.get("links"))
    ]


def _content(item: dict[str, Any]) -> str:
    found = (_html(table(one)) for one in rows(item.get("content")))
    return max(found, key=len, default="")


def _html(detail: dict[str, Any]) -> str:
    value = markup(detail.get("value"))
    return paragraphs(value) if text(detail.get("type")) == "text/plain" else value


def _media(item: dict[str, Any], base: str) -> Image | None:
    """Return the picture of Media RSS, https://www.rssboard.org/media-rss; feedparser drops what describes it."""
    for one in (*rows(item.get("media_content")), *rows(item.get("media_thumbnail"))):
        media = table(one)
        kind = text(media.get("medium")) or text(media.get("type")).partition("/")[0] or "image"
        if kind == "image" and text(media.get("url")):
            return Image(
                urljoin(base, text(media.get("url"))),
                width=number(media.get("width")),
                height=number(media.get("height")),
            )
    return None


def _where_it_is(answer: Answer) -> str:
    found = _FEED_LINK.search(answer.text())
    return f"; the page names one at {urljoin(answer.url, unescape(found['href']))}" if found else ""
