"""What WordPress answers, as far as we read it: https://developer.wordpress.org/rest-api/reference/.

Only what makes an article is required. The rest has a default, for WordPress puts an error, or even its whole API
index, in the place of an embedded author or image that no longer exists, and an empty list where an empty object is
meant.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal_ui.backends.values import table


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Rendered(_Answer):
    """A text as HTML. `protected` says that it is withheld behind a password."""

    rendered: str = ""
    protected: bool = False


class File(_Answer):
    """One size of an image: its address, and its width and height in pixels."""

    source_url: str = ""
    width: int | None = None
    height: int | None = None


class MediaDetails(File):
    """The size of a media item; `filesize` is in bytes."""

    filesize: int | None = None
    sizes: Annotated[dict[str, File], BeforeValidator(table)] = {}


class Media(_Answer):
    """A file of the media library. What is no image has another `media_type`, what is no file has none."""

    title: Rendered = Rendered()
    caption: Rendered = Rendered()
    alt_text: str = ""
    media_type: str = ""
    mime_type: str = "application/octet-stream"
    source_url: str = ""
    media_details: Annotated[MediaDetails, BeforeValidator(table)] = MediaDetails()


class Author(_Answer):
    """A user who writes; one who was deleted has no name."""

    name: str = ""


class Term(_Answer):
    """A category or a tag. `name` is HTML-escaped, `slug` percent-encoded, `parent` 0 at the top."""

    id: int = 0
    name: str = ""
    slug: str = ""
    description: str = ""
    taxonomy: str = ""
    parent: int = 0


class Embedded(_Answer):
    """What `_embed` adds to a post."""

    author: tuple[Author, ...] = ()
    media: tuple[Media, ...] = Field((), validation_alias="wp:featuredmedia")
    terms: tuple[tuple[Term, ...], ...] = Field((), validation_alias="wp:term")


class Post(_Answer):
    """A post or a page. `content` is there if it was asked for; dates are in UTC without saying so.

    What the site itself has added is in `model_extra`.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    id: int
    type: str
    status: str
    slug: str
    link: str
    title: Rendered = Rendered()
    excerpt: Rendered = Rendered()
    content: Rendered = Rendered()
    date_gmt: str | None = None
    modified_gmt: str | None = None
    categories: tuple[int, ...] = ()
    embedded: Annotated[Embedded, BeforeValidator(table)] = Field(
        default_factory=lambda: Embedded.model_validate({}), validation_alias="_embedded"
    )


class Row(_Answer):
    """Any row."""

    id: int


class Found(Row):
    """A row of the search: `subtype` is `post` or `page`."""

    subtype: str


class Index(_Answer):
    """The API's own index: the site's name and address, HTML-escaped."""

    name: str = ""
    description: str = ""
    home: str = ""
    url: str = ""
    namespaces: tuple[str, ...]
