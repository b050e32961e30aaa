"""The interface's texts: one TOML file a language, every text of which `Texts` names.

Adding a language is adding a file; a text that is missing or unknown fails at import, by name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Texts:
    """Every text of the interface, in one language. `{name}` marks what is filled in."""

    language: str
    switch_language: str
    date_time: str
    date: str
    skip_to_content: str
    welcome: str
    sample_title: str
    home: str
    sections: str
    menu: str
    latest: str
    no_articles: str
    no_articles_hint: str
    read: str
    page_of: str
    page: str
    pages: str
    newer: str
    older: str
    published: str
    updated: str
    author: str
    source: str
    tags: str
    attachments: str
    withheld: str
    original: str
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
    footer: str
    zoom_hint: str
    controls: str
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
    say_size: str
    say_size_max: str
    say_size_min: str
    say_contrast: str
    say_contrast_max: str
    say_contrast_min: str
    contrast_void: str
    contrast_names: str


def _load(file: Path) -> Texts:
    return Texts(**tomllib.loads(file.read_text("utf-8")))


LOCALES: dict[str, Texts] = {file.stem: _load(file) for file in sorted(Path(__file__).parent.glob("*.toml"))}
"""The texts by language tag."""
