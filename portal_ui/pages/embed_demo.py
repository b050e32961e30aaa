"""The demo page of embedding: each way live, with the lines to copy."""

# pyright: reportUnknownMemberType=false
# (Reflex leaves parts of its component types open.)

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import reflex as rx

from portal_ui.components.link import link
from portal_ui.components.view import EmbedDemo, Example, PageView, Shown
from portal_ui.components.view import embed_demo as shown
from portal_ui.pages.embed import pasted
from portal_ui.pages.listing import trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal_ui.content.model import Summary
    from portal_ui.pages.edition import Edition

RULE = """@media (scripting: enabled) {
  portal-article:not(:defined), portal-articles:not(:defined) {
    display: block; min-height: 100vh;
  }
}"""
"""What keeps the room of an element whose script is on its way (`:defined`, HTML 4.13)."""

PROVIDER = """<?php
$portal = '%s';
wp_oembed_add_provider("$portal/*", "$portal/oembed?html=element");"""

CONTROLS = '<portal-reading-controls for="#content"></portal-reading-controls>'


def component() -> rx.Component:
    """Return what the demo page shows."""
    return rx.el.div(
        rx.el.h1(shown.title),
        rx.el.p(shown.lead, class_name="lead"),
        rx.el.p(shown.allowed),
        rx.el.ul(rx.foreach(shown.examples, lambda item: rx.el.li(link(item.title, href="#" + item.anchor)))),
        rx.foreach(shown.examples, _example),
        class_name="embed-demo reading",
    )


def _example(item: Shown) -> rx.Component:
    return rx.el.section(
        rx.el.h2(item.title, custom_attrs={"id": item.anchor}),
        rx.el.p(item.text),
        rx.el.pre(rx.el.code(item.code)),
        rx.cond(item.live, rx.html(item.live, class_name="embed-live")),
    )


def view(edition: Edition, newest: Summary | None, sites: Sequence[str]) -> PageView:
    """Return the demo page with the portal's newest article; `sites` may embed."""
    texts = edition.texts.embed
    allowed = texts.allowed.format(sites=", ".join(sites)) if sites else texts.allowed_none
    return PageView(
        kind="embed_demo",
        lang=edition.lang,
        labels=edition.texts.labels,
        portal=edition.portal("/embed"),
        head=edition.head(texts.title, "/embed", description=texts.lead),
        trail=trail(edition, texts.title),
        embed_demo=EmbedDemo(texts.title, texts.lead, allowed, tuple(_examples(edition, newest))),
    )


def _examples(edition: Edition, newest: Summary | None) -> list[Example]:
    texts, origin = edition.texts.embed, edition.origin
    examples: list[Example] = []
    if edition.sections:
        section = edition.sections[0]
        element = _element(origin, "portal-articles", edition.section_href(section.slug), section.title, 3)
        examples.append(Example("listing", texts.listing, texts.listing_text, *element))
    own_text = f'<div id="content"><p>{escape(texts.controls_sample)}</p></div>'
    controls = f"{_script(origin)}\n{CONTROLS}"
    examples.append(Example("controls", texts.controls, texts.controls_text, controls, CONTROLS + own_text))
    if newest:
        page = origin + edition.article_href(newest.slug)
        examples.append(Example("oembed", texts.oembed, texts.oembed_text, page, pasted(edition, newest, "")))
    examples += [
        Example("wordpress", texts.wordpress, texts.wordpress_text, PROVIDER % origin),
        Example("room", texts.room, texts.room_text, RULE),
        Example("policy", texts.policy, texts.policy_text, f"script-src {origin}; frame-src {origin}"),
    ]
    # Last, for it is long.
    if newest:
        element = _element(origin, "portal-article", edition.article_href(newest.slug), newest.title)
        examples.append(Example("article", texts.article, texts.article_text, *element))
    return examples


def _element(origin: str, tag: str, href: str, title: str, count: int = 0) -> tuple[str, str]:
    """Return what another site copies to show the page at `href`, and the same for a page of ours."""
    counted = f' count="{count}"' if count else ""

    def element(start: str) -> str:
        address = escape(start + href)
        return f'<{tag} src="{address}"{counted}>\n  <a href="{address}">{escape(title)}</a>\n</{tag}>'

    return f"{_script(origin)}\n{element(origin)}", element("")


def _script(origin: str) -> str:
    return f'<script src="{origin}/embed.js" defer></script>'
