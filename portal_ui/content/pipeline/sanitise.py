"""The last step: the allow-list. What is not named here does not reach a page.

The list is our own, not nh3's default (which lacks `id`, `class`, `dir`, `srcset`, audio, video and track, and has
presentational attributes such as `align` and `bgcolor`).
"""

from __future__ import annotations

import nh3

from portal_ui.content.model import SafeHtml

_FOOTNOTE_CLASSES = ("footnote", "footnote-backref", "footnote-ref")
_LINK_CLASSES = ("bare-address", "embed-link", "external")
OWN_CLASSES = frozenset(
    (
        "abbreviation",
        "align-right",
        "bare-address",
        "centre",
        "embed-link",
        "enlarge",
        "external",
        "gallery",
        "table-region",
        "term",
        "toc",
        *_FOOTNOTE_CLASSES,
    )
)
"""The classes that stylesheets may count on; `centre` and `align-right` are all that is left of alignment."""

_BLOCK_TAGS = ("aside", "blockquote", "details", "div", "figcaption", "figure", "hr", "p", "pre", "summary")
_HEADING_TAGS = ("h2", "h3", "h4", "h5", "h6")
_LIST_TAGS = ("dd", "dl", "dt", "li", "ol", "ul")
_TABLE_TAGS = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_MEDIA_TAGS = ("audio", "img", "picture", "source", "track", "video")
_PHRASE_TAGS = ("a", "abbr", "cite", "code", "dfn", "em", "kbd", "mark", "q", "samp", "strong", "time", "var")
_LETTER_TAGS = ("b", "bdi", "bdo", "br", "i", "rp", "rt", "ruby", "small", "span", "sub", "sup", "u", "wbr")
_EDIT_TAGS = ("del", "ins", "s")
_INLINE_TAGS = (*_PHRASE_TAGS, *_LETTER_TAGS, *_EDIT_TAGS)
TAGS = frozenset((*_BLOCK_TAGS, *_HEADING_TAGS, *_LIST_TAGS, *_TABLE_TAGS, *_MEDIA_TAGS, *_INLINE_TAGS))

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "dir", "id", "lang"},
    "a": {"aria-describedby", "aria-label", "href", "hreflang", "rel", "title", "type"},
    "abbr": {"title"},
    "audio": {"controls", "preload", "src"},
    **{tag: {"data-number"} for tag in _HEADING_TAGS},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "dfn": {"title"},
    "div": {"aria-label", "aria-labelledby", "data-room"},
    "img": {"alt", "decoding", "height", "loading", "sizes", "src", "srcset", "title", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "td": {"colspan", "data-label", "headers", "rowspan"},
    "th": {"abbr", "colspan", "data-label", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {"controls", "height", "poster", "preload", "src", "width"},
}

_ROLES = {
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "table": {"role": {"table"}},
    "td": {"role": {"cell"}},
    "th": {"role": {"columnheader", "rowheader"}},
    "tr": {"role": {"row"}},
}
URL_SCHEMES = frozenset(("http", "https", "mailto", "tel"))

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    tag_attribute_values=_ROLES,
    url_schemes=URL_SCHEMES,
    link_rel=None,
)


def sanitise(html: str) -> SafeHtml:
    """Return `html` with nothing in it that the allow-list does not name, as an HTML5 parser reads it."""
    return SafeHtml(_CLEANER.clean(html).strip())
