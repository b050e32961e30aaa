"""The texts of an article's actions and of what is kept on the reader's device."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OfflineScriptTexts:
    """What the script says; it travels with its module, in every language.

    `{date}` is when an article was kept, `{address}` its address, `{title}` its title, `{count}` how many there are and
    `{room}` the room they take.
    """

    print: str
    share: str
    copy: str
    copied: str
    not_copied: str
    keep: str
    keeping: str
    kept: str
    let_go: str
    gone: str
    full: str
    failed: str
    list: str
    copy_notice: str
    none: str
    none_hint: str
    kept_on: str
    remove: str
    removed: str
    remove_all: str
    removed_all: str
    undo: str
    restored: str
    room: str
    unable: str


@dataclass(frozen=True)
class OfflineTexts:
    """What the server words: the group of actions, the page of what is kept, and the page in the place of others."""

    actions: str
    mail: str
    saved: str
    saved_intro: str
    without_script: str
    title: str
    text: str
    script: OfflineScriptTexts
