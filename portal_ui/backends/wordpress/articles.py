"""From WordPress's posts and media to articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from portal_ui.backends.corrections import corrections
from portal_ui.backends.leads import beyond, lead_of, stand_in
from portal_ui.backends.values import at, moment, plain, texts
from portal_ui.content.model import Article, Attachment, Image, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal_ui.backends.wordpress.answers import Media, Post
    from portal_ui.backends.wordpress.categories import Categories
    from portal_ui.backends.wordpress.options import Fields

REFERENCE_FIELDS = "id,type,status,slug,link"
SUMMARY_FIELDS = f"{REFERENCE_FIELDS},title,excerpt,date_gmt,modified_gmt,categories,_links,_embedded"
ARTICLE_FIELDS = f"{SUMMARY_FIELDS},content,author,tags"
"""`_embed` adds nothing unless `_links` and `_embedded` are among the fields."""

SUMMARY_EMBED = "wp:featuredmedia"
ARTICLE_EMBED = "author,wp:featuredmedia,wp:term"

_GMT: Final = ZoneInfo("UTC")


def summary(post: Post, slug: str, categories: Categories) -> Summary:
    """Return a post as listings show it; `slug` is our reference to it."""
    lead = "" if post.excerpt.protected else lead_of(post.excerpt.rendered)
    published = moment(post.date_gmt, _GMT)
    updated = moment(post.modified_gmt, _GMT)
    return Summary(
        slug=slug,
        title=plain(post.title.rendered) or stand_in(lead, slug),
        lead=lead,
        published=published,
        updated=updated if updated and published and updated > published else None,
        section=categories.among(post.categories),
        cover=next((cover(media) for media in post.embedded.media if media.media_type == "image"), None),
    )


def article(
    post: Post, summary: Summary, attachments: tuple[Attachment, ...], fields: Fields, zone: ZoneInfo
) -> Article:
    """Return a post as an article; one behind a password comes without its text, and what was put right in it.

    `zone` is that of the dates in fields of the site's own.
    """
    own = post.model_extra
    withheld = post.content.protected
    html = "" if withheld else post.content.rendered
    return Article(
        summary=replace(summary, lead=beyond(summary.lead, html)),
        html=html,
        address=post.link,
        authors=(texts(at(own, fields.authors)) if fields.authors else ())
        or tuple(plain(author.name) for author in post.embedded.author if author.name),
        tags=tuple(plain(term.name) for terms in post.embedded.terms for term in terms if term.taxonomy == "post_tag"),
        attachments=() if withheld else attachments,
        source=_own(own, fields.source),
        protected="password" if withheld else None,
        corrections=() if withheld or not fields.corrections else corrections(at(own, fields.corrections), zone),
        copyright=_own(own, fields.copyright),
    )


def _own(own: Any, path: str) -> str:
    return plain(at(own, path)) if path else ""


def cover(media: Media) -> Image:
    """Return a featured image, in the size that WordPress calls large (1024 pixels at most) where there is one."""
    large = media.media_details.sizes.get("large")
    file = large if large and large.source_url else media.media_details
    return Image(
        url=file.source_url or media.source_url,
        alt=plain(media.alt_text),
        caption=plain(media.caption.rendered),
        width=file.width,
        height=file.height,
    )


def documents(media: Iterable[Media]) -> tuple[Attachment, ...]:
    """Return the documents among the files uploaded to a post: its text has the images, sound, films and captions."""
    return tuple(
        Attachment(
            url=item.source_url,
            title=plain(item.title.rendered) or item.source_url.rpartition("/")[2],
            media_type=item.mime_type,
            size=item.media_details.filesize,
        )
        for item in media
        if item.media_type == "file"
        and item.mime_type != "text/vtt"
        and item.mime_type.partition("/")[0] not in {"image", "audio", "video"}
    )
