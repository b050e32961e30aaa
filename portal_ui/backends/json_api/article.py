"""An object of the CMS as a summary or an article, by the field map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from portal_ui.backends.corrections import corrections
from portal_ui.backends.json_api import blocks
from portal_ui.backends.leads import stand_in
from portal_ui.backends.markdown import render as render_markdown
from portal_ui.backends.values import at, markup, moment, plain, rows, text, texts
from portal_ui.content.model import Article, Section, Summary
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from portal_ui.backends.json_api.files import Files
    from portal_ui.backends.json_api.options import Options

Item = dict[str, Any]


def find(item: Item, paths: Iterable[str]) -> Any:
    """Return what stands at the first path that leads to something other than nothing, else `None`."""
    return next((found for path in paths if (found := at(item, path)) not in (None, "", [], {})), None)


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns objects into articles; `zone` is that of times without an offset."""

    options: Options
    files: Files
    zone: ZoneInfo

    def slug(self, item: Item) -> str:
        """Return the slug, empty if it has none that an address can hold."""
        slug = text(find(item, self.options.fields.slug))
        return slug if is_slug(slug) else ""

    def shown(self, item: Item) -> bool:
        """Return whether readers may see it: all that `only` says holds, whatever the CMS was asked."""
        return all(
            (found := at(item, path)) not in (None, "") and value in ("*", text(found))
            for path, value in self.options.only.items()
        )

    def summary(self, item: Item) -> Summary:
        """Return what a listing shows of it."""
        fields, slug = self.options.fields, self.slug(item)
        lead = plain(find(item, fields.lead))
        cover = self.files.image(
            find(item, fields.cover), text(find(item, fields.cover_alt)), plain(find(item, fields.cover_caption))
        )
        section = text(find(item, fields.section))
        return Summary(
            slug=slug,
            title=text(find(item, fields.title)) or stand_in(lead, slug),
            lead=lead,
            published=moment(find(item, fields.published), self.zone),
            updated=moment(find(item, fields.updated), self.zone),
            section=Section(section, text(find(item, fields.section_title)) or section) if is_slug(section) else None,
            cover=cover,
            lang=text(find(item, fields.lang)) or None,
        )

    def article(self, item: Item) -> Article:
        """Return the article. Raises `BackendContract` if its Markdown cannot be rendered."""
        fields, summary = self.options.fields, self.summary(item)
        address = self.address(summary.slug)
        return Article(
            summary=summary,
            html=self.files.rebase(self._html(find(item, fields.body), summary), address),
            address=address,
            authors=texts(find(item, fields.authors)),
            tags=texts(find(item, fields.tags)),
            attachments=tuple(self.files.attachments(find(item, fields.attachments))),
            audio=self.files.url(find(item, fields.audio)),
            source=plain(find(item, fields.source)),
            corrections=corrections(find(item, fields.corrections), self.zone),
            copyright=plain(find(item, fields.copyright)),
        )

    def address(self, slug: str) -> str:
        """Return the public address of an article; without one, the CMS's own, so that relative links lead there."""
        if self.options.public:
            return self.options.public.replace("{slug}", quote(slug))
        return f"{self.files.origin}/"

    def _html(self, body: Any, summary: Summary) -> str:
        if isinstance(body, list):
            return blocks.render(rows(body), self.files.origin)
        if self.options.body_format == "html":
            return markup(body)
        try:
            return render_markdown(markup(body), summary.lang or self.options.lang)
        except RecursionError:
            raise BackendContract(f"the Markdown of {summary.slug!r} is nested too deep") from None


def is_slug(slug: str) -> bool:
    """Return whether an address of ours can hold it as one segment."""
    return 0 < len(slug) <= 255 and slug not in (".", "..") and slug.isprintable() and not set(slug) & set("/\\?#%")
