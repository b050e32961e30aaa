"""The table of contents of a long article, as HTML: like the body, it is in the page once and not in its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.reading.panel.html import element, html

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from portal_ui.content.model import Heading


def contents_html(headings: Iterable[Heading], name: str, count: str, *, lang: str, shown_in: str) -> str:
    """Return the landmark `name` with the headings as nested lists, folded under a summary that tells their `count`.

    `lang` is the headings' language, `shown_in` that of `name` and `count` (BCP 47). It works without a script.
    """
    summary = element("summary", name, " ", element("span", count, class_="note"))
    details = element("details", summary, _lists(headings, lang))
    return html(element("nav", details, aria_label=name, lang=shown_in))


def _lists(headings: Iterable[Heading], lang: str) -> Element:
    """Return the lists; a heading stands in the list of the one it belongs to."""
    top = element("ol", lang=lang)
    around: list[tuple[int, Element]] = []
    for heading in headings:
        while around and around[-1][0] >= heading.level:
            around.pop()
        item = element("li", element("a", heading.title, href=f"#{heading.id}"))
        if not around:
            top.append(item)
        else:
            parent = around[-1][1]
            inner = parent.find("ol")
            if inner is None:
                inner = element("ol")
                parent.append(inner)
            inner.append(item)
        around.append((heading.level, item))
    return top
