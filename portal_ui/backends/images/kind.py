"""What an image is: looked up in its own bytes, never believed of a header or a file name."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass

from lxml import etree
from PIL import ExifTags, Image

MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}
SVG = "image/svg+xml"

_SIDEWAYS = frozenset({5, 6, 7, 8})
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")
_SVG_ROOT = "{http://www.w3.org/2000/svg}svg"


@dataclass(frozen=True, slots=True)
class Kind:
    """An image's media type, and its width and height in pixels as a browser shows it, `None` if it has none."""

    media_type: str
    size: tuple[int, int] | None


def kind_of(data: bytes) -> Kind | None:
    """Return what the image is, `None` if it is none of `MEDIA_TYPES` nor SVG, or larger than Pillow finds sane."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _svg(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(MEDIA_TYPES)) as image:
                width, height = image.size
                sideways = image.getexif().get(ExifTags.Base.Orientation) in _SIDEWAYS
                return Kind(MEDIA_TYPES[str(image.format)], (height, width) if sideways else (width, height))
    except Exception:  # Pillow's readers raise whatever broken bytes make them raise
        return None


def _svg(data: bytes) -> Kind | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag != _SVG_ROOT:
        return None
    lengths = [_LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
    numbers = [float(length[1]) for length in lengths if length]
    if len(numbers) != 2:
        box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
        numbers = [float(number[1]) for part in box[2:4] if (number := _LENGTH.fullmatch(part))]
    if len(numbers) != 2 or min(numbers) < 1:
        return Kind(SVG, None)
    return Kind(SVG, (round(numbers[0]), round(numbers[1])))
