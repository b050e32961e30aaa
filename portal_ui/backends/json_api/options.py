"""The field map: where in the CMS's JSON everything stands, and by which parameters it is asked."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from portal_ui.backends.opening import OptionError, read_options
from portal_ui.backends.values import table

if TYPE_CHECKING:
    from collections.abc import Mapping

PRESETS = ("strapi5", "directus12")


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Paths = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""Paths such as `category.slug`; the first that leads to something is taken."""


class _Map(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fields(_Map):
    """Where the parts of an article stand in its JSON object."""

    slug: Paths = ("slug",)
    title: Paths = ("title", "headline", "name")
    lead: Paths = ("lead", "summary", "excerpt", "description", "intro")
    body: Paths = ("body", "content", "text", "html")
    published: Paths = ("published", "published_at", "publishedAt", "date", "created_at")
    updated: Paths = ("updated", "updated_at", "updatedAt", "modified")
    authors: Paths = ("authors.name", "author.name", "authors", "author")
    tags: Paths = ("tags.name", "tags.title", "tags")
    section: Paths = ("category.slug", "section.slug")
    section_title: Paths = ("category.title", "category.name", "section.title", "section.name")
    cover: Paths = ("cover", "hero", "image", "cover_image", "featured_image", "thumbnail")
    cover_alt: Paths = ("cover_alt", "hero_alt", "image_alt")
    cover_caption: Paths = ("cover_caption", "hero_caption", "image_caption")
    attachments: Paths = ("attachments", "files", "documents")
    audio: Paths = ("audio",)
    lang: Paths = ("lang", "language", "locale")
    source: Paths = ("source.name", "source")
    copyright: Paths = ("copyright", "rights")
    corrections: Paths = ("corrections", "correction")


class Paging(_Map):
    """How pages are asked for.

    `page`: by their number, counted from `first`. `offset`: by how many articles come before. `next`: by the address
    at the path `next` in the page before. `none`: everything comes at once.
    """

    style: Literal["page", "offset", "next", "none"] = "page"
    page: str = "page"
    first: int = Field(default=1, ge=0, le=1)
    offset: str = "offset"
    size: str = "limit"
    next: str = "next"
    max: int = Field(default=100, ge=1, le=1000)


class Sections(_Map):
    """Where the sections are: the address of their list, and the paths in it and in each of them."""

    list: str
    items: str = ""
    query: dict[str, str] = {}
    slug: Paths = ("slug",)
    title: Paths = ("title", "name")
    description: Paths = ("description",)
    parent: Paths = ("parent.slug",)


class Options(_Map):
    """The `[backend]` table of a JSON backend; `docs/backends/json.md` explains each."""

    preset: Literal["strapi5", "directus12"] | None = None
    list: str
    items: str = ""
    total: str | None = None
    query: dict[str, str] = {}
    paging: Paging = Paging()
    by_slug: str | None = None
    item: str | None = None
    item_at: str = ""
    search: str | None = None
    section: str | None = None
    tag: str | None = None
    only: dict[str, str] = {}
    fields: Fields = Fields()
    body_format: Literal["html", "markdown"] = "html"
    sections: Sections | None = None
    public: str | None = None
    media: str | None = None
    files: tuple[str, ...] = ()
    key_as: str = "Authorization: Bearer {key}"
    lang: str = "vi"

    @field_validator("public", "item")
    @classmethod
    def _names_the_slug(cls, value: str | None) -> str | None:
        if value is not None and value.count("{slug}") != 1:
            raise ValueError("must hold {slug} once")
        return value

    @field_validator("public")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return value

    @field_validator("media")
    @classmethod
    def _names_the_id(cls, value: str | None) -> str | None:
        if value is not None and value.count("{id}") != 1:
            raise ValueError("must hold {id} once")
        return value

    @field_validator("key_as")
    @classmethod
    def _is_a_header(cls, value: str) -> str:
        name, _, content = value.partition(":")
        if not name.strip() or "{key}" not in content:
            raise ValueError("must be a header such as Authorization: Bearer {key}")
        return value


def read(options: Mapping[str, Any]) -> Options:
    """Return the options over those of the preset they name. Raises `OptionError`."""
    preset = options.get("preset")
    given = dict(options)
    if preset is not None:
        if preset not in PRESETS:
            raise OptionError(f"[backend] preset: must be one of {', '.join(PRESETS)}")
        text = (files("portal_ui.backends.json_api") / "presets" / f"{preset}.toml").read_text("utf-8")
        given = _over(tomllib.loads(text), given)
    read = read_options(Options, given)
    if not (read.by_slug or read.item or read.paging.style == "none"):
        raise OptionError("[backend] by_slug or item: one must say how an article is asked for by its slug")
    return read


def _over(base: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with what is given in its place, tables joined."""
    joined = {**base, **given}
    for name in base.keys() & given.keys():
        if isinstance(base[name], dict) and isinstance(given[name], dict):
            joined[name] = _over(table(base[name]), table(given[name]))
    return joined
