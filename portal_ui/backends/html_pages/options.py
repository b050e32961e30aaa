"""Where articles are found and what the parts of a page are."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from lxml.cssselect import CSSSelector, ExpressionError, SelectorSyntaxError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from portal_ui.backends.opening import OptionError, read_options
from portal_ui.backends.values import table

if TYPE_CHECKING:
    from collections.abc import Mapping

PRESETS = ("nukeviet", "vhv")


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _selects(value: str) -> str:
    try:
        CSSSelector(value, translator="html")
    except (ExpressionError, SelectorSyntaxError) as error:
        raise ValueError(f"is no CSS selector: {error}") from None
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return value


def _captures(value: str) -> str:
    if re.compile(value).groups != 1:
        raise ValueError("must have one group, for the section's name")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("must name a time zone such as Asia/Ho_Chi_Minh") from None
    return value


Css = Annotated[tuple[Annotated[str, AfterValidator(_selects)], ...], BeforeValidator(_several)]
"""CSS selectors; the first that finds something is taken."""

Pattern = Annotated[str, AfterValidator(_pattern)]
Paths = Annotated[tuple[str, ...], BeforeValidator(_several)]


class _Map(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Selectors(_Map):
    """The parts of an article's page; those left out are looked for in what the page says of itself.

    `remove` is taken out of the body. `restricted` is what a page shows instead of a body to those who may not read it.
    """

    title: Css = ()
    lead: Css = ()
    body: Css = ()
    published: Css = ()
    updated: Css = ()
    authors: Css = ()
    source: Css = ()
    cover: Css = ()
    caption: Css = ()
    tags: Css = ()
    section: Css = ()
    attachments: Css = ()
    audio: Css = ()
    remove: Css = ()
    restricted: Css = ()
    copyright: Css = ()
    corrections: Css = ()


class Print(_Map):
    """A page of the article for printing, read first: `match` finds it in an article's path, `address` is its path."""

    match: Pattern
    address: str
    selectors: Selectors

    @model_validator(mode="after")
    def _address_follows(self) -> Self:
        try:
            re.sub(self.match, self.address, "")
        except (re.error, IndexError) as error:
            raise ValueError(f"address names what match has not: {error}") from None
        return self


class Options(_Map):
    """The `[backend]` table of a site read by its pages; `docs/backends/html.md` explains each."""

    preset: Literal["auto", "nukeviet", "vhv"] = "auto"
    sitemaps: Paths = ()
    feeds: Paths = ()
    articles: Pattern | None = None
    section: Annotated[Pattern, AfterValidator(_captures)] | None = None
    zone: Annotated[str, AfterValidator(_zone)] | None = None
    limit: int = Field(default=1000, ge=1, le=20_000)
    refresh: float = Field(default=600.0, ge=10.0)
    per_minute: int = Field(default=60, ge=1)
    selectors: Selectors = Selectors()
    print: Print | None = None


def read(options: Mapping[str, Any]) -> Options:
    """Return the options over those of the preset they name. Raises `OptionError`."""
    preset, given = options.get("preset", "auto"), dict(options)
    if preset in PRESETS:
        text = (files("portal_ui.backends.html_pages") / "presets" / f"{preset}.toml").read_text("utf-8")
        base = tomllib.loads(text)
        joined = {**table(base.get("selectors")), **table(given.get("selectors"))}
        given = {**base, **given, "selectors": joined}
    elif preset != "auto":
        raise OptionError(f"[backend] preset: must be one of auto, {', '.join(PRESETS)}")
    return read_options(Options, given)
