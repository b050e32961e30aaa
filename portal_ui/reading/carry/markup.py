"""The part of the panel that gives the settings as a code, a link and a picture, and takes them from a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.reading.panel.html import element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from portal_ui.locales.carry import CarryTexts


def carry(texts: CarryTexts, unreachable: str) -> Element:
    """Return the part as a section; `unreachable` is shown where its script cannot be had."""
    openers = (
        element("button", word, type="button", data_part="carry", aria_expanded="false", aria_controls=controlled)
        for word, controlled in ((texts.make, "carry-made"), (texts.enter, "carry-entered"))
    )
    return element(
        "section",
        element("h3", texts.title, id="panel-carry"),
        element("p", texts.help, class_="panel-help"),
        element("div", *openers, class_="panel-actions"),
        element("p", unreachable, data_unreachable=True, hidden=True),
        _made(texts),
        _entered(texts),
        aria_labelledby="panel-carry",
        class_="panel-carry",
        data_say_copied=texts.say_copied,
        data_say_selected=texts.say_selected,
        data_say_change=texts.say_change,
        data_say_none=texts.say_none,
        data_say_same=texts.say_same,
        data_say_short=texts.say_short,
        data_say_broken=texts.say_broken,
        data_say_newer=texts.say_newer,
        data_say_used=texts.say_used,
    )


def _made(texts: CarryTexts) -> Element:
    """Return where the code stands once it is asked for, as text, as a link, and as a picture of that link."""
    picture = element(
        "svg",
        element("rect", width="100%", height="100%", fill="#fff"),
        element("path", fill="#000"),
        role="img",
        aria_label=texts.picture,
        shape_rendering="crispEdges",
        class_="carry-picture",
    )
    return element(
        "div",
        element("p", texts.empty, data_empty=True),
        element(
            "div",
            element("p", texts.code, " ", element("code", data_code=True, translate="no", class_="carry-code")),
            element("p", texts.link, " ", element("a", data_link=True)),
            element(
                "div",
                element("button", texts.copy_code, type="button", data_copy="code"),
                element("button", texts.copy_link, type="button", data_copy="link"),
                class_="panel-actions",
            ),
            element("p", role="status"),
            picture,
            element("p", texts.picture_help, class_="panel-help"),
            data_whole=True,
        ),
        id="carry-made",
        hidden=True,
    )


def _entered(texts: CarryTexts) -> Element:
    """Return the form that takes a code, and what is asked before it is used."""
    form = element(
        "form",
        element("label", texts.entered, for_="carry-code"),
        element(
            "input",
            type="text",
            id="carry-code",
            autocomplete="off",
            autocapitalize="characters",
            spellcheck="false",
            aria_describedby="carry-refused",
        ),
        element("button", texts.look, type="submit"),
        class_="panel-naming",
    )
    return element(
        "div",
        form,
        element("p", id="carry-refused", class_="carry-refused"),
        element(
            "div",
            element("p", texts.changes, tabindex="-1"),
            element("ul", class_="carry-list"),
            element(
                "div",
                element("button", texts.use, type="button", data_use=True),
                element("button", texts.leave, type="button", data_leave=True),
                class_="panel-actions",
            ),
            data_changes=True,
            hidden=True,
        ),
        id="carry-entered",
        hidden=True,
    )
