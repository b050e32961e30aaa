"""What a body itself lacks for readers with disabilities: what its editors alone can add."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import normalize

from portal_ui.content.pipeline.abbreviations import unexpanded
from portal_ui.content.pipeline.images import settle_media, unlazy
from portal_ui.content.pipeline.shortcodes import expand_captions
from portal_ui.content.pipeline.tables import dissolve_layout_tables
from portal_ui.content.pipeline.tree import HEADINGS, all_elements, parse, visible_text
from portal_ui.content.pipeline.vocabulary import unify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal_ui.content.model import CleanBody
    from portal_ui.content.pipeline.tree import Element

_SAYS_NOTHING = frozenset(
    {"", "đây", "tại đây", "ở đây", "vào đây", "bấm vào đây", "nhấn vào đây", "xem tại đây", "tải tại đây", "tải về"}
    | {
        "xem",
        "xem thêm",
        "xem tiếp",
        "xem ngay",
        "đọc thêm",
        "đọc tiếp",
        "chi tiết",
        "xem chi tiết",
        "link",
        "liên kết",
    }
    | {"here", "click", "click here", "more", "read more", "learn more", "see more", "details", "continue reading"}
    | {"this", "this link", "this page", "download"}
)
"""Words of links that do not say where they lead (WCAG 2.2, 2.4.9, F84)."""

_AROUND_WORDS = " .,:;!…»«›‹>→<←()[]“”\"'*-–—"
_ADDRESS = ("http://", "https://", "www.")


def lacks(html: str, body: CleanBody) -> Iterator[tuple[str, str]]:
    """Yield each thing that is lacking, by the name of its kind and with the text or file that shows it.

    `html` is the body as the backend sent it, `body` what `clean` has made of it. The kinds: `image-alt` (an image
    without alternative text), `h1` (a heading of the page's own level), `heading-order` (a heading more than one level
    below the one before it; the page's own title is h1), `table-header` (a table without header cells), `link-text` (a
    link that says nothing of where it leads, or only its address), `abbreviation` (one that is nowhere expanded).
    """
    lost: Counter[str] = Counter()
    root = parse(expand_captions(html), lost)
    unify(root, lost)
    unlazy(root)
    settle_media(root, lost)
    dissolve_layout_tables(root)
    for image in root.iter("img"):
        source = image.get("src") or image.get("srcset") or ""
        if image.get("alt") is None and not source.startswith("data:"):
            yield "image-alt", source.rpartition("/")[2]
    yield from _headings(root)
    for table in root.iter("table"):
        if next(table.iter("th", "thead"), None) is None:
            yield "table-header", visible_text(table)
    yield from _links(root)
    for word in sorted(unexpanded(parse(body.html, lost))):
        yield "abbreviation", word


def _headings(root: Element) -> Iterator[tuple[str, str]]:
    before = 1
    for heading in root.iter(*HEADINGS):
        level = int(heading.tag[1])
        title = visible_text(heading, alternatives=True)
        if not title:
            continue
        if level == 1:
            yield "h1", title
        elif level > before + 1:
            yield "heading-order", f"h{before} > h{level} {title}"
        before = level


def _links(root: Element) -> Iterator[tuple[str, str]]:
    for link in all_elements(root, "a"):
        if not link.get("href"):
            continue
        shown = normalize("NFC", link.get("aria-label") or visible_text(link, alternatives=True))
        words = shown.strip(_AROUND_WORDS).lower()
        if words in _SAYS_NOTHING or (words.startswith(_ADDRESS) and " " not in words):
            yield "link-text", f"{shown} > {link.get('href')}".strip()
