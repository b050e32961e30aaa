"""Shortcodes that a CMS's plugin should have replaced and left in the text, such as `[gallery ids="1,2"]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.tree import rewrite_prose

if TYPE_CHECKING:
    from collections import Counter

    from portal_ui.content.pipeline.tree import Element

_CAPTION = re.compile(r"\[caption\b[^\[\]<]*\]((?:(?!\[caption\b).){1,5000}?)\[/caption\]", re.DOTALL)
_CAPTIONED_IMAGE = re.compile(r"(?P<image>(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(?P<caption>.*)", re.DOTALL)

_SHORTCODE = re.compile(r"\[(?P<close>/?)(?P<name>[a-z][a-z0-9_-]*)(?P<rest>(?:\s[^\[\]]*)?/?)\]")
_ATTRIBUTE = re.compile(r"\s[\w-]+\s*=")
_CORE = frozenset(("audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"))
"""WordPress's own shortcodes: https://codex.wordpress.org/Shortcode."""


def expand_captions(html: str) -> str:
    """Return the source with each `[caption]<img> text[/caption]` as a figure, as WordPress itself would show it."""
    if "[/caption]" not in html:
        return html
    return _CAPTION.sub(_figure, html)


def _figure(match: re.Match[str]) -> str:
    parts = _CAPTIONED_IMAGE.search(match[1])
    if not parts:
        return match[0]
    return f"<figure>{parts['image']}<figcaption>{parts['caption'].strip()}</figcaption></figure>"


def drop_shortcodes(root: Element, lost: Counter[str]) -> None:
    """Take shortcodes out of the text, and count them; what stands between an opening and a closing one stays.

    Ordinary brackets stay: `[1]`, `[sic]`, `[Hà Nội]`. A shortcode is one of WordPress's own, or has an attribute, an
    underscore or digit in its name or a slash at its end, or is half of a pair.
    """
    closed: set[str] = set()

    def note(text: str) -> str:
        closed.update(match["name"] for match in _SHORTCODE.finditer(text) if match["close"])
        return text

    def drop(text: str) -> str:
        return _SHORTCODE.sub(replace, text)

    def replace(match: re.Match[str]) -> str:
        name, rest = match["name"], match["rest"]
        known = name in _CORE or name in closed or "_" in name
        if not (known or _ATTRIBUTE.match(rest) or rest.rstrip().endswith("/")):
            return match[0]
        lost["shortcode"] += 1
        return ""

    rewrite_prose(root, "[/", note)
    rewrite_prose(root, "[", drop)
