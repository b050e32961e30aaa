"""A link below each picture to the largest there is of it; in the browser a script shows that over the page."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portal_ui.content.pipeline.galleries import GALLERY
from portal_ui.content.pipeline.images import given_size
from portal_ui.content.pipeline.tree import UNWRAP, all_elements, classes, has_text, is_blank, new, settle, visible_text
from portal_ui.content.pipeline.urls import candidates

if TYPE_CHECKING:
    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.tree import Element

LINK = "enlarge"
_LEAST = 240
"""CSS pixels. What is narrower, and not one of a gallery, is a logo or a sign: larger it would show no more."""
_LONGEST_NAME = 90
_IMAGE_FILES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


def offer_larger_views(root: Element, context: Context) -> None:
    """Give the pictures of galleries, and those with a figure or paragraph to themselves, the context's `enlarge` link.

    It leads to the image file that the picture itself was a link to, which the new one then replaces, or else to the
    largest of its sources. Its name ends in the picture's caption, or else its alternative text, so that links by
    themselves can be told apart (WCAG 2.4.9).
    """
    if context.enlarge is None:
        return
    for image in all_elements(root, "img"):
        shown, link = _shown(image)
        place = shown.getparent()
        if place is None or not _is_alone(shown, place):
            continue
        item = place.getparent() if place.tag == "figure" else None
        number = _number(item)
        linked = _image_file(link)
        width, _ = given_size(image)
        if not (number or linked or width is None or width >= _LEAST):
            continue
        label, lang = context.enlarge(number)
        caption = next(place.iterchildren("figcaption"), None)
        words = visible_text(caption, notes=False) if caption is not None else image.get("alt") or ""
        name = f"{label}: {shorten(words, _LONGEST_NAME, placeholder='…')}" if words.strip() else label
        larger = new("a", label, class_=LINK, href=context.image(linked) if linked else _largest(image))
        larger.set("aria-label", name)
        larger.set("lang", lang)
        shown.addnext(larger)
        if linked and link is not None:
            link.tag = UNWRAP
        if place.tag == "p":
            place.tag = "figure"
    settle(root)


def _shown(image: Element) -> tuple[Element, Element | None]:
    """Return what stands for the image among its neighbours, and the link around it that holds nothing else."""
    shown, link = image, None
    for around in image.iterancestors("a", "picture"):
        if not has_text(around) and len(list(around.iter("img"))) == 1:
            shown, link = around, around if around.tag == "a" else link
    return shown, link


def _is_alone(shown: Element, place: Element) -> bool:
    """Return whether a figure or paragraph shows nothing else, but for a caption."""
    others = [part for part in place if part is not shown and part.tag not in ("br", "figcaption")]
    texts = (place.text, *(part.tail for part in place))
    return place.tag in ("figure", "p") and not others and all(map(is_blank, texts))


def _number(item: Element | None) -> int:
    """Return the place in the gallery, from 1; 0 for a picture by itself."""
    gallery = item.getparent() if item is not None and item.tag == "li" else None
    if gallery is None or item is None or GALLERY not in classes(gallery):
        return 0
    return gallery.index(item) + 1


def _image_file(link: Element | None) -> str:
    url = link.get("href") or "" if link is not None else ""
    return url if urlsplit(url).path.lower().endswith(_IMAGE_FILES) else ""


def _largest(image: Element) -> str:
    sources = {url: float(size[:-1] or 1) for url, size in candidates(image.get("srcset") or "") if size}
    return max(sources, key=lambda url: sources[url], default=image.get("src") or "")
