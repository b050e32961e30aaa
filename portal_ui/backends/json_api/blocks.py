"""Strapi's blocks as HTML: https://docs.strapi.io/cms/features/content-type-builder#rich-text-blocks."""

from __future__ import annotations

from html import escape
from typing import Any

from portal_ui.backends.values import at, markup, number, rows, table, text

_MARKS = {"bold": "strong", "italic": "em", "underline": "u", "strikethrough": "s", "code": "code"}
_DEEPEST = 40


def render(blocks: Any, origin: str) -> str:
    """Return the HTML of a list of blocks; images without a host get `origin` as theirs."""
    return "\n".join(filter(None, (_block(table(block), origin, 0) for block in rows(blocks))))


def _block(block: dict[str, Any], origin: str, depth: int) -> str:
    kind = block.get("type")
    if depth > _DEEPEST:
        return ""
    if kind == "image":
        return _image(table(block.get("image")), origin)
    if kind == "code":
        words = "".join(markup(at(child, "text")) for child in rows(block.get("children")))
        return f"<pre><code>{escape(words)}</code></pre>" if words else ""
    inside = "".join(_inline_or_block(table(child), origin, depth) for child in rows(block.get("children")))
    tag = _tag(block)
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _tag(block: dict[str, Any]) -> str:
    kind = block.get("type")
    if kind == "heading":
        level = number(block.get("level")) or 2
        return f"h{min(level, 6)}"
    if kind == "list":
        return "ol" if block.get("format") == "ordered" else "ul"
    return {"list-item": "li", "quote": "blockquote"}.get(str(kind), "p")


def _inline_or_block(child: dict[str, Any], origin: str, depth: int) -> str:
    kind = child.get("type")
    if kind == "text" or (kind is None and "text" in child):
        words = escape(markup(child.get("text"))).replace("\n", "<br>")
        for mark, tag in _MARKS.items():
            if words and child.get(mark) is True:
                words = f"<{tag}>{words}</{tag}>"
        return words
    if kind == "link":
        words = "".join(_inline_or_block(table(part), origin, depth + 1) for part in rows(child.get("children")))
        return f'<a href="{escape(text(child.get("url")))}">{words}</a>'
    return _block(child, origin, depth + 1)


def _image(image: dict[str, Any], origin: str) -> str:
    url = text(image.get("url"))
    if not url:
        return ""
    if url.startswith("/") and not url.startswith("//"):
        url = f"{origin}{url}"
    width, height = number(image.get("width")), number(image.get("height"))
    size = f' width="{width}" height="{height}"' if width and height else ""
    caption = text(image.get("caption"))
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    alt = text(image.get("alternativeText"))
    return f'<figure><img src="{escape(url)}" alt="{escape(alt)}"{size}>{below}</figure>'
