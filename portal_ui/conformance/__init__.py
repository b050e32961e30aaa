"""How the portal stands to each criterion of WCAG 2.2, declared once: the statement and its tests read it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Status = Literal["met", "partly", "not yet", "not applicable"]


@dataclass(frozen=True)
class Criterion:
    """A success criterion; texts are by language tag.

    `tests` (file::function) and `check`, what was looked at by hand, show it; `remark` says what else is to be known.
    """

    number: str
    level: Literal["A", "AA", "AAA"]
    status: Status
    name: dict[str, str]
    tests: tuple[str, ...] = ()
    check: dict[str, str] = field(default_factory=dict[str, str])
    remark: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Conformance:
    """The criteria in their order, and the day on which they were last gone through."""

    assessed: date
    criteria: tuple[Criterion, ...]

    def count(self, status: Status) -> int:
        """Return how many criteria have a status."""
        return sum(criterion.status == status for criterion in self.criteria)


def _read(file: Path) -> Conformance:
    table = tomllib.loads(file.read_text("utf-8"))
    criteria = (Criterion(**entry | {"tests": tuple(entry.get("tests", ()))}) for entry in table["criterion"])
    return Conformance(table["assessed"], tuple(criteria))


CONFORMANCE = _read(Path(__file__).with_name("criteria.toml"))
