"""The content model: what every backend is turned into, and all that pages know of a portal's content.

Every class is a frozen value. Text fields are plain text (no HTML, no entities); `html` fields are HTML *as the
backend sent it*, untrusted until `portal_ui.content.pipeline` has cleaned it into `SafeHtml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, NewType, TypeVar

T = TypeVar("T")

SafeHtml = NewType("SafeHtml", str)
"""HTML that the pipeline has cleaned: the only HTML a page may show."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture and what is said of it. `width` and `height` are in CSS pixels, `None` where unknown."""

    url: str
    alt: str = ""
    caption: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file offered with an article. `size` is in bytes."""

    url: str
    title: str
    media_type: str = "application/octet-stream"
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the portal that holds articles. `parent` is the slug of the section around it."""

    slug: str
    title: str
    description: str = ""
    parent: str | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """An article as listings show it.

    `slug` is the backend's stable reference, the `{slug}` of `/articles/{slug}`. `lang` is a BCP 47 tag where the
    article's language differs from, or is surer than, the site's. Datetimes carry their offset.
    """

    slug: str
    title: str
    lead: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    section: Section | None = None
    cover: Image | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in an article and has been put right; `at` says when, if that is known."""

    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the backend gave it: `html` is untrusted.

    `address` is the article's own public address in the CMS (or `/` paths for the folder backend), against which
    relative links and images in `html` are resolved. `protected` says in a word why the text is withheld
    (`"password"`, `"members"`), `None` for a free article. `partial` says that `html` is only the beginning of the text
    or its lead, because the backend has no more; the whole is at `address`. `translations` are the languages (BCP 47)
    and slugs of the same article in other languages. `copyright` says whose it is and what others may do with it.
    """

    summary: Summary
    html: str
    address: str
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    audio: str | None = None
    source: str = ""
    rating: bool = True
    protected: str | None = None
    partial: bool = False
    translations: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a cleaned body, for the table of contents. `level` is 2 to 6."""

    id: str
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation of an article and what it stands for. `id` is that of its entry in the article's list of them.

    `lang` is a BCP 47 tag where the expansion is not in the article's language, else empty.
    """

    id: str
    short: str
    full: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of an article that is not in everybody's use, and what it means. `id` and `lang` as of an abbreviation."""

    id: str
    word: str
    meaning: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class CleanBody:
    """What the pipeline made of an article's HTML.

    `lost` counts what was dropped or could not be kept, by a short name (`"script"`, `"shortcode"`, `"image-alt"`).
    """

    html: SafeHtml
    headings: tuple[Heading, ...] = ()
    words: int = 0
    lost: dict[str, int] = field(default_factory=dict[str, int])
    abbreviations: tuple[Abbreviation, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a listing. `number` counts from 1; `total` is `None` where the backend cannot say."""

    items: tuple[T, ...]
    number: int
    size: int
    total: int | None
    has_next: bool


@dataclass(frozen=True, slots=True)
class Query:
    """What a listing is asked for: at most one of section, tag and search is usual. `page` counts from 1."""

    page: int = 1
    size: int = 10
    section: str | None = None
    tag: str | None = None
    search: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What the backend says of the portal itself. `lang` is a BCP 47 tag, `url` the CMS's public origin."""

    title: str
    welcome: str = ""
    lang: str = "vi"
    url: str = ""
