"""The owner's logo, read once at start."""

from __future__ import annotations

import hashlib
import io
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from PIL import Image, UnidentifiedImageError

from portal_ui.config import FILE, ConfigError, line_of
from portal_ui.owner import LARGEST_LOGO

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Logo:
    """An image with its size in CSS pixels; `href` is its address, which changes with the image."""

    body: bytes
    media_type: str
    width: int
    height: int

    @property
    def href(self) -> str:
        """The address, with the image's own name for a version."""
        return f"/logo?v={hashlib.sha256(self.body).hexdigest()[:12]}"


def read_logo(file: Path) -> Logo:
    """Return the logo. Raises `ConfigError` if the file is no image that browsers show, or too large."""
    line = line_of(("look", "logo"))
    setting = f"[look] logo in {FILE}{line}" if line else "[look] logo"
    try:
        body = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{setting}: {file} cannot be read: {error.strerror}") from None
    if len(body) > LARGEST_LOGO:
        raise ConfigError(f"{setting}: {file} has {len(body)} bytes, more than {LARGEST_LOGO}; it is on every page")
    try:
        return _raster(body) or _svg(body)
    # Pillow's words for a file that breaks off or is damaged are the first two.
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ConfigError(f"{setting}: {file} is no PNG, JPEG, WebP, GIF or SVG image") from None


def _raster(body: bytes) -> Logo | None:
    try:
        opened = Image.open(io.BytesIO(body), formats=list(_KINDS))
    except UnidentifiedImageError:
        return None
    with opened as image:
        image.verify()
        return Logo(body, _KINDS[image.format or ""], image.width, image.height)


def _svg(body: bytes) -> Logo:
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    # Browsers draw no `svg` of another namespace, or of none.
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ValueError
    sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) for side in sides if side)
    else:
        width, height = (float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:4])
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise ValueError
    return Logo(body, "image/svg+xml", math.ceil(width), math.ceil(height))
