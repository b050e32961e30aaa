"""What the pipeline has to be told by the page it works for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal_ui.content.glossary import Glossary

if TYPE_CHECKING:
    from collections.abc import Callable


def _no_link(_url: str) -> str | None:
    return None


def _same_url(url: str) -> str:
    return url


def _no_captions(_url: str) -> tuple[tuple[str, str], ...]:
    return ()


def _no_size(_url: str) -> tuple[int, int] | None:
    return None


def _number(number: int) -> str:
    return str(number)


def _mark(mark: str) -> str:
    return mark


def _mark_and_place(mark: str, count: int) -> str:
    return f"{mark}, {count}"


def _title_and_host(title: str, host: str) -> str:
    return f"{title} ({host})" if title else host


@dataclass(frozen=True, slots=True)
class Context:
    """Answers that only the surrounding page knows; every default leaves the content as it is.

    Attributes:
        link: our own address for the article that an absolute URL (without fragment) leads to, `None` to leave it.
        image: the address from which the page loads the image (or video poster) at an absolute URL.
        image_size: width and height in pixels of the image at an absolute URL, asked where the HTML does not say.
        play: the address from which the page plays the sound, film or captions at an absolute URL.
        site_hosts: hosts that are the portal itself, beside the article's own; links to them are not external.
        table_label: accessible name of the n-th table (from 1) that has no caption.
        embed_label: text of the link that replaces an embed or a player, from its title or else the name of the
            file played (may be empty), and its host.
        footnote: name of the link that has only this mark.
        footnote_back: name of the link from a note back to its mark, and which of several places it is, from 1.
        captions: addresses and languages (BCP 47, may be empty) of the captions of a film, by the film's address.
        enlarge: text, and its language (BCP 47), of the link to the largest there is of the n-th picture of a gallery
            (from 1), or of one by itself (0); `None` where pages offer no larger views.
        glossary: the portal's abbreviations and terms.
        beside: plain texts that the page shows before the body (title, lead); the lists have what is in them too.
    """

    link: Callable[[str], str | None] = _no_link
    image: Callable[[str], str] = _same_url
    image_size: Callable[[str], tuple[int, int] | None] = _no_size
    play: Callable[[str], str] = _same_url
    site_hosts: frozenset[str] = frozenset()
    table_label: Callable[[int], str] = _number
    embed_label: Callable[[str, str], str] = _title_and_host
    footnote: Callable[[str], str] = _mark
    footnote_back: Callable[[str, int], str] = _mark_and_place
    captions: Callable[[str], tuple[tuple[str, str], ...]] = _no_captions
    enlarge: Callable[[int], tuple[str, str]] | None = None
    glossary: Glossary = field(default_factory=Glossary)
    beside: tuple[str, ...] = ()
