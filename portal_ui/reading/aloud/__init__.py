"""Reading aloud: the button in the article, and the place of the player that the lazy module `start.js` fills."""

# pyright: reportUnknownMemberType=false
# (Reflex leaves parts of its component types open.)

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

Text = str | rx.Var[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenTexts:
    """What stands on the page before anything is loaded. `lang` is theirs, `language` what the article's is called."""

    listen: Text
    recording: Text
    unreachable: Text
    language: Text
    lang: Text


def listen(texts: ListenTexts, recording: rx.Var[str]) -> rx.Component:
    """Return the button that opens the player, shown with JavaScript only, and without it the recording's own player.

    `recording` is the address of the article's recording, empty where it has none.
    """
    return rx.el.div(
        rx.el.button(
            texts.listen,
            type="button",
            class_name="button",
            custom_attrs={"id": "portal-listen", "data-say-unreachable": texts.unreachable},
        ),
        rx.cond(
            recording,
            rx.el.audio(src=recording, controls=True, preload="none", custom_attrs={"aria-label": texts.recording}),
        ),
        # Where the script says why there is no voice. React does not look into it.
        rx.html("", custom_attrs={"id": "portal-voiceless", "data-language": texts.language}),
        lang=texts.lang,
        class_name="listen",
    )


def player_place() -> rx.Component:
    """Return the player's place, empty: last in the article, so that it can stick to the screen's lower edge."""
    return rx.html("", custom_attrs={"id": "portal-aloud"})
