"""What is wrong with a file: said in the log while serving, listed by `check`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`path` is relative to the content folder; `line` counts from 1, `None` where there is none to name."""

    path: str
    line: int | None
    cause: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.cause}"


class Unusable(Exception):
    """A file that cannot be an article, a section or a site: it is left out."""

    def __init__(self, cause: str, line: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.line = line
