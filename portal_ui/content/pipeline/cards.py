"""What a table must know so that a stylesheet can show its rows as cards (reading/tables.css) where a grid has no room.

Both views are the same elements. A cell says what stands above it, for the eye alone: screen readers have the header
cells. Roles say what browsers forget of table elements that are not laid out as a table.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from portal_ui.content.pipeline.tree import visible_text

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_MOST_COLUMNS = 40
_LONGEST_LABEL = 120
"""Characters; whoever wants to read more before every cell wants the grid."""

_EASY = 10
"""Characters: a column that holds as many can be read, and is wider only for a longer word."""
_CHARACTER = 0.55
"""The mean width of a bold character, in em."""
_PADDING = 1.5
_STEP, _LEAST, _MOST = 5, 10, 60
"""The widths that tables.css knows, in em."""


class Place(NamedTuple):
    """A cell, the column in which it begins, and how many it spans."""

    cell: Element
    column: int
    span: int


def places(rows: list[Element]) -> list[list[Place]]:
    """Return the cells of each row with their columns; nothing at all where a table has too many."""
    covered: dict[int, int] = {}
    placed: list[list[Place]] = []
    for row in rows:
        column = 0
        begun: dict[int, int] = {}
        places: list[Place] = []
        for cell in row.iterchildren("td", "th"):
            while column in covered:
                column += 1
            span = int(cell.get("colspan", "1"))
            if column + span > _MOST_COLUMNS:
                return []
            places.append(Place(cell, column, span))
            begun |= dict.fromkeys(range(column, column + span), int(cell.get("rowspan", "1")))
            column += span
        placed.append(places)
        covered = {at: left - 1 for at, left in (covered | begun).items() if left > 1}
    return placed


def room(placed: list[list[Place]]) -> int:
    """Return how wide the grid must be so that its columns can be read, in em: a multiple of 5, from 10 to 60."""
    widths: dict[int, int] = {}
    for cell, column, span in (place for row in placed for place in row):
        if span == 1:
            text = visible_text(cell, alternatives=True)
            longest = max((len(word) for word in text.split()), default=0)
            widths[column] = max(widths.get(column, 0), longest, min(len(text), _EASY))
    needed = sum(width * _CHARACTER + _PADDING for width in widths.values())
    return min(max(ceil(needed / _STEP) * _STEP, _LEAST), _MOST) if placed else _MOST


def label_cells(table: Element, placed: list[list[Place]], heads: int) -> None:
    """Label the cells with their columns' headers, and set roles, if each row says the same by itself as in the grid.

    It does not where columns have no header, where a cell belongs to several rows, where headers stand between the
    rows, or where the source says by `headers` that it is more involved. Such a table gets nothing, and stays a grid.

    Args:
        table: the outermost table.
        placed: what `places` returned of its rows.
        heads: how many of the rows are the table's head.
    """
    labels = _labels(placed[:heads])
    body = [row for row in placed[heads:] if row]
    if not body or len(labels) < 2 or not any(labels) or max(map(len, labels)) > _LONGEST_LABEL:
        return
    if next(table.iterdescendants("table"), None) is not None:
        return
    if not all(_stands_alone(row, len(labels)) for row in body):
        return
    table.set("role", "table")
    for row in table.iterdescendants("tr"):
        row.set("role", "row")
    for cell in table.iterdescendants("td", "th"):
        header = "rowheader" if cell.get("scope") in ("row", "rowgroup") else "columnheader"
        cell.set("role", header if cell.tag == "th" else "cell")
    for cell, column, span in (place for row in body for place in row):
        above = dict.fromkeys(filter(None, labels[column : column + span]))
        # What spans the whole row, and a row header that spans several columns, is none of their values.
        if above and (span == 1 or (cell.tag == "td" and span < len(labels))):
            cell.set("data-label", ", ".join(above))


def _labels(heads: list[list[Place]]) -> list[str]:
    """Return what stands above each column, from the top down."""
    above: dict[int, list[str]] = {}
    for cell, column, span in (place for row in heads for place in row):
        for at in range(column, column + span):
            above.setdefault(at, []).append(visible_text(cell, alternatives=True, notes=False))
    return [" – ".join(filter(None, above.get(column, []))) for column in range(max(above, default=-1) + 1)]


def _stands_alone(row: list[Place], columns: int) -> bool:
    spans = any(cell.get("rowspan") or cell.get("headers") for cell, _, _ in row)
    is_head = len(row) > 1 and all(cell.tag == "th" for cell, _, _ in row)
    return not (spans or is_head or row[-1].column + row[-1].span > columns)
