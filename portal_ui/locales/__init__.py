"""The interface's texts: one TOML file a language, every text of which `Texts` and `Labels` name.

Adding a language is adding a file; a text that is missing or unknown fails at import, by name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from portal_ui.locales.accessibility import AccessibilityTexts
from portal_ui.locales.aloud import AloudTexts
from portal_ui.locales.article import ArticleTexts, WithinTexts
from portal_ui.locales.finding import FindingTexts, ListingTexts, SearchTexts
from portal_ui.locales.offline import OfflineTexts
from portal_ui.locales.panel import PanelTexts, ReadingPageTexts
from portal_ui.locales.picture_view import PictureViewTexts
from portal_ui.locales.rating import RatingTexts, RefusalTexts
from portal_ui.locales.table_view import TableViewTexts

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


def worded(kind: type[Group], table: dict[str, Any]) -> Group:
    """Return a table of texts as its class; a table within it becomes the class that its field names.

    Raises `TypeError`, which names it, for a text that is missing or unknown.
    """
    groups = {name: group for name, group in get_type_hints(kind).items() if is_dataclass(group)}
    return kind(**{name: _text(groups.get(name), text) for name, text in table.items()})


def _text(group: Any, text: Any) -> Any:
    if group is not None:
        return worded(group, text)
    return text if isinstance(text, str) else tuple(text)


LOCALES: dict[str, Texts] = {
    file.stem: worded(Texts, tomllib.loads(file.read_text("utf-8")))
    for file in sorted(Path(__file__).parent.glob("*.toml"))
}
"""The texts by language tag."""
