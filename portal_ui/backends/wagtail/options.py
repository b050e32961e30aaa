"""What an owner can say of their Wagtail site; the guesses are right for most."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

Names = tuple[str, ...]


class Fields(BaseModel):
    """The fields of the site's article pages. Of several names, the first one that is there and not empty is taken.

    Of `body` all are taken, one after the other: a page may have both rich text and a StreamField.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    lead: Names = ("summary", "lead", "intro", "introduction", "excerpt", "standfirst", "teaser", "subtitle")
    body: Names = ("body", "content", "text", "article_body", "main_content", "stream", "sections")
    published: Names = ("date", "published", "published_at", "publish_date", "publication_date", "date_published")
    updated: Names = ("updated", "updated_at", "date_modified", "last_published_at", "latest_revision_created_at")
    authors: Names = ("authors", "author", "author_name", "byline")
    cover: Names = (
        "hero_rendition",
        "cover_rendition",
        "image_rendition",
        "hero",
        "hero_image",
        "cover",
        "header_image",
        "main_image",
        "feed_image",
        "image",
        "thumbnail",
    )
    cover_alt: Names = ("hero_alt", "cover_alt", "image_alt", "alt_text")
    cover_caption: Names = ("hero_caption", "cover_caption", "image_caption")
    tags: Names = ("tags",)
    source: Names = ("source",)
    copyright: Names = ("copyright", "rights")
    corrections: Names = ("corrections", "correction")


class Options(BaseModel):
    """The `[backend]` table of a Wagtail site.

    `api` is where the site has put the API; `limit` its `WAGTAILAPI_LIMIT_MAX`. `type` is the page type of articles and
    `section_type` that of sections (`news.ArticlePage`); both are found out if they are not given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    api: str = "/api/v2/"
    limit: int = Field(20, ge=1, le=1000)
    type: str | None = None
    section_type: str | None = None
    fields: Fields = Fields()
