"""The whole way of a body: its steps in their order."""

from __future__ import annotations

import re
from collections import Counter

from portal_ui.content.model import CleanBody
from portal_ui.content.pipeline.abbreviations import mark_abbreviations, unlink_abbreviations
from portal_ui.content.pipeline.context import Context
from portal_ui.content.pipeline.embeds import link_embeds
from portal_ui.content.pipeline.figures import finish_figures, make_figures
from portal_ui.content.pipeline.footnotes import name_footnotes
from portal_ui.content.pipeline.galleries import make_galleries
from portal_ui.content.pipeline.headings import settle_headings
from portal_ui.content.pipeline.ids import settle_ids
from portal_ui.content.pipeline.images import finish_media, settle_media, unlazy
from portal_ui.content.pipeline.language import settle_languages
from portal_ui.content.pipeline.larger_views import offer_larger_views
from portal_ui.content.pipeline.links import mark_links
from portal_ui.content.pipeline.nesting import repair_nesting
from portal_ui.content.pipeline.paragraphs import settle_paragraphs
from portal_ui.content.pipeline.sanitise import sanitise
from portal_ui.content.pipeline.shortcodes import drop_shortcodes, expand_captions
from portal_ui.content.pipeline.styles import settle_styles
from portal_ui.content.pipeline.tables import dissolve_layout_tables, settle_tables
from portal_ui.content.pipeline.terms import mark_terms, unlink_terms
from portal_ui.content.pipeline.text import settle_text, shrink_spaces
from portal_ui.content.pipeline.tree import parse, serialise, visible_text
from portal_ui.content.pipeline.urls import rewrite_urls
from portal_ui.content.pipeline.vocabulary import unify

_MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def clean(html: str, *, address: str, lang: str | None = None, context: Context | None = None) -> CleanBody:
    """Return the body that a page may show, made of a CMS's HTML. Never raises, whatever `html` is.

    Args:
        html: the body as the backend sent it: HTML, broken HTML, or plain text with blank lines between paragraphs.
        address: the article's own public address, absolute or from `/`; relative URLs are resolved against it.
        lang: the article's language, a BCP 47 tag; marks within that only repeat it go.
        context: what the surrounding page knows of links, images and labels.

    Cleaning what was cleaned changes nothing more, but for a few bodies whose markup was broken. `CleanBody.lost`
    counts, under these names, what went or was found wanting: `abbreviation` (one without expansion), `data-image` (an
    image within the source), `depth` (nesting too deep to keep), `embed` (or player of another host's file, now a
    link), `form` (a control), `handler` (an event handler), `image` (without address), `image-alt` (without alternative
    text), `link` (a dangerous or broken URL), `map`, `media` (audio or video without address), `pixel` (a counting
    image), `script`, `shortcode`, `style` (a stylesheet), `svg`.

    Time is linear in the length of the body, but for thousands of attributes on one element or a hundred thousand `&`
    in one text, for which the parsers take time in the square of their number.
    """
    context = context or Context()
    lost: Counter[str] = Counter()
    source = expand_captions(html) if _MARKUP.search(html) else _BLANK_LINE.sub("<br><br>", html.strip())
    root = parse(source, lost)
    unify(root, lost)
    settle_text(root)
    unlink_abbreviations(root)
    unlink_terms(root)
    unlazy(root)
    ids = settle_ids(root)
    rewrite_urls(root, address, context, lost)
    link_embeds(root, context, lost)
    settle_media(root, lost)
    repair_nesting(root)
    dissolve_layout_tables(root)
    make_figures(root)
    make_galleries(root)
    settle_languages(root, lang)
    settle_styles(root)
    mark_links(root, address, context)
    drop_shortcodes(root, lost)
    headings = settle_headings(root, ids)
    settle_paragraphs(root)
    shrink_spaces(root)
    finish_figures(root)
    finish_media(root, context, lost)
    settle_tables(root, context, ids)
    name_footnotes(root, context)
    words = len(visible_text(root).split())
    abbreviations = mark_abbreviations(root, lang, context, ids, lost)
    terms = mark_terms(root, lang, context, ids)
    offer_larger_views(root, context)
    return CleanBody(sanitise(serialise(root)), headings, words, dict(+lost), abbreviations, terms)


def plain_text(html: str) -> str:
    """Return the text of a body as a reader would read it aloud, images by their alternative texts, in NFC.

    `html` is as in `clean`, and as untrusted; the text holds no markup.
    """
    lost: Counter[str] = Counter()
    root = parse(expand_captions(html), lost)
    unify(root, lost)
    settle_text(root)
    drop_shortcodes(root, lost)
    return visible_text(root, alternatives=True)
