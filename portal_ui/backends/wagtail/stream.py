"""A StreamField as HTML. Block names and shapes are the site's own, so what a value is decides, then what it is called.

The shapes are those that Wagtail's own blocks give to the API
(https://docs.wagtail.org/en/stable/reference/streamfield/blocks.html).
"""

from __future__ import annotations

import asyncio
import re
from html import escape
from typing import TYPE_CHECKING, Any

from portal_ui.backends.values import at, markup, number, rows, table, text
from portal_ui.backends.wagtail.rich_text import expand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal_ui.backends.wagtail.api import Api

_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*[\s/>]|!--)", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")
_HEADING_TAG = re.compile(r"h[2-6]")
_IMAGE = ("image", "photo", "picture", "figure", "gallery")
_DOCUMENT = ("document", "file", "download", "attachment")
_HEADING = ("heading", "header", "headline")
_QUOTED = ("quote", "quotation", "text")
_QUOTED_FROM = ("source", "attribution", "attribute_name", "author", "cite", "by")
_ALT = ("alt_text", "alt", "alternative_text")
_CAPTION = ("caption", "credit", "attribution")
_URL_KEYS = ("url", "link", "href", "external_url")
_LABEL = ("text", "label", "title", "link_text", "button_text")
_LOOKS = frozenset(
    ("align", "alignment", "anchor", "background", "class", "color", "colour", "css_class", "decorative", "icon")
) | {"id", "language", "layout", "level", "position", "size", "style", "target", "theme", "variant", "width"}
"""Names of choices about looks: their values are no text for readers."""


async def render(blocks: Iterable[Any], api: Api) -> str:
    """Return the HTML of the blocks of a StreamField, images and documents looked up."""
    return await _joined(_block(text(at(block, "type")).lower(), at(block, "value"), api) for block in blocks)


async def _joined(parts: Iterable[Any]) -> str:
    return "\n".join(filter(None, await asyncio.gather(*parts)))


async def _block(name: str, value: Any, api: Api) -> str:
    if isinstance(value, str):
        return await _string(name, value, api)
    if isinstance(value, list):
        return await _list(name, rows(value), api)
    if isinstance(value, dict):
        return await _struct(name, table(value), api)
    key = number(value)
    return await _reference(name, key, api) if key else ""


async def _reference(name: str, key: int, api: Api) -> str:
    if _has(name, _IMAGE):
        return await _image(key, {}, api)
    if _has(name, _DOCUMENT):
        url = await api.document_url(key)
        return _link(url, url.rpartition("/")[2]) if url else ""
    if "page" in name:
        page = await api.page(key)
        return _link(api.public_url(page), text(at(page, "title")))
    return ""


async def _string(name: str, value: str, api: Api) -> str:
    value = markup(value).strip()
    if _TAG.search(value):
        return await expand(value, api)
    if _URL.fullmatch(value):
        embedded = _has(name, ("embed", "video", "media", "audio"))
        return f'<iframe src="{escape(value)}"></iframe>' if embedded else _link(value, value)
    if name in {"subheading", "subtitle"}:
        return f"<h3>{escape(value)}</h3>" if value else ""
    if _has(name, _HEADING) or name == "title":
        return f"<h2>{escape(value)}</h2>" if value else ""
    html = _paragraphs(value)
    return f"<blockquote>{html}</blockquote>" if html and "quote" in name else html


async def _list(name: str, values: list[Any], api: Api) -> str:
    html = await _items(name, values, api)
    # Its class tells the pipeline, which knows whether there is nothing but pictures.
    return f'<div class="gallery">{html}</div>' if html and _has(name, _IMAGE) else html


async def _items(name: str, values: list[Any], api: Api) -> str:
    if all(isinstance(value, dict) and {"type", "value"} <= table(value).keys() for value in values):
        return await render(values, api)
    if all(isinstance(value, str) and not _TAG.search(value) for value in values):
        return f"<ul>{''.join(f'<li>{escape(text(value))}</li>' for value in values)}</ul>" if values else ""
    return await _joined(_block(name, value, api) for value in values)


async def _struct(name: str, value: dict[str, Any], api: Api) -> str:
    key = next((found for part, item in value.items() if _has(part, _IMAGE) and (found := number(item))), None)
    if key:
        return await _image(key, value, api)
    if "data" in value and isinstance(value["data"], list):
        return _table(value)
    if "columns" in value and "rows" in value:
        return await _typed_table(value, api)
    if "quote" in name or "quote" in value:
        return await _quote(value, api)
    return _heading(value) or _labelled_link(value, api) or await _parts(value, api)


async def _parts(value: dict[str, Any], api: Api) -> str:
    return await _joined(_block(part.lower(), item, api) for part, item in value.items() if part.lower() not in _LOOKS)


async def _image(key: int, said: dict[str, Any], api: Api) -> str:
    image = await api.image(key)
    if image is None:
        return ""
    alt = "" if said.get("decorative") is True else _first(said, _ALT) or image.alt
    size = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
    caption = " ".join(filter(None, (text(said.get(part)) for part in _CAPTION)))
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(image.url)}" alt="{escape(alt)}"{size}>{below}</figure>'


async def _quote(value: dict[str, Any], api: Api) -> str:
    quoted = next((value[part] for part in _QUOTED if value.get(part)), "")
    source = _first(value, _QUOTED_FROM)
    html = await _string("", quoted, api) if isinstance(quoted, str) else ""
    cite = f"<p><cite>{escape(source)}</cite></p>" if source else ""
    return f"<blockquote>{html}{cite}</blockquote>" if html else ""


def _table(value: dict[str, Any]) -> str:
    """Render a `TableBlock`: rows of plain or HTML cells, and which of them are headers."""
    choice = text(value.get("table_header_choice"))
    head = bool(value.get("first_row_is_table_header")) or choice in ("row", "both")
    side = bool(value.get("first_col_is_header")) or choice in ("column", "both")
    is_html = value.get("table_renderer") == "html"
    lines: list[str] = []
    for index, row in enumerate(rows(value["data"])):
        cells: list[str] = []
        for column, cell in enumerate(rows(row)):
            tag = "th" if (head and index == 0) or (side and column == 0) else "td"
            scope = "" if tag == "td" else ' scope="col"' if head and index == 0 else ' scope="row"'
            inside = markup(cell) if is_html else escape(text(cell))
            cells.append(f"<{tag}{scope}>{inside}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return _captioned(value.get("table_caption"), lines)


async def _typed_table(value: dict[str, Any], api: Api) -> str:
    names = [text(at(column, "type")).lower() for column in rows(value["columns"])]
    heads = [text(at(column, "heading")) for column in rows(value["columns"])]
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in heads)
    lines = [f"<tr>{head}</tr>"] if any(heads) else []
    for row in rows(value["rows"]):
        cells = await asyncio.gather(*map(_block, names, rows(at(row, "values")), [api] * len(names)))
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return _captioned(value.get("caption"), lines)


def _captioned(caption: Any, lines: list[str]) -> str:
    said = f"<caption>{escape(text(caption))}</caption>" if text(caption) else ""
    return f"<table>{said}{''.join(lines)}</table>" if lines else ""


def _heading(value: dict[str, Any]) -> str:
    size = _first(value, ("size", "level", "heading_level")).lower()
    if not _HEADING_TAG.fullmatch(size):
        return ""
    words = next((text(item) for part, item in value.items() if text(item).lower() != size and part != "id"), "")
    return f"<{size}>{escape(words)}</{size}>" if words else ""


def _labelled_link(value: dict[str, Any], api: Api) -> str:
    url = _first(value, _URL_KEYS)
    return _link(api.file_url(url), _first(value, _LABEL) or url) if url else ""


def _link(url: str | None, words: str) -> str:
    return f'<p><a href="{escape(url)}">{escape(words)}</a></p>' if url and words else ""


def _paragraphs(value: str) -> str:
    parts = (part.strip() for part in re.split(r"\n\s*\n", value))
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)


def _first(value: dict[str, Any], names: Iterable[str]) -> str:
    return next((found for name in names if (found := text(value.get(name)))), "")


def _has(name: str, words: Iterable[str]) -> bool:
    return any(word in name for word in words)
