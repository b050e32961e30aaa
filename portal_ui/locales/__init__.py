"""The interface's texts: one TOML file a language, every text of which `Texts` and `Labels` name.

Adding a language is adding a file. What it lacks, or has and nobody asks for, fails at import, all of it by name.
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from babel.core import Locale, UnknownLocaleError

from portal_ui.locales.accessibility import AccessibilityTexts
from portal_ui.locales.aloud import AloudTexts
from portal_ui.locales.article import ArticleTexts, WithinTexts
from portal_ui.locales.finding import FindingTexts, ListingTexts, SearchTexts
from portal_ui.locales.offline import OfflineTexts
from portal_ui.locales.panel import PanelTexts, ReadingPageTexts
from portal_ui.locales.picture_view import PictureViewTexts
from portal_ui.locales.rating import RatingTexts, RefusalTexts
from portal_ui.locales.table_view import TableViewTexts

if TYPE_CHECKING:
    from collections.abc import Iterator

Group = TypeVar("Group")


@dataclass(frozen=True)
class Labels:
    """The texts that stand on pages as they are; they travel with each page, so that hydration finds the same."""

    search: str
    search_submit: str
    skip_to_content: str
    switch_language: str
    menu: str
    footer: str
    published: str
    updated: str
    author: str
    source: str
    tags: str
    attachments: str
    translations: str
    original: str
    full_page: str
    controls: str
    zoom_hint: str
    size_smaller: str
    size_smaller_help: str
    size_reset: str
    size_reset_help: str
    size_larger: str
    size_larger_help: str
    contrast_more: str
    contrast_more_help: str
    contrast_less: str
    contrast_less_help: str
    contrast_names: str
    contrast_void: str
    settings: str
    say_size: str
    say_size_max: str
    say_size_min: str
    say_contrast: str
    say_contrast_max: str
    say_contrast_min: str
    carried: str
    carried_undo: str
    carried_undone: str
    carried_broken: str


@dataclass(frozen=True)
class EmbedTexts:
    """The texts of the demo page of embedding, and of the element: `silent` stands where its frame stays silent."""

    silent: str
    title: str
    lead: str
    allowed: str
    allowed_none: str
    room: str
    room_text: str
    policy: str
    policy_text: str
    listing: str
    listing_text: str
    controls: str
    controls_text: str
    controls_sample: str
    oembed: str
    oembed_text: str
    wordpress: str
    wordpress_text: str
    article: str
    article_text: str


@dataclass(frozen=True)
class HostControlsTexts:
    """The texts of the controls for a host's own text, beside those of the portal's. `own` is the host's own value."""

    more_settings: str
    smaller: str
    larger: str
    own: str
    restore: str
    restored: str
    missing: str


@dataclass(frozen=True)
class Texts:
    """Every text of the interface in one language. `{name}` marks what is filled in; dates are CLDR patterns."""

    labels: Labels
    embed: EmbedTexts
    panel: PanelTexts
    reading_page: ReadingPageTexts
    aloud: AloudTexts
    table_view: TableViewTexts
    picture_view: PictureViewTexts
    accessibility: AccessibilityTexts
    listing: ListingTexts
    rating: RatingTexts
    refusals: RefusalTexts
    search: SearchTexts
    finding: FindingTexts
    offline: OfflineTexts
    article: ArticleTexts
    within: WithinTexts
    language: str
    date_time: str
    date: str
    sample_title: str
    welcome: str
    home: str
    latest: str
    page: str
    page_of: str
    newer: str
    older: str
    withheld: str
    not_found: str
    not_found_hint: str
    unavailable: str
    unavailable_hint: str
    gone_wrong: str
    gone_wrong_hint: str
    still_readable: str
    try_again: str
    table: str
    embedded: str
    back_to_article: str
    rating_of: str
    search_found: str
    search_hint: str
    partial: str
    excerpt: str
    host_controls: HostControlsTexts
    abbreviations: str
    terms: str
    listen: str
    listen_recording: str
    listen_unreachable: str


class LocaleError(Exception):
    """A language's file cannot be used. The message names it, and every text that is missing or unknown."""


def cldr(lang: str) -> Locale:
    """Return CLDR's data for a language tag, by which dates and numbers are written. Raises `LocaleError`."""
    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        raise LocaleError(f"{lang}.toml must be named by a language tag that CLDR has, such as km or zh-Hant") from None


def read_texts(file: Path) -> Texts:
    """Return the texts in a language's file. Raises `LocaleError`."""
    cldr(file.stem)
    table = tomllib.loads(file.read_text("utf-8"))
    faults = list(_faults(Texts, table))
    if faults:
        raise LocaleError(f"{file.name}: {', '.join(faults)}")
    return _worded(Texts, table)


def _faults(kind: type[Any], table: dict[str, Any], within: str = "") -> Iterator[str]:
    groups = _groups(kind)
    yield from (f"{within}{name} is unknown" for name in table if name not in {field.name for field in fields(kind)})
    for field in fields(kind):
        group = groups.get(field.name)
        if field.name not in table:
            if field.default is MISSING:
                yield f"{within}{field.name} is missing"
        elif group is not None:
            yield from _faults(group, table[field.name], f"{within}{field.name}.")


def _groups(kind: type[Any]) -> dict[str, Any]:
    """Return the fields of a class of texts that are groups of their own, with the classes of these."""
    return {name: group for name, group in get_type_hints(kind).items() if is_dataclass(group)}


def _worded(kind: type[Group], table: dict[str, Any]) -> Group:
    groups = _groups(kind)
    return kind(**{name: _text(groups.get(name), text) for name, text in table.items()})


def _text(group: Any, text: Any) -> Any:
    if group is not None:
        return _worded(group, text)
    return text if isinstance(text, str) else tuple(text)


LOCALES: dict[str, Texts] = {file.stem: read_texts(file) for file in sorted(Path(__file__).parent.glob("*.toml"))}
"""The texts by language tag."""
