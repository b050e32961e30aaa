"""Pictures and files, which the CMS keeps at its own host, not at the site's."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from lxml import html as lxml_html

from portal_ui.backends.values import number, rows, table, text
from portal_ui.content.model import Attachment, Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal_ui.backends.json_api.options import Options

_ALT = ("alternativeText", "alt", "alt_text", "description")
_TITLE = ("title", "name", "filename_download", "filename")
_SIZE = ("filesize", "sizeInBytes")
_TYPE = ("mime", "type", "media_type")


class Files:
    """Finds what a CMS at `origin` (an address without a path) keeps, as its options say."""

    def __init__(self, origin: str, options: Options) -> None:
        self.origin = origin
        self._media = options.media
        self._prefixes = options.files

    def url(self, value: Any) -> str | None:
        """Return the address of a file given by its address or id, or as an object with either."""
        given = text(table(value).get("url") or table(value).get("id") if isinstance(value, dict) else value)
        if given and self._media and "/" not in given:
            given = self._media.replace("{id}", quote(given, safe=""))
        return urljoin(f"{self.origin}/", given) if given else None

    def image(self, value: Any, alt: str, caption: str) -> Image | None:
        """Return a picture; its own alternative text and caption where none are given."""
        value = rows(value)[0] if rows(value) else value
        url, own = self.url(value), table(value)
        if not url:
            return None
        said = alt or next((found for name in _ALT if (found := text(own.get(name)))), "")
        return Image(
            url, said, caption or text(own.get("caption")), number(own.get("width")), number(own.get("height"))
        )

    def attachments(self, value: Any) -> Iterator[Attachment]:
        """Yield the files of an array, or of one file alone."""
        for file in rows(value) or [value]:
            url, own = self.url(file), table(file)
            if url:
                title = next((found for name in _TITLE if (found := text(own.get(name)))), url.rpartition("/")[2])
                named = (found for name in _TYPE if "/" in (found := text(own.get(name))))
                media_type = next(named, mimetypes.guess_type(url)[0] or "application/octet-stream")
                size = next((found for name in _SIZE if (found := number(own.get(name)))), None)
                yield Attachment(url, title, media_type, size)

    def rebase(self, html: str, address: str) -> str:
        """Return the HTML with the CMS's own files at its host, if the article's `address` is at another."""
        if (
            not self._prefixes
            or address.startswith(f"{self.origin}/")
            or not any(map(html.__contains__, self._prefixes))
        ):
            return html
        root = lxml_html.fragment_fromstring(html, create_parent="div")
        for element in root.iter():
            for name in ("src", "href", "poster"):
                if (value := element.get(name) or "").startswith(self._prefixes):
                    element.set(name, f"{self.origin}{value}")
            if "srcset" in element.attrib:
                element.set("srcset", self._srcset((element.get("srcset") or "").split()))
        return lxml_html.tostring(root, encoding="unicode")

    def _srcset(self, words: Sequence[str]) -> str:
        return " ".join(f"{self.origin}{word}" if word.startswith(self._prefixes) else word for word in words)
