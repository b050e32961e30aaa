"""Several pictures that belong together become one gallery: a list of figures, each with its own caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.figures import is_classed_caption
from portal_ui.content.pipeline.images import given_size, telling_title
from portal_ui.content.pipeline.tree import (
    BLOCKS,
    UNWRAP,
    all_elements,
    classes,
    drop_attribute,
    has_text,
    is_blank,
    move_content,
    new,
    replace_by,
    set_classes,
    settle,
    visible_text,
)

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

GALLERY = "gallery"
_NAMED = re.compile(r"gallery|album|slide-?show|carousel", re.IGNORECASE)
"""Classes of WordPress (`gallery`, `wp-block-gallery`), Ghost (`kg-gallery-card`), plugins and themes."""

_CANDIDATES = ("div", "figure", "ol", "p", "ul")
_NOT_WITHIN = ("a", "figcaption", "table")
_OTHERS = ("audio", "video", "table", "hr", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
_ICON = 100
"""CSS pixels. Pictures known to be smaller are icons or badges."""


def make_galleries(root: Element) -> None:
    """Turn what shows two pictures or more, and nothing besides but their captions, into `ul.gallery`.

    Such are a paragraph of pictures (each one's `title` its caption, as in Markdown), a figure with several, a list
    with a picture in each item, and an element whose class calls it a gallery. What is said of all of them stays below:
    `figure > ul.gallery + figcaption`. Pictures that follow each other in paragraphs or figures of their own stay as
    large as their editor made them.
    """
    counts = _image_counts(root)
    settled: set[Element] = set()
    galleries: set[Element] = set()
    for element in all_elements(root, *_CANDIDATES):
        if counts.get(element, 0) < 2 or element in settled:
            continue
        named = any(_NAMED.search(name) for name in classes(element))
        if element.tag == "div" and not named and next(element.iterdescendants(*BLOCKS), None) is not None:
            continue
        found = None if _is_elsewhere(element) else _parts(element, counts, named=named)
        if found is not None:
            settled.update(element.iterdescendants())
            galleries.add(_make(element, *found))
    for element in root.iter("*"):
        names = classes(element)
        if GALLERY in names and element not in galleries:
            set_classes(element, [name for name in names if name != GALLERY])
    settle(root)


def _image_counts(root: Element) -> dict[Element, int]:
    counts: dict[Element, int] = {}
    for image in root.iter("img"):
        for element in (image, *image.iterancestors()):
            counts[element] = counts.get(element, 0) + 1
    return counts


def _is_elsewhere(element: Element) -> bool:
    """Return whether a gallery would be out of place here, or these are no pictures to look at one by one."""
    sizes = (size for image in element.iter("img") for size in given_size(image) if size is not None)
    return next(element.iterancestors(*_NOT_WITHIN), None) is not None or any(size < _ICON for size in sizes)


def _parts(element: Element, counts: dict[Element, int], *, named: bool) -> tuple[list[Element], Element | None] | None:
    """Return the parts with one picture each and the caption of all, `None` if more than that is shown."""
    pictures: list[Element] = []
    caption: Element | None = None
    if not is_blank(element.text):
        return None
    for child in element:
        count = counts.get(child, 0)
        if not is_blank(child.tail):
            return None
        if count > 1:
            inner = _parts(child, counts, named=named)
            if inner is None or (caption is not None and inner[1] is not None):
                return None
            pictures += inner[0]
            caption = inner[1] if caption is None else caption
        elif count == 1 and _is_picture(child, named=named):
            pictures.append(child)
        elif count == 1 or next(child.iter(*_OTHERS), None) is not None:
            return None
        elif has_text(child):
            if caption is not None or not (child.tag == "figcaption" or is_classed_caption(child)):
                return None
            caption = child
    return pictures, caption


def _is_picture(part: Element, *, named: bool) -> bool:
    """Return whether a part shows one picture with its caption; in an element called a gallery any text is one."""
    if next(part.iter(*_OTHERS), None) is not None:
        return False
    return named or not has_text(part) or _caption(part) is not None


def _caption(part: Element) -> Element | None:
    """Return the `figcaption` that holds all the part's text."""
    found = next(part.iter("figcaption"), None)
    return found if found is not None and visible_text(found) == visible_text(part) else None


def _make(element: Element, pictures: list[Element], caption: Element | None) -> Element:
    """Put the pictures into a list in the element's place, and return it."""
    gallery = new("ul", class_=GALLERY)
    _name(gallery, element)
    for part in pictures:
        item = new("li")
        _name(item, part)
        item.append(_figure(part))
        gallery.append(item)
    whole = gallery
    if caption is not None:
        caption.tag = "figcaption"
        caption.tail = None
        whole = new("figure")
        whole.extend((gallery, caption))
    replace_by(element, whole)
    return gallery


def _name(element: Element, source: Element) -> None:
    """Give the element what the one in whose place it stands was known by."""
    for name in ("dir", "id", "lang", "xml:lang"):
        if source.tag != "img" and (value := source.get(name)):
            element.set(name, value)


def _figure(part: Element) -> Element:
    figure = new("figure")
    image = next(part.iter("img"))
    shown = image
    for around in image.iterancestors("a", "picture"):
        if around is part or part in around.iterancestors():
            shown = shown if has_text(around) else around
    caption = _caption(part)
    if shown is not part:
        left = new(UNWRAP)
        left.tail, shown.tail = shown.tail, None
        shown.addprevious(left)
    shown.tail = None
    figure.append(shown)
    if caption is None and shown is not part and has_text(part):
        caption = new("figcaption")
        for inner in part.iter("figcaption"):
            inner.tag = UNWRAP
        if part.tag in BLOCKS:
            move_content(part, caption)
        else:
            caption.append(part)
    title = telling_title(image)
    if caption is None and title:
        drop_attribute(image, "title")
        caption = new("figcaption", title)
    if caption is not None:
        caption.tail = None
        figure.append(caption)
    return figure
