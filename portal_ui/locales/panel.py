"""The texts of the reading settings: what each is called, what it is for, and why it may do nothing."""

from __future__ import annotations

from dataclasses import dataclass

from portal_ui.locales.carry import CarryTexts
from portal_ui.locales.comfort import ComfortTexts


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
    print: SettingTexts
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
    no_room: str
    no_article: str
    plain_already: str


@dataclass(frozen=True)
class PanelWords:
    """The words on the panel's own parts. `{...}` marks what is filled in, here or by its script."""

    title: str
    close: str
    more: str
    group_text: str
    group_spacing: str
    group_colour: str
    group_aids: str
    less: str
    more_of: str
    reset: str
    reset_of: str
    reset_all: str
    print_now: str
    undo: str
    void: str
    colour_unset: str
    colour_picked: str
    colour_moved: str
    colour_moved_ground: str
    colour_moved_level: str
    typeface_loading: str
    typeface_unreachable: str
    say_value: str
    say_most: str
    say_least: str
    say_range: str
    say_reset_all: str
    say_undone: str
    unreachable: str
    presets: str
    presets_help: str
    preset_large_open: str
    preset_bold_contrast: str
    preset_dark_soft: str
    preset_small_narrow: str
    preset_calm: str
    preset_name: str
    preset_save: str
    preset_use: str
    preset_use_of: str
    preset_rename: str
    preset_rename_of: str
    preset_delete: str
    preset_delete_of: str
    preset_new_name: str
    preset_keep_name: str
    preset_leave: str
    say_used: str
    say_saved: str
    say_renamed: str
    say_deleted: str
    say_full: str
    say_nameless: str


@dataclass(frozen=True)
class PanelTexts:
    """The texts of the reading panel."""

    settings: SettingNames
    reasons: Reasons
    words: PanelWords
    comfort: ComfortTexts
    carry: CarryTexts


@dataclass(frozen=True)
class ReadingPageTexts:
    """The texts of the page `/reading` around its panel."""

    heading: str
    intro: str
    sample: str
    sample_text: tuple[str, ...]
    browser: str
    without_script: str
    browser_ways: tuple[str, ...]
