"""The texts of what carries the settings to another device."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CarryTexts:
    """Its texts: of giving the settings as a code, and of taking them from one."""

    title: str
    help: str
    make: str
    enter: str
    empty: str
    code: str
    link: str
    copy_code: str
    copy_link: str
    picture: str
    picture_help: str
    entered: str
    look: str
    changes: str
    use: str
    leave: str
    say_copied: str
    say_selected: str
    say_change: str
    say_none: str
    say_same: str
    say_short: str
    say_broken: str
    say_newer: str
    say_used: str
