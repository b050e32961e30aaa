"""The texts of the button by which a reader sees one table in its other view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableViewTexts:
    """What the button does, by what the table is not yet, and what is said once it is done."""

    to_cards: str
    to_grid: str
    cards: str
    grid: str
