"""What an owner can say of their Drupal site; the names are those that Drupal's own profiles and most sites use."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

Names = tuple[str, ...]


class Fields(BaseModel):
    """The machine names of the content type's fields; of several, the first that the site has is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    body: Names = ("body", "field_body", "field_content", "field_text")
    lead: Names = ("field_lead", "field_summary", "field_intro", "field_teaser", "field_subtitle")
    published: Names = ("published_at", "field_date", "field_published", "field_publish_date", "created")
    authors: Names = ("field_author", "field_authors", "field_byline")
    image: Names = ("field_image", "field_media_image", "field_hero", "field_main_image", "field_cover")
    section: Names = ("field_section", "field_category", "field_categories", "field_channel", "field_topic")
    tags: Names = ("field_tags",)
    files: Names = ("field_attachments", "field_attachment", "field_files", "field_file", "field_documents")
    audio: Names = ("field_audio", "field_recording")
    source: Names = ("field_source",)
    copyright: Names = ("field_copyright", "field_rights")
    corrections: Names = ("field_corrections", "field_correction")


class Options(BaseModel):
    """The `[backend]` table of a Drupal site.

    `bundle` is the machine name of the content type of articles; `search_index` an index shown by the module JSON:API
    Search API, by which the site searches; `sources` names for each type of media the field in which it keeps its file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    api: str = "/jsonapi"
    bundle: str = Field(default="article", pattern=r"^[a-z0-9_]+$")
    search_index: str | None = Field(default=None, pattern=r"^[a-z0-9_]+$")
    fields: Fields = Fields()
    sources: dict[str, str] = {
        "image": "field_media_image",
        "document": "field_media_document",
        "file": "field_media_file",
        "audio": "field_media_audio_file",
    }
