"""Pictures with captions, in all the shapes that editors and content systems give them, become figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.images import telling_title
from portal_ui.content.pipeline.styles import is_centred
from portal_ui.content.pipeline.tree import (
    BLOCKS,
    DROP,
    UNWRAP,
    all_elements,
    classes,
    drop_attribute,
    has_text,
    is_blank,
    move_content,
    new,
    next_shown,
    settle,
    visible_text,
)

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_CAPTION_CLASS = re.compile(r"caption|chu-?thich|imgalt|image-?desc", re.IGNORECASE)
_LONGEST_CAPTION = 400
"""Characters. A centred paragraph in italics below a picture is its caption, unless it is too long for one."""


def make_figures(root: Element) -> None:
    """Turn captioned pictures into `figure` and `figcaption`.

    The shapes: WordPress's `div.wp-caption` and its gallery as a definition list; a paragraph with nothing but a
    picture, followed by one that is classed or set as a caption, or with the caption in italics below a line break; a
    table of one column, picture over caption.
    """
    for element in all_elements(root, "div", "dl"):
        if element.tag == "dl" and "gallery-item" in classes(element):
            _gallery_item(element)
        elif "wp-caption" in classes(element):
            _classed_caption(element)
    for table in all_elements(root, "table"):
        _captioned_table(table)
    for element in all_elements(root, "p", "div"):
        _captioned_paragraph(element)
    settle(root)


def finish_figures(root: Element) -> None:
    """Make figures of pictures captioned by a `title` (Markdown's way), and take wrappers out of all figures.

    A title is a caption where the picture has a paragraph of its own and the title says more than the alternative
    text.
    """
    for paragraph in all_elements(root, "p"):
        image = _only_image(paragraph) if next(paragraph.iter("img"), None) is not None else None
        title = telling_title(image) if image is not None else ""
        if image is not None and title:
            drop_attribute(image, "title")
            paragraph.tag = "figure"
            paragraph.append(new("figcaption", title))
    for figure in root.iter("figure"):
        _unwrap_media(figure)
    settle(root)


def _gallery_item(item: Element) -> None:
    item.tag = "figure"
    for part in item.iterchildren("dt", "dd"):
        part.tag = "figcaption" if part.tag == "dd" else UNWRAP
    following = next_shown(item)
    if following is not None and following.tag == "br":
        following.tag = DROP


def _classed_caption(element: Element) -> None:
    caption = next((p for p in element.iterchildren("p", "div") if is_classed_caption(p)), None)
    if caption is not None and _only_image(element, apart_from=caption) is not None:
        element.tag = "figure"
        caption.tag = "figcaption"


def _captioned_table(table: Element) -> None:
    rows = list(table.iter("tr"))
    cells = list(table.iter("td", "th", "caption"))
    if not 2 <= len(rows) <= 3 or len(cells) != len(rows) or next(table.iter("th", "caption"), None) is not None:
        return
    pictures = [cell for cell in cells if _only_image(cell) is not None]
    texts = [cell for cell in cells if has_text(cell)]
    if len(pictures) != 1 or len(texts) != 1 or cells.index(texts[0]) < cells.index(pictures[0]):
        return
    table.tag = "figure"
    for part in table.iter("tbody", "thead", "tfoot", "tr"):
        part.tag = UNWRAP
    for cell in cells:
        cell.tag = "figcaption" if cell is texts[0] else UNWRAP


def _captioned_paragraph(element: Element) -> None:
    parent = element.getparent()
    if element.tag not in ("p", "div") or parent is None or parent.tag == "figure":
        return
    if next(element.iter("img"), None) is None:
        return
    if _has_caption_below_break(element):
        return
    image = _only_image(element)
    if image is None or any(child.tag in BLOCKS for child in element):
        return
    following = next_shown(element)
    if following is not None and following.tag in ("p", "div") and _is_caption_of(following, element):
        caption = new("figcaption")
        move_content(following, caption)
        following.tag = DROP
        drop_attribute(image, "title")
        element.tag = "figure"
        element.append(caption)


def _has_caption_below_break(element: Element) -> bool:
    """Make a figure of `<p><img><br><em>caption</em></p>`; return whether it was one."""
    parts = list(element)
    if len(parts) < 3 or parts[1].tag != "br" or not is_blank(element.text) or not all(is_blank(p.tail) for p in parts):
        return False
    picture, rest = parts[0], parts[2:]
    if _image_in(picture) is None or has_text(picture) or not all(part.tag in ("em", "i", "br") for part in rest):
        return False
    caption = new("figcaption")
    caption.extend(rest)
    if not 0 < len(visible_text(caption)) <= _LONGEST_CAPTION:
        element.extend(rest)
        return False
    parts[1].tag = DROP
    element.tag = "figure"
    element.append(caption)
    return True


def _is_caption_of(paragraph: Element, picture: Element) -> bool:
    if next(paragraph.iter("img"), None) is not None or not has_text(paragraph):
        return False
    if is_classed_caption(paragraph):
        return True
    if any(child.tag in BLOCKS for child in paragraph) or not (is_centred(paragraph) and is_centred(picture)):
        return False
    upright = is_blank(paragraph.text) and all(is_blank(child.tail) for child in paragraph)
    italic = len(paragraph) > 0 and all(child.tag in ("em", "i", "br") for child in paragraph)
    return upright and italic and len(visible_text(paragraph)) <= _LONGEST_CAPTION


def is_classed_caption(element: Element) -> bool:
    """Return whether the element's class calls it a caption."""
    return any(_CAPTION_CLASS.search(name) for name in classes(element))


def _only_image(element: Element, apart_from: Element | None = None) -> Element | None:
    """Return the one image of an element that shows nothing else (but `apart_from`)."""
    if not is_blank(element.text):
        return None
    image: Element | None = None
    for child in element:
        if not is_blank(child.tail):
            return None
        if child is apart_from:
            continue
        if has_text(child):
            return None
        found = _image_in(child)
        if found is not None and image is not None:
            return None
        image = image if found is None else found
    return image


def _image_in(element: Element) -> Element | None:
    """Return the element's one image, `None` if it has none, several, or other things to show."""
    if next(element.iter("video", "audio", "table", "figure", "hr"), None) is not None:
        return None
    images = list(element.iter("img"))
    return images[0] if len(images) == 1 else None


def _unwrap_media(figure: Element) -> None:
    """Take away what stands between a figure and what it shows without a meaning of its own."""
    for medium in figure.iter("img", "video", "audio"):
        for wrapper in medium.iterancestors():
            if wrapper is figure or wrapper.tag in ("figure", "figcaption", "td", "th", "li"):
                break
            if wrapper.tag in ("p", "div", "span", "em", "i", "strong", "b", "u") and not (
                wrapper.get("id") or has_text(wrapper)
            ):
                wrapper.tag = UNWRAP
