"""The icons of the installed portal: the owner's logo, or ours, on a square that fills them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from portal_ui.server.look.logo import Logo

WHOLE = 0.9
MASKED = 0.56
"""The part of the side that the image takes. Devices may cut an icon down to a circle of 0.8 of it (W3C Web Application
Manifest, "maskable"), in which stands a square of 0.56."""

CORNER = 30
"""What is cut off each side of our own icon: its corners are round, and the device rounds them itself."""

_SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon at `href`: `side` in pixels, 0 for any, and the `purpose` that the manifest names.

    One without a purpose is for Apple's devices, which read no manifest for it. One without a `body` is served already.
    """

    href: str
    media_type: str
    side: int
    purpose: str
    body: bytes


def icons(logo: Logo | None, own: Path) -> tuple[Icon, ...]:
    """Return the icons made of the owner's logo, or of our own icon, a PNG file.

    A logo in SVG cannot be drawn here: it is an icon as it is, and only what must be a PNG is ours.
    """
    vector = logo is not None and logo.media_type == _SVG
    if logo is None or vector:
        with Image.open(own) as opened:
            ours = opened.convert("RGBA")
        image = ours.crop((CORNER, CORNER, ours.width - CORNER, ours.height - CORNER))
        ground = image.getpixel((0, 0))
    else:
        with Image.open(io.BytesIO(logo.body)) as opened:
            image = opened.convert("RGBA")
        ground = (255, 255, 255, 255)
    drawn = tuple(
        Icon(f"/icons/{name}.png", "image/png", side, purpose, _png(image, side, part, ground))
        for name, side, part, purpose in (
            ("180", 180, WHOLE, ""),
            ("192", 192, WHOLE, "any"),
            ("512", 512, WHOLE, "any"),
            ("maskable", 512, MASKED, "maskable"),
        )
    )
    if logo is not None and vector:
        return drawn[0], Icon(logo.href, _SVG, 0, "any", b"")
    return drawn


def _png(image: Image.Image, side: int, part: float, ground: object) -> bytes:
    """Return a square of the ground with the image in its middle, as large as `part` of the side lets it be."""
    scale = side * part / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size)  # pyright: ignore[reportUnknownMemberType]
    square = Image.new("RGBA", (side, side), ground)  # pyright: ignore[reportArgumentType]
    square.alpha_composite(small, ((side - small.width) // 2, (side - small.height) // 2))
    stream = io.BytesIO()
    square.convert("RGB").save(stream, "PNG", optimize=True)
    return stream.getvalue()
