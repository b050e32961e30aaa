"""The texts of the comfort check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ComfortTexts:
    """Its texts. The sentences are read at every size, so each has as many characters as the others."""

    title: str
    help: str
    question: str
    comfortable: str
    tiring: str
    back: str
    leave: str
    say_step: str
    say_found: str
    say_found_most: str
    say_none: str
    say_used: str
    twice: str
    thrice: str
    most: str
    narrow: str
    narrow_help: str
    again: str
    sentences: tuple[str, ...]
