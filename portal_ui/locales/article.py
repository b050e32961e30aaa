"""The texts within an article's page: those the server fills in, and those that a lazy module brings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ArticleTexts:
    """The texts with which the server words an article's page.

    `{time}` is a duration such as "5 minutes", `{mark}` the number of a
    footnote, `{count}` which of the places that refer to it.
    """

    contents: str
    contents_count: str
    reading_time: str
    corrections: str
    copyright: str
    footnote: str
    footnote_back: str
    footnote_back_again: str


@dataclass(frozen=True)
class WithinTexts:
    """The texts of what a script adds within the article (reading/within/); they travel with its module."""

    contents: str
    copy: str
    copied: str
    not_copied: str
    footnote_close: str
