"""An edition: the portal with its interface in one language, at that language's own addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode, urljoin

from babel.core import Locale, UnknownLocaleError, get_global
from babel.dates import format_datetime, get_day_names

from portal_ui.components.view import Head, Link, Moment, Picture, Portal
from portal_ui.locales import LOCALES, Texts, cldr
from portal_ui.pages.own import NOTHING, Own
from portal_ui.reading.offsets import offsets
from portal_ui.reading.panel.markup import panel_version
from portal_ui.search.names import name_slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from portal_ui.content.model import Image, Section, Site, Summary
    from portal_ui.owner import OwnLink


ICON = Picture("/icon.png", width=512, height=512)
"""What stands for a page that shows no picture of its own."""

_LONG_MENU = 400
"""Characters, with `_BETWEEN` for each gap: some four rows of a desktop, or all of the smallest phone's screen."""
_BETWEEN = 3


@dataclass(frozen=True)
class Edition:
    """One language of the interface. Addresses begin with it (`/en/...`) unless it is the portal's default.

    `own` is what the owner gives every page.
    """

    lang: str
    default_lang: str
    origin: str
    zone: ZoneInfo
    site: Site
    sections: tuple[Section, ...]
    own: Own = NOTHING

    @property
    def texts(self) -> Texts:
        """The interface's texts in this language."""
        return LOCALES[self.lang]

    def href(self, path: str) -> str:
        """Return the address in this edition of `path`, an address without language prefix."""
        return self._address(self.lang, path)

    def _address(self, lang: str, path: str) -> str:
        prefix = "" if lang == self.default_lang else f"/{lang}"
        path, mark, query = path.partition("?")
        return ((prefix + path).rstrip("/") or "/") + mark + query

    def article_href(self, slug: str) -> str:
        """Return the address of an article."""
        return self.href(f"/articles/{quote(slug, safe='')}")

    def section_href(self, slug: str, page: int = 1) -> str:
        """Return the address of a page of a section's listing."""
        query = f"?page={page}" if page > 1 else ""
        return self.href(section_path(slug)) + query

    def embed_href(self, slug: str) -> str:
        """Return the address of an article for other sites' frames."""
        return self.href(f"/embed/articles/{quote(slug, safe='')}")

    def excerpt_href(self, slug: str) -> str:
        """Return the address of the beginning of an article for other sites' frames."""
        return f"{self.embed_href(slug)}/excerpt"

    def search_href(self, query: Mapping[str, str], page: int = 1) -> str:
        """Return the address of a page of what is found for the form's fields in `query`."""
        fields = {**query, **({"page": page} if page > 1 else {})}
        return f"{self.href('/search')}?{urlencode(fields)}"

    def sections_around(self, section: Section | None) -> list[Section]:
        """Return a section and those around it, from the outermost; none for `None`."""
        by_slug = {part.slug: part for part in self.sections}
        around: list[Section] = []
        while section and section not in around:
            around.insert(0, section)
            section = by_slug.get(section.parent) if section.parent else None
        return around

    def sections_within(self, slug: str) -> list[Section]:
        """Return the section with this slug and those inside it; none if there is no such section."""
        return [part for part in self.sections if any(around.slug == slug for around in self.sections_around(part))]

    def name_link(self, path: str, name: str) -> Link:
        """Return the link to the listing of a tag (`path` is `/tags`) or an author (`/authors`), named in content."""
        slug = name_slug(name)
        return Link(name, self.href(f"{path}/{quote(slug, safe='')}") if slug else "", lang=self.site.lang)

    def section_link(self, section: Section | None) -> Link:
        """Return the link to a section, empty for none."""
        if section is None:
            return Link("", "")
        return Link(section.title, self.section_href(section.slug), lang=self.site.lang)

    def moment(self, at: datetime | None, *, with_time: bool = True) -> Moment:
        """Return a date in the portal's zone and this language, empty for none."""
        if at is None:
            return Moment()
        local = at.astimezone(self.zone)
        pattern = self.texts.date_time if with_time else self.texts.date
        text = format_datetime(local, pattern, locale=cldr(self.lang))
        return Moment(capitalised(text), local.isoformat())

    def portal(self, path: str, section: str = "", searched: str = "") -> Portal:
        """Return the portal around the page at `path` (without language prefix), within `section`."""
        title = self.site.title or self.texts.sample_title
        menu = self._menu(path, section)
        is_long = sum(len(item.title) + _BETWEEN for item in menu) > _LONG_MENU
        return Portal(
            title=title,
            welcome=self.site.welcome or self.texts.welcome.format(title=title),
            lang=self.site.lang if self.site.title else self.lang,
            home=self.href("/"),
            offsets=offsets(self.zone, datetime.now(UTC).year),
            weekdays=weekdays(self.lang),
            reading=self.href("/reading"),
            panel=f"{self.href('/reading')}?v={panel_version(self.texts.panel)}",
            search=self.href("/search"),
            searched=searched,
            menu=menu,
            menu_count=f"({len(menu)})" if is_long else "",
            logo=self.own.logo,
            footer_lines=self.own.lines,
            footer_links=tuple(self._own_link(item, path) for item in self.own.links),
            accessibility=self._own_page(self.texts.accessibility.link, "/accessibility", path),
            saved=self._own_page(self.texts.offline.saved, "/saved", path),
            languages=tuple(
                Link(other.language, self._address(lang, path), lang=lang)
                for lang, other in LOCALES.items()
                if lang != self.lang
            ),
        )

    def _menu(self, path: str, section: str) -> tuple[Link, ...]:
        if self.own.menu is not None:
            return tuple(self._own_link(item, path, section) for item in self.own.menu)
        top = (part for part in self.sections if part.parent is None)
        return tuple(
            replace(self.section_link(part), current=self._current(section_path(part.slug), path, section))
            for part in top
        )

    def _own_link(self, item: OwnLink, path: str, section: str = "") -> Link:
        """Return a link of the owner's; one of the portal's own pages stays in this edition."""
        if not item.href.startswith("/"):
            return Link(item.title, item.href, lang=self.site.lang)
        return Link(item.title, self.href(item.href), self._current(item.href, path, section), self.site.lang)

    def _own_page(self, title: str, address: str, path: str) -> Link:
        return Link(title, self.href(address), self._current(address, path, ""))

    def _current(self, address: str, path: str, section: str) -> str:
        """Return what `Link.current` is of the link to `address` on the page at `path`, which is within `section`."""
        if unquote(address) == unquote(path.partition("?")[0]):
            return "page"
        within = next((part for part in self.sections if part.slug == section), None)
        around = (section_path(part.slug) for part in self.sections_around(within))
        return "true" if unquote(address) in map(unquote, around) else ""

    def head(self, title: str, path: str, *, description: str = "", robots: str = "", feed: str = "/feed") -> Head:
        """Return a page's head; `path` is its canonical address without language prefix, empty for none."""
        site = self.site.title or self.texts.sample_title
        return Head(
            title=f"{title} - {site}" if title else site,
            description=description or self.site.welcome,
            canonical=self.origin + self.href(path) if path else "",
            name=title or site,
            site=site,
            kind="website",
            locale=locale(self.site.lang if self.site.title else self.lang),
            image=replace(ICON, src=urljoin(self.origin, ICON.src)),
            robots=robots,
            stylesheet=self.own.stylesheet,
            feed=feed,
            search=self.href("/opensearch.xml"),
            manifest=self.href("/manifest.webmanifest"),
        )

    def article_head(self, summary: Summary, cover: Picture) -> Head:
        """Return the head of an article's page."""
        path = f"/articles/{quote(summary.slug, safe='')}"
        head = self.head(summary.title, path, description=summary.lead)
        return replace(
            head,
            kind="article",
            locale=locale(summary.lang or self.site.lang),
            image=replace(cover, src=urljoin(self.origin, cover.src)) if cover.src else head.image,
            published=self.moment(summary.published).iso,
            updated=self.moment(summary.updated).iso,
            oembed=f"{self.origin}/oembed?{urlencode({'url': head.canonical})}",
        )


def capitalised(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def weekdays(lang: str) -> str:
    """Return the days' names from Sunday on, between bars."""
    names = get_day_names("wide", locale=cldr(lang))
    return "|".join(capitalised(names[(day - 1) % 7]) for day in range(7))


def section_path(slug: str) -> str:
    """Return the address of a section without language prefix."""
    return f"/sections/{quote(slug, safe='')}"


def locale(lang: str) -> str:
    """Return a language's tag as Open Graph writes it, with the country it is most spoken in where it names none."""
    try:
        found = Locale.parse(get_global("likely_subtags").get(lang, lang).replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return ""
    return "_".join(part for part in (found.language, found.territory) if part)


def picture(image: Image | None) -> Picture:
    """Return what a page shows of an image, empty for none."""
    if image is None:
        return Picture()
    return Picture(image.url, image.alt, image.caption, image.width or 0, image.height or 0)
