"""What other sites would show within the page, or play from their own address, becomes a link to it.

It would be out of reach of the reader's settings, and the pages' policy (`media-src 'self'`, no frames) refuses it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from portal_ui.content.pipeline.tree import DROP, INVISIBLE, all_elements, new, replace_by, settle
from portal_ui.content.pipeline.urls import absolute, host
from portal_ui.content.pipeline.vocabulary import EMBEDS

if TYPE_CHECKING:
    from collections import Counter

    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.tree import Element

_PLAYERS = ("audio", "video")
_YOUTUBE = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?P<video>[\w-]{6,})")
_TARGET_PARAMETER = {"docs.google.com": "url", "view.officeapps.live.com": "src", "www.facebook.com": "href"}
"""Viewers that are given the address of what they show in a parameter."""


def link_embeds(root: Element, context: Context, lost: Counter[str]) -> None:
    """Replace each embed by a paragraph with a link, and count it; one that the text links to already just goes.

    A player that would play from an address with a host is an embed too, and the link leads to the first of its
    sources; one of our own addresses stays.
    """
    links = (link for link in root.iter("a") if next(link.iterancestors(*EMBEDS, *_PLAYERS), None) is None)
    linked = {link.get("href") for link in links}
    for element in all_elements(root, *EMBEDS, *_PLAYERS):
        if element.tag == DROP or (element.tag in _PLAYERS and not _plays_only_others(element, context)):
            continue
        lost["embed"] += 1
        url = _address(element)
        title = _words(element.get("title") or element.get("aria-label") or "")
        if element.tag in _PLAYERS and url and not title:
            title = _words(unquote(urlsplit(url).path.rpartition("/")[2]))
        for inner in element.iter(*EMBEDS, *_PLAYERS):
            inner.tag = DROP
        if url and url not in linked:
            linked.add(url)
            paragraph = new("p", class_="embed-link")
            paragraph.append(new("a", context.embed_label(title, host(url)), href=url))
            replace_by(element, paragraph)
    settle(root)


def _plays_only_others(player: Element, context: Context) -> bool:
    urls = [context.play(url) for part in (player, *player.iter("source")) if (url := part.get("src"))]
    return bool(urls) and all(map(host, urls))


def _words(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())


def _address(element: Element) -> str | None:
    for part in element.iter(*EMBEDS, *_PLAYERS, "source"):
        url = part.get("src") or part.get("data")
        if url and host(url):
            return _readable(url)
    return None


def _readable(url: str) -> str | None:
    """Return the page of what an embed shows, where it is known: the embed's own address is no page for readers."""
    if video := _YOUTUBE.match(url):
        return f"https://www.youtube.com/watch?v={video['video']}"
    parameter = _TARGET_PARAMETER.get(host(url))
    targets = parse_qs(urlsplit(url).query).get(parameter, []) if parameter else []
    return next((absolute(target, url) for target in targets if target.startswith(("http://", "https://"))), url)
