"""Prints what the portal costs on this machine, beside its budgets: python -m tests.bench [PART ...]."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tests.bench import (
    click,
    embedding,
    folder,
    lighthouse,
    load,
    memory,
    ratings,
    renderer,
    search,
    start,
    upstream,
    weight,
)
from tests.bench.budgets import BUDGETS
from tests.bench.machine import facts

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: dict[str, Callable[[], list[tuple[str, float, str]]]] = {
    "weight": weight.measure,
    "lighthouse": lighthouse.measure,
    "click": click.measure,
    "embedding": embedding.measure,
    "load": load.measure,
    "renderer": renderer.measure,
    "folder": folder.measure,
    "search": search.measure,
    "ratings": ratings.measure,
    "upstream": upstream.measure,
    "memory": memory.measure,
    "start": start.measure,
}
WHEN_NAMED = {"start"}
"""Parts that are slow, or use the network: measured only when they are named."""


def main() -> None:
    """Measure the parts named, else all but those in `WHEN_NAMED`, and print each figure as soon as it is known."""
    usual = [part for part in PARTS if part not in WHEN_NAMED]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; without any: {', '.join(usual)}"
    )
    parts = parser.parse_args().parts or usual
    if unknown := set(parts).difference(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    print(facts(), end="\n\n")
    print(_row("what", "measured", "limit", ""))
    for part in parts:
        try:
            figures = PARTS[part]()
        except RuntimeError as error:
            print(f"{part}: not measured: {error}", flush=True)
            continue
        for figure in figures:
            print(_line(*figure), flush=True)


def _line(name: str, value: float, unit: str) -> str:
    budget = BUDGETS.get(name)
    if budget is None:
        return _row(name, _number(value), "", unit)
    sign = "≥" if budget.at_least else "≤"
    return _row(
        name, _number(value), f"{sign} {_number(budget.limit)}", unit, "kept" if budget.met(value) else "MISSED"
    )


def _row(name: str, measured: str, limit: str, unit: str, verdict: str = "") -> str:
    return f"{name:<60} {measured:>10} {unit:<6} {limit:>10}  {verdict}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


if __name__ == "__main__":
    main()
