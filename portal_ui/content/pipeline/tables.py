"""Tables: those for layout dissolve; those of data get header scopes and a region that can be scrolled by keyboard."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.cards import label_cells, places, room
from portal_ui.content.pipeline.tree import UNWRAP, all_elements, drop_attribute, insert_around, new, settle

if TYPE_CHECKING:
    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.ids import Ids
    from portal_ui.content.pipeline.tree import Element

_PARTS = ("thead", "tbody", "tfoot", "tr")
_SCOPES = frozenset(("col", "row", "colgroup", "rowgroup"))
_MOST_CELLS = 1000
"""The largest `colspan` that HTML knows: https://html.spec.whatwg.org/#attributes-common-to-td-and-th-elements."""


def dissolve_layout_tables(root: Element) -> None:
    """Turn tables of one cell, and those that say they are for layout, into the blocks they hold, in reading order."""
    for table in all_elements(root, "table"):
        cells = _own(table, "td", "th", "caption")
        if len(cells) == 1 or table.get("role") in ("presentation", "none"):
            for part in _own(table, *_PARTS):
                part.tag = UNWRAP
            for cell in cells:
                cell.tag = "div"
            table.tag = "div"
    settle(root)


def settle_tables(root: Element, context: Context, ids: Ids) -> None:
    """Set heads, scopes and spans, put each outermost table into its region, and tell it what cards need (cards.py).

    The region is focusable, so that a table wider than the screen can be scrolled with the keyboard (WCAG 2.1.1), and
    so it has a name: the table's caption, else the label that the context gives to its number.
    """
    number = 0
    for table in all_elements(root, "table"):
        _settle_head(table)
        _settle_header_cells(table)
        for cell in _own(table, "td", "th"):
            for name in ("colspan", "rowspan"):
                if not _is_span(cell.get(name)):
                    drop_attribute(cell, name)
        if next(table.iterancestors("table"), None) is None:
            number += 1
            region = _wrap(table, number, context, ids)
            rows = _own(table, "tr")
            placed = places(rows)
            region.set("data-room", str(room(placed)))
            if placed:
                label_cells(table, placed, sum(_parent_tag(row) == "thead" for row in rows))


def _own(table: Element, *tags: str) -> list[Element]:
    """Return the table's parts of these kinds, without those of tables within its cells."""
    return [part for part in table.iterdescendants(*tags) if next(part.iterancestors("table"), None) is table]


def _parent_tag(part: Element) -> str:
    parent = part.getparent()
    return "" if parent is None else str(parent.tag)


def _settle_head(table: Element) -> None:
    """Make a head of the rows of header cells with which a table without head begins."""
    rows = _own(table, "tr")
    if _own(table, "thead") or not rows:
        return
    leading = list(takewhile(lambda row: len(row) > 0 and all(cell.tag == "th" for cell in row), rows))
    first = rows[0].getparent()
    if not leading or len(leading) == len(rows) or first is None:
        return
    head = new("thead")
    if first is table:
        rows[0].addprevious(head)
    else:
        first.addprevious(head)
    head.extend(leading)


def _settle_header_cells(table: Element) -> None:
    """Make the cells of a table head header cells, and give each header cell without a valid scope one by its place."""
    for index, row in enumerate(_own(table, "tr")):
        cells = list(row.iterchildren("td", "th"))
        in_head = _parent_tag(row) == "thead"
        if in_head:
            for cell in cells:
                cell.tag = "th"
        heads_columns = in_head or index == 0 or all(cell.tag == "th" for cell in cells)
        for position, cell in enumerate(cells):
            if cell.tag == "th" and cell.get("scope") not in _SCOPES:
                cell.set("scope", "col" if heads_columns or position > 0 else "row")


def _is_span(value: str | None) -> bool:
    return (
        value is not None and value.isascii() and value.isdigit() and len(value) < 5 and 1 < int(value) <= _MOST_CELLS
    )


def _wrap(table: Element, number: int, context: Context, ids: Ids) -> Element:
    region = new("div", class_="table-region", role="region", tabindex="0")
    caption = next(iter(_own(table, "caption")), None)
    parent = table.getparent()
    if caption is None and parent is not None and parent.tag == "figure":
        caption = next(parent.iterchildren("figcaption"), None)
    if caption is None:
        region.set("aria-label", context.table_label(number))
    else:
        if not caption.get("id"):
            caption.set("id", ids.free(f"table-{number}"))
        region.set("aria-labelledby", caption.get("id") or "")
    insert_around(table, region)
    return region
