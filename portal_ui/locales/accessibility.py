"""The texts of the accessibility statement, but for the criteria's own (`portal_ui/conformance/`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StatusTexts:
    """What each status of a criterion is called."""

    met: str
    partly: str
    not_yet: str
    not_applicable: str


@dataclass(frozen=True)
class AccessibilityTexts:
    """The statement: each part has a heading and paragraphs. `link` leads to it from every page."""

    link: str
    title: str
    intro: str
    standard: str
    standard_text: tuple[str, ...]
    gaps: str
    gaps_text: tuple[str, ...]
    content: str
    content_text: tuple[str, ...]
    settings: str
    settings_text: tuple[str, ...]
    complain: str
    complain_text: tuple[str, ...]
    complain_contact: str
    complain_none: str
    assessed: str
    assessed_text: tuple[str, ...]
    criteria: str
    criteria_text: str
    level: str
    statuses: StatusTexts
    tests: str
    check: str
    principles: tuple[str, ...]
