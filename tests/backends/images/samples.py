"""Small images of every kind, made on the spot."""

from __future__ import annotations

import io

from PIL import ExifTags, Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9v9z"/></svg>'


def image(kind: str = "PNG", size: tuple[int, int] = (4, 3), orientation: int = 1) -> bytes:
    """Return an image file of a kind that Pillow writes."""
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation != 1:
        exif[ExifTags.Base.Orientation] = orientation
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return out.getvalue()
