"""What one document of a feed says, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portal_ui.content.model import Attachment, Image


@dataclass(frozen=True, slots=True)
class Entry:
    """One item. `text` is its whole text as HTML where the feed has it, `excerpt` what it says of it, as HTML too.

    `identity` is what the feed knows it by, its address if it says nothing better.
    """

    identity: str
    link: str
    title: str
    text: str = ""
    excerpt: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cover: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    audio: str | None = None
    source: str = ""
    copyright: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The feed's own words and its items in its order. `following` is where it goes on, if it says so."""

    title: str
    entries: tuple[Entry, ...]
    description: str = ""
    lang: str = ""
    home: str = ""
    following: str | None = None
