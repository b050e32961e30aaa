"""What the owner of a portal gives it of their own, as tables of `portal.toml`: look, menu and footer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator

LARGEST_LOGO = 200_000
"""Bytes; it stands on every page, and readers pay for their lines."""

_OWN_ADDRESS = re.compile(r"/(?!/)\S*")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise ValueError("must be such as #8a1538")
    return value.lower()


Colour = Annotated[str, AfterValidator(_colour)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OwnLink(_Table):
    """A link of the owner's: `href` begins with a slash for the portal's own pages, else it is a whole address."""

    title: Words
    href: str

    @field_validator("href")
    @classmethod
    def _leads_somewhere(cls, value: str) -> str:
        if not (_OWN_ADDRESS.fullmatch(value) or _ADDRESS.fullmatch(value)):
            raise ValueError("must be such as /sections/news, https://other.example or mailto:name@portal.example")
        return value


class Look(_Table):
    """The portal's own colours and logo. `accent` is for links, focus and selection, `masthead` the name's ground.

    `logo` is an image file, named from the working directory.
    """

    logo: Path | None = None
    accent: Colour | None = None
    masthead: Colour | None = None


class Footer(_Table):
    """What stands at the foot of every page: lines such as address and duties, and links."""

    lines: tuple[Words, ...] = Field((), max_length=12)
    links: tuple[OwnLink, ...] = Field((), max_length=24)
