"""What a backend is: a handful of methods, its capabilities, and the only three ways it may fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from portal_ui.content.model import Article, Page, Query, Section, Site, Summary

SAMPLE = 200
"""Characters of an answer that a log line shows."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a backend can do; pages hide what it cannot. `max_page` is its largest page size.

    `search` is a search of its own that reads whole texts and puts the best first; where there is none, and for what
    it does not find, the local index answers. `rest` is for how many seconds the CMS is left alone between two of the
    articles read for that index, 0 where it costs the CMS nothing.
    """

    total: bool = False
    search: bool = False
    sections: bool = False
    menu: bool = False
    by_path: bool = False
    attachments: bool = False
    max_page: int = 100
    rest: float = 0.1


class BackendError(Exception):
    """A backend could not answer. The message is for the operator's log; readers never see it."""


class BackendDown(BackendError):
    """It did not answer, or said it cannot now. `retry_after` is in seconds, where it said so."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BackendDenied(BackendError):
    """It refused us: a key is missing or wrong, or the interface is closed."""


class BackendContract(BackendError):
    """It answered something its interface does not promise. `sample` is a redacted piece of the answer."""

    def __init__(self, message: str, sample: str = "") -> None:
        super().__init__(message)
        self.sample = sample

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message}; it answered {self.sample[:SAMPLE]!r}" if self.sample else message


class Backend(Protocol):
    """One CMS, turned into the content model. Every method may raise the three errors above, and only those."""

    @property
    def name(self) -> str:
        """The word that names this kind of backend in the settings."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do, as far as it knows by now."""
        ...

    async def site(self) -> Site:
        """Return what the CMS says of the portal."""
        ...

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of articles, newest first; an empty page past the end."""
        ...

    async def get(self, slug: str) -> Article | None:
        """Return the article, or `None` if there is none that readers may see."""
        ...

    async def sections(self) -> tuple[Section, ...]:
        """Return the sections in the order of the portal's menu; empty if the CMS has none."""
        ...

    async def resolve(self, url: str) -> str | None:
        """Return the slug of the article that `url` (absolute or root-relative) leads to, or `None`."""
        ...

    async def health(self) -> None:
        """Return if the backend can serve now; raise the error that says why not."""
        ...

    async def close(self) -> None:
        """Let go of connections and tasks."""
        ...
