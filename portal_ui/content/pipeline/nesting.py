"""Structure that a browser reads back unchanged: what stands where HTML allows no such thing finds its place.

Without this the HTML5 parser would move or split elements after the steps that rely on where they are, and lists and
tables would reach assistive technology broken (WCAG 1.3.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.content.pipeline.tree import (
    BLOCKS,
    HEADINGS,
    TABLE_PARTS,
    UNWRAP,
    all_elements,
    attributes,
    has_text,
    insert_around,
    is_blank,
    new,
    replace_by,
    settle,
)

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_ROW_GROUPS = ("table", "thead", "tbody", "tfoot")
_LISTS = ("ul", "ol")
_PARENTS = {
    **dict.fromkeys(("caption", "thead", "tbody", "tfoot"), ("table",)),
    "tr": _ROW_GROUPS,
    **dict.fromkeys(("td", "th"), ("tr",)),
    **dict.fromkeys(("dt", "dd"), ("dl",)),
    "li": _LISTS,
    "summary": ("details",),
}


def repair_nesting(root: Element) -> None:
    """Put table parts, list items, headings and links in places where HTML allows them."""
    _repair_lists(root)
    for cell in all_elements(root, "td", "th"):
        parent = cell.getparent()
        if parent is not None and parent.tag in _ROW_GROUPS:
            insert_around(cell, new("tr"))
    for part in all_elements(root, *_PARENTS):
        parent = part.getparent()
        if parent is not None and parent.tag not in _PARENTS[part.tag]:
            part.tag = "div"
    for table in all_elements(root, "table"):
        _move_strays_before(table)
    for caption in all_elements(root, "figcaption"):
        if next(caption.iterancestors("figure"), None) is None:
            caption.tag = "div"
    for heading in all_elements(root, *HEADINGS):
        _end_before_blocks(heading)
    for link in root.iter("a"):
        if next(link.iterdescendants("a"), None) is not None:
            link.tag = UNWRAP
    for text in root.iter("pre"):
        # A parser drops the first line feed, so each reading would lose one.
        text.text = (text.text or "").lstrip("\n") or None
    settle(root)


def _repair_lists(root: Element) -> None:
    for group in all_elements(root, "div"):
        parent = group.getparent()
        if parent is not None and parent.tag == "dl":
            group.tag = UNWRAP
    settle(root)
    for terms in all_elements(root, "dl"):
        if not is_blank(terms.text) or any(t.tag not in ("dt", "dd") or not is_blank(t.tail) for t in terms):
            terms.tag = "div"
    for items in all_elements(root, *_LISTS):
        _give_items(items)


def _move_strays_before(table: Element) -> None:
    """Move text and elements that stand between a table's parts before it, where a browser shows them."""
    for part in (table, *table.iterdescendants("thead", "tbody", "tfoot", "tr")):
        if next(part.iterancestors("table"), table) is not table and part is not table:
            continue
        if not is_blank(part.text):
            table.addprevious(new("span", part.text or ""))
        part.text = None
        for child in list(part):
            after, child.tail = child.tail, None
            if child.tag not in TABLE_PARTS:
                table.addprevious(child)
            if not is_blank(after):
                table.addprevious(new("span", after or ""))


def _give_items(items: Element) -> None:
    """Put into items what stands between a list's items: a nested list into the one before, the rest into its own."""
    if not is_blank(items.text):
        items.insert(0, new("li", items.text or ""))
        items.text = None
    for child in list(items):
        after, child.tail = child.tail, None
        if not is_blank(after):
            child.addnext(new("li", after or ""))
        if child.tag == "li":
            continue
        before = child.getprevious()
        if child.tag in _LISTS and before is not None:
            before.append(child)
        else:
            insert_around(child, new("li"))


def _end_before_blocks(heading: Element) -> None:
    """Let a heading hold its title only: what comes before the first block in it, or else that block's text."""
    if next(heading.iterdescendants(*BLOCKS), None) is None:
        return
    title = new(heading.tag, heading.text or "", **dict(attributes(heading)))
    rest = new("div")
    for child in list(heading):
        if child.tag not in BLOCKS and next(child.iterdescendants(*BLOCKS), None) is None:
            title.append(child)
            continue
        if not has_text(title) and all(block.tag in ("p", "div") for block in child.iter(*BLOCKS)):
            rest.text, child.tail = child.tail, None
            title.append(child)
            for block in title.iterdescendants("p", "div"):
                block.tag = UNWRAP
        break
    heading.addprevious(title)
    rest.extend(list(heading))
    replace_by(heading, rest)
