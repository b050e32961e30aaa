"""The texts of the reading settings: what each is called, what it is for, and why it may do nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingTexts:
    """A setting's name, what it is good for, and the names of its steps where those are no numbers, in their order."""

    label: str
    help: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class SettingNames:
    """The texts of each setting of `portal_ui/reading/settings/`, with `_` for the `-` of its name."""

    size: SettingTexts
    typeface: SettingTexts
    weight: SettingTexts
    plain: SettingTexts
    line_height: SettingTexts
    letter_spacing: SettingTexts
    word_spacing: SettingTexts
    paragraph_spacing: SettingTexts
    line_length: SettingTexts
    alignment: SettingTexts
    contrast: SettingTexts
    theme: SettingTexts
    own_paper: SettingTexts
    own_ink: SettingTexts
    own_link: SettingTexts
    own_visited: SettingTexts
    own_selection: SettingTexts
    own_highlight: SettingTexts
    own_focus: SettingTexts
    text_brightness: SettingTexts
    paper_brightness: SettingTexts
    links: SettingTexts
    images: SettingTexts
    line_focus: SettingTexts
    line_tint: SettingTexts
    headings: SettingTexts
    tables: SettingTexts


@dataclass(frozen=True)
class Reasons:
    """Why a setting has no effect here and now (`Void.reason` of `portal_ui/reading/settings/declaration.py`)."""

    forced_colours: str
    theme_not_own: str
    theme_not_dark: str
    theme_own: str
    joined_letters: str
    no_word_spaces: str
    no_links: str
    no_images: str
    no_headings: str
    no_tables: str


@dataclass(frozen=True)
class PanelTexts:
    """The texts of the reading panel."""

    settings: SettingNames
    reasons: Reasons
