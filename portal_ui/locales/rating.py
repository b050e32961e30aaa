"""The texts of the rating."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RatingTexts:
    """The texts that stand where an article is rated, or come there by a vote; they travel with those pages."""

    title: str
    prompt: str
    sum: str
    average: str
    decimal_mark: str
    levels: str
    submit: str
    withdraw: str
    own: str
    thanks: str
    withdrawn: str
    sending: str
    unreachable: str


@dataclass(frozen=True)
class RefusalTexts:
    """Why a vote was not counted, by the reason that server/ratings/routes.py gives; sent with the refusal alone."""

    points: str
    cookie_forged: str
    cookie_missing: str
    cross_site: str
    too_often: str
    unknown: str
    off: str
    resting: str
