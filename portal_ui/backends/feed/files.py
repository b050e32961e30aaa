"""What a feed encloses with an item: its picture, its recording, and files to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from portal_ui.content.model import Attachment, Image

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file at an address; its media type is empty where the feed says none, its size in bytes."""

    url: str
    media_type: str = ""
    title: str = ""
    size: int | None = None

    @property
    def kind(self) -> str:
        """The media type before its slash."""
        return self.media_type.partition("/")[0].lower()


def picture(files: Iterable[Enclosure]) -> Image | None:
    """Return the first picture; feeds say no alternative text for it."""
    return next((Image(file.url) for file in files if file.kind == "image"), None)


def recording(files: Iterable[Enclosure]) -> str | None:
    """Return the address of the first sound."""
    return next((file.url for file in files if file.kind == "audio"), None)


def others(files: Iterable[Enclosure]) -> tuple[Attachment, ...]:
    """Return what is neither picture nor sound, each with a name to be called by."""
    return tuple(
        Attachment(
            file.url,
            file.title or unquote(urlsplit(file.url).path.rpartition("/")[2]) or file.url,
            file.media_type or "application/octet-stream",
            file.size,
        )
        for file in files
        if file.kind not in {"image", "audio"}
    )
