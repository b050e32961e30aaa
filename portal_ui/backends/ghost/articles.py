"""From Ghost's posts and pages to articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from portal_ui.backends.leads import beyond, lead_of, stand_in
from portal_ui.backends.values import markup, moment, plain, rows, table, text, texts
from portal_ui.content.model import Article, Image, Summary

if TYPE_CHECKING:
    from portal_ui.backends.ghost.sections import Sections

_UTC: Final = ZoneInfo("UTC")


def summary(post: dict[str, Any], slug: str, sections: Sections) -> Summary:
    """Return a post as listings show it; `slug` is our reference to it."""
    lead = lead_of(text(post.get("custom_excerpt")) or text(post.get("excerpt")))
    published, updated = moment(post.get("published_at"), _UTC), moment(post.get("updated_at"), _UTC)
    image = text(post.get("feature_image"))
    return Summary(
        slug=slug,
        title=text(post.get("title")) or stand_in(lead, slug),
        lead=lead,
        published=published,
        updated=updated if updated and published and updated > published else None,
        section=sections.of(public_tags(post)),
        cover=Image(image, text(post.get("feature_image_alt")), plain(post.get("feature_image_caption")))
        if image
        else None,
    )


def article(post: dict[str, Any], summary: Summary) -> Article:
    """Return a post as an article; one for members or who pays comes without its text."""
    withheld = post.get("access") is False
    html = "" if withheld else markup(post.get("html"))
    return Article(
        summary=replace(summary, lead=beyond(summary.lead, html)),
        html=html,
        address=text(post.get("url")),
        authors=texts([table(author).get("name") for author in rows(post.get("authors"))]),
        tags=texts([tag.get("name") for tag in public_tags(post)]),
        protected=("members" if post.get("visibility") == "members" else "paid") if withheld else None,
    )


def public_tags(post: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tags that readers may see, the primary one first; those named `#...` are the editors' own."""
    return [tag for tag in map(table, rows(post.get("tags"))) if tag.get("visibility") == "public"]
