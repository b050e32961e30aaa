"""The files beside the articles: which are served, under which address, and how large their pictures are."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Final
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from PIL import Image

from portal_ui.content.model import Attachment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PREFIX: Final = "/media/"

MEDIA_TYPES: Final = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".ogv": "video/ogg",
    ".webm": "video/webm",
    ".vtt": "text/vtt",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".rtf": "application/rtf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
"""The kinds of files that are served, by suffix (IANA media types)."""

_RASTER_FORMATS: Final = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
_EXIF_ORIENTATION = 0x0112
_EXIF_TURNED = frozenset({5, 6, 7, 8})  # a quarter turn: width and height change places
_SVG_HEAD = 64 * 1024
_SVG_TAG = re.compile(r"<svg\b[^>]{0,4096}>")
_SVG_NUMBER = r"\s*(\d+(?:\.\d+)?)"
_SVG_LENGTH = r"\s%s=[\"']" + _SVG_NUMBER + r"(?:px)?\s*[\"']"
_SVG_WIDTH = re.compile(_SVG_LENGTH % "width")
_SVG_HEIGHT = re.compile(_SVG_LENGTH % "height")
_SVG_VIEW_BOX = re.compile(r"\sviewBox=[\"'][^\"',\s]+[\s,]+[^\"',\s]+[\s,]+" + _SVG_NUMBER + r"[\s,]+" + _SVG_NUMBER)


def media_type(path: str) -> str | None:
    """Return the media type of a file that may be served, `None` for every other."""
    return MEDIA_TYPES.get(path[path.rfind(".") :].lower())


def address(path: str) -> str:
    """Return the public address of a file, `path` being relative to the content folder."""
    return PREFIX + quote(path)


def path_of(url: str) -> str | None:
    """Return the path, relative to the content folder, that a root-relative `url` names, or `None`."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or not parts.path.startswith(PREFIX):
        return None
    return unquote(parts.path.removeprefix(PREFIX))


def locate(value: str, folder: str, files: Mapping[str, str]) -> str | None:
    """Return the public address of what an article in `folder` calls `value`, or `None` if it is not there.

    `value` is an `http` or `https` URL, or a file's name or relative URL, counted from the root if it begins with `/`.
    `files` are the served files' paths by their NFC form.
    """
    if value.lower().startswith(("https://", "http://")):
        return value
    for name in (value, unquote(value)):
        rooted = name.removeprefix(PREFIX) if name.startswith(PREFIX) else name.lstrip("/")
        path = normpath(rooted if name.startswith("/") else f"{folder}/{name}".lstrip("/"))
        if found := files.get(normalize("NFC", path)):
            return address(found)
    return None


def attachment(root: Path, url: str, title: str) -> Attachment:
    """Return the attachment at `url` (as `locate` gives it), named after its file if it has no title."""
    name = unquote(PurePosixPath(urlsplit(url).path).name)
    path = path_of(url)
    file = contained(root, path) if path else None
    return Attachment(
        url=url,
        title=title or name,
        media_type=media_type(name) or "application/octet-stream",
        size=file.stat().st_size if file else None,
    )


def captions(root: Path, url: str) -> tuple[tuple[str, str], ...]:
    """Return addresses and languages of the captions beside a film: `film.vtt` and `film.LANG.vtt` of `film.mp4`.

    The one that names no language comes first, with an empty one.
    """
    path = path_of(url)
    film = find(root, path) if path else None
    if not (path and film):
        return ()
    stem = re.escape(film.stem)
    named = re.compile(rf"{stem}(?:\.([A-Za-z]{{2,8}}(?:-[A-Za-z0-9]{{1,8}})*))?\.vtt")
    folder = path.rpartition("/")[0]
    found = sorted(
        (match[1] or "", file.name) for file in film.parent.iterdir() if (match := named.fullmatch(file.name))
    )
    return tuple((address(f"{folder}/{name}".lstrip("/")), lang) for lang, name in found)


def find(root: Path, path: str) -> Path | None:
    """Return the file to serve for `path` (decoded, relative to `root`), or `None`.

    It is a regular file of a known kind, no part of its path is hidden or leads up, and no link leads out of `root`.
    """
    if "\0" in path or media_type(path) is None or any(part[:1] in ("", ".") for part in path.split("/")):
        return None
    for form in (path, normalize("NFC", path), normalize("NFD", path)):
        file = contained(root, form)
        if file and file.is_file() and media_type(file.name):
            return file
    return None


def contained(root: Path, path: str) -> Path | None:
    """Return the real path of `root / path`, or `None` if it does not exist or a link leads out of `root`."""
    try:
        file = (root / path).resolve(strict=True)
        return file if file.is_relative_to(root.resolve(strict=True)) else None
    except (OSError, RuntimeError, ValueError):  # missing, too long, a loop of links, unencodable
        return None


def image_size(file: Path) -> tuple[int, int] | None:
    """Return a picture's width and height in CSS pixels as browsers show it, from its header, or `None`."""
    try:
        state = file.stat()
    except OSError:
        return None
    return _image_size(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _image_size(file: Path, _mtime_ns: int, _size: int) -> tuple[int, int] | None:
    try:
        return _svg_size(file) if file.suffix.lower() == ".svg" else _raster_size(file)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _raster_size(file: Path) -> tuple[int, int] | None:
    with Image.open(file, formats=_RASTER_FORMATS) as image:
        width, height = image.size
        # asking a PNG without it would decode the whole picture
        turned = image.format != "PNG" and image.getexif().get(_EXIF_ORIENTATION) in _EXIF_TURNED
        return (height, width) if turned else (width, height)


def _svg_size(file: Path) -> tuple[int, int] | None:
    with file.open("rb") as stream:
        found = _SVG_TAG.search(stream.read(_SVG_HEAD).decode("utf-8", "replace"))
    if not found:
        return None
    width, height = _SVG_WIDTH.search(found[0]), _SVG_HEIGHT.search(found[0])
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = _SVG_VIEW_BOX.search(found[0])
    return (round(float(box[1])), round(float(box[2]))) if box else None
