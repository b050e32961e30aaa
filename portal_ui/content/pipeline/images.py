"""Images and players: their real addresses, their size before they load, and what they say to those who cannot see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.styles import declarations
from portal_ui.content.pipeline.tree import DROP, UNWRAP, all_elements, classes, drop_attribute, new, replace_by, settle
from portal_ui.content.pipeline.urls import candidates, join_candidates

if TYPE_CHECKING:
    from collections import Counter

    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.tree import Element

LAZY_SOURCES = ("data-src", "data-lazy-src", "data-original")
LAZY_SRCSETS = ("data-srcset", "data-lazy-srcset")
_EAGER = 2
_FILE_NAME = re.compile(r"[\w.-]*")
_PIXELS = re.compile(r"\s*([0-9]{1,5})(?:\.[0-9]+)?(?:px)?\s*")


def unlazy(root: Element) -> None:
    """Give images, sources and frames that wait for a script their real address."""
    for element in root.iter("img", "source", "iframe"):
        for attribute, waiting in (("src", LAZY_SOURCES), ("srcset", LAZY_SRCSETS)):
            value = next((element.get(name) for name in waiting if element.get(name)), None)
            current = element.get(attribute) or ""
            if value and (not current or current.startswith(("data:", "about:")) or "data-lazy-src" in element.attrib):
                element.set(attribute, value)


def settle_media(root: Element, lost: Counter[str]) -> None:
    """Leave only what shows something: emoji become text, counting pixels and media without address go."""
    for player in root.iter("audio", "video"):
        if not player.get("src") and next(player.iter("source"), None) is None:
            lost["media"] += 1
            player.tag = UNWRAP
    for source in root.iter("source", "track"):
        parent = source.getparent()
        misplaced = parent is None or parent.tag not in ("audio", "picture", "video")
        if misplaced or not (source.get("src") or source.get("srcset")):
            source.tag = UNWRAP
    for image in all_elements(root, "img"):
        width, height = given_size(image)
        if "emoji" in classes(image) and image.get("alt"):
            replace_by(image, new(UNWRAP, image.get("alt") or ""))
        elif not (image.get("src") or image.get("srcset")):
            lost["image"] += 1
            image.tag = DROP
        elif width is not None and height is not None and max(width, height) <= 1:
            lost["pixel"] += 1
            image.tag = DROP
        else:
            # The size is read here, before the style attribute goes.
            for name, value in (("width", width), ("height", height)):
                if value:
                    image.set(name, str(value))
                else:
                    drop_attribute(image, name)
    settle(root)


def finish_media(root: Element, context: Context, lost: Counter[str]) -> None:
    """Give every image a size, an alternative text and a time to load, every player its native controls.

    Width and height keep the layout still (they are the ratio; the stylesheet fits them in). All images but the first
    two are loaded when the reader comes near. An image without `alt` gets the empty one, for what it shows is not
    ours to invent, and is counted as `image-alt`.
    """
    for index, image in enumerate(root.iter("img")):
        if image.get("alt") is None:
            lost["image-alt"] += 1
            image.set("alt", "")
        _measure(image, context)
        if index >= _EAGER:
            image.set("loading", "lazy")
            image.set("decoding", "async")
        if not telling_title(image):
            drop_attribute(image, "title")
    for element in root.iter("img", "source", "video"):
        _use_copies(element, context)
    for player in root.iter("audio", "video"):
        for part in player.iter("audio", "video", "source", "track"):
            if url := part.get("src"):
                part.set("src", context.play(url))
        player.set("controls", "")
        player.set("preload", "none" if player.get("poster") else "metadata")
        if player.tag == "video":
            _caption(player, context)


def _caption(film: Element, context: Context) -> None:
    """Give a film that names no captions of its own those that are known of, the first switched on (WCAG 1.2.2)."""
    if next(film.iter("track"), None) is not None:
        return
    urls = [url for part in (film, *film.iter("source")) if (url := part.get("src"))]
    known = next((captions for url in urls if (captions := context.captions(url))), ())
    for index, (url, lang) in enumerate(known):
        track = new("track", kind="captions", src=url)
        if lang:
            track.set("srclang", lang)
            track.set("label", lang)
        if index == 0:
            track.set("default", "")
        film.append(track)


def telling_title(image: Element) -> str:
    """Return the image's `title` if it says more than the alternative text and is no file's name, else empty."""
    title, alternative = (" ".join((image.get(name) or "").split()) for name in ("title", "alt"))
    return "" if title == alternative or _FILE_NAME.fullmatch(title) else title


def given_size(image: Element) -> tuple[int | None, int | None]:
    """Return width and height in CSS pixels as the HTML gives them."""
    style = declarations(image)
    width, height = (_pixels(image.get(name)) or _pixels(style.get(name)) for name in ("width", "height"))
    return width, height


def _pixels(length: str | None) -> int | None:
    match = _PIXELS.fullmatch(length or "")
    return int(match[1]) if match else None


def _measure(image: Element, context: Context) -> None:
    width, height = given_size(image)
    source = image.get("src")
    if (width and height) or not source:
        return
    size = context.image_size(source)
    if not size or min(size) < 1:
        return
    if width:
        size = (width, max(1, round(size[1] * width / size[0])))
    elif height:
        size = (max(1, round(size[0] * height / size[1])), height)
    image.set("width", str(size[0]))
    image.set("height", str(size[1]))


def _use_copies(element: Element, context: Context) -> None:
    parent = element.getparent()
    if element.tag == "source" and parent is not None and parent.tag != "picture":
        return
    name = "poster" if element.tag == "video" else "src"
    if url := element.get(name):
        element.set(name, context.image(url))
    if srcset := element.get("srcset"):
        element.set("srcset", join_candidates([(context.image(url), size) for url, size in candidates(srcset)]))
