"""The check's markup: the button in the panel, and the dialog that asks. Its sentences are one length and harmless."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal_ui.reading.panel.html import element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from portal_ui.locales.comfort import ComfortTexts


def comfort(texts: ComfortTexts, unreachable: str) -> Element:
    """Return the check as a section of the panel; `unreachable` is shown where its script cannot be had."""
    return element(
        "section",
        element("button", texts.title, type="button", data_part="comfort", aria_haspopup="dialog"),
        element("p", texts.help, class_="panel-help"),
        element("p", unreachable, data_unreachable=True, hidden=True),
        _dialog(texts),
        class_="panel-comfort",
    )


def _dialog(texts: ComfortTexts) -> Element:
    return element(
        "dialog",
        element("h3", texts.title, id="comfort-title", tabindex="-1"),
        # Of class `reading`, so that a sentence looks in all as the text of an article does.
        element("div", element("p", class_="reading"), class_="comfort-text"),
        element("p", role="status", class_="comfort-status"),
        element(
            "div",
            element("p", texts.question),
            element(
                "div",
                _button(texts.comfortable, data_answer="yes"),
                _button(texts.tiring, data_answer="no"),
                _button(texts.back, data_back=True),
                class_="panel-actions",
            ),
            data_asking=True,
        ),
        element(
            "div",
            element("p", tabindex="-1", data_found=True),
            element(
                "div",
                *(_button("", data_use=name) for name in ("twice", "thrice", "most")),
                class_="panel-actions",
            ),
            element("p", texts.narrow_help, data_narrow_help=True),
            element(
                "div",
                _button("", data_use="narrow"),
                _button(texts.again, data_again=True),
                class_="panel-actions",
            ),
            data_answered=True,
            hidden=True,
        ),
        _button(texts.leave, data_leave=True, class_="panel-quiet"),
        class_="comfort",
        aria_labelledby="comfort-title",
        data_sentences=json.dumps(texts.sentences),
        data_say_step=texts.say_step,
        data_say_found=texts.say_found,
        data_say_found_most=texts.say_found_most,
        data_say_none=texts.say_none,
        data_say_used=texts.say_used,
        data_twice=texts.twice,
        data_thrice=texts.thrice,
        data_most=texts.most,
        data_narrow=texts.narrow,
    )


def _button(text: str, **attributes: str | bool) -> Element:
    return element("button", text, type="button", **attributes)
