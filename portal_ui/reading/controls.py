"""The reading controls, the place where changes are announced, and the clock.

All three are served by the browser's script (start.js), not by React: it renders them once and leaves them alone.
Ids are plain attributes, for Reflex keeps a reference to every `id=` it is given.
"""

# pyright: reportUnknownMemberType=false
# (Reflex leaves parts of its component types open.)

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx
from reflex_components_core.el.elements.inline import A

Text = str | rx.Var[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTexts:
    """The words of the controls in one language.

    The five words on the buttons are their accessible names; each `*_help` describes its button. In what is
    announced `{value}` stands for the percentage, or for one of `contrast_names`: five, lowest contrast first,
    with `|` between them. `contrast_void` says why contrast does nothing under the device's forced colours. `settings`
    names all reading settings together.
    """

    group: Text
    smaller: Text
    reset: Text
    larger: Text
    more: Text
    less: Text
    smaller_help: Text
    reset_help: Text
    larger_help: Text
    more_help: Text
    less_help: Text
    say_size: Text
    say_size_max: Text
    say_size_min: Text
    say_contrast: Text
    say_contrast_max: Text
    say_contrast_min: Text
    contrast_names: Text
    contrast_void: Text
    settings: Text
    zoom_hint: Text


def _button(action: str, word: Text) -> rx.Component:
    return rx.el.button(
        word,
        type="button",
        custom_attrs={"data-reading": action, "aria-describedby": f"portal-controls-{action}"},
    )


def _help(action: str, text: Text) -> rx.Component:
    return rx.el.span(text, hidden=True, custom_attrs={"id": f"portal-controls-{action}"})


def reading_controls(texts: ControlTexts, page: Text, panel: Text) -> rx.Component:
    """Return the five buttons and the one that opens the panel, and the line in their place without JavaScript.

    `page` is the address of the reading settings, `panel` the one that their markup is fetched from. The panel's place
    is empty until then, and React does not look into it.

    They are a landmark. The buttons stick to the top of the screen within what holds it: that should be the whole page.
    `aria-disabled` is the script's alone, at the limits, and must not be rendered here.
    """
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                _button("size-smaller", texts.smaller),
                _button("size-reset", texts.reset),
                _button("size-larger", texts.larger),
                class_name="reading-controls-size",
            ),
            rx.el.span("|", aria_hidden="true", class_name="reading-controls-divider"),
            rx.el.div(
                _button("contrast-more", texts.more),
                _button("contrast-less", texts.less),
                class_name="reading-controls-contrast",
            ),
            rx.el.button(
                texts.settings,
                type="button",
                class_name="reading-controls-settings",
                custom_attrs={"data-panel-page": page, "data-panel-address": panel},
            ),
            _help("size-smaller", texts.smaller_help),
            _help("size-reset", texts.reset_help),
            _help("size-larger", texts.larger_help),
            _help("contrast-more", texts.more_help),
            _help("contrast-less", texts.less_help),
            role="group",
            class_name="reading-controls",
            custom_attrs={
                "id": "portal-controls",
                "data-say-size": texts.say_size,
                "data-say-size-max": texts.say_size_max,
                "data-say-size-min": texts.say_size_min,
                "data-say-contrast": texts.say_contrast,
                "data-say-contrast-max": texts.say_contrast_max,
                "data-say-contrast-min": texts.say_contrast_min,
                "data-say-contrast-names": texts.contrast_names,
                "data-say-contrast-void": texts.contrast_void,
            },
        ),
        rx.html("", custom_attrs={"id": "reading-panel-place"}),
        rx.el.p(texts.zoom_hint, " ", A.create(texts.settings, href=page), class_name="zoom-hint"),
        aria_label=texts.group,
        class_name="reading-controls-region",
    )


def announcer() -> rx.Component:
    """Return the empty live region, once on every page. React does not look into it: `rx.html` is left as found."""
    return rx.html("", role="status", custom_attrs={"id": "portal-announcer", "aria-live": "polite"})


def clock(offsets: Text, weekdays: Text) -> rx.Component:
    """Return the clock's place, empty until the script fills it: cached HTML never depends on the hour.

    `offsets` is the portal's zone, as `offsets.py` says it; `weekdays` are their names from Sunday on, between bars.
    """
    return rx.html("", custom_attrs={"id": "portal-clock", "data-offsets": offsets, "data-weekdays": weekdays})
