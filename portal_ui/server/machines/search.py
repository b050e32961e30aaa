"""The description of the search, by which browsers offer it in their address bar (OpenSearch 1.1)."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from portal_ui.server.machines.xml import document, element

if TYPE_CHECKING:
    from portal_ui.pages.edition import Edition

SHORTEST, LONGEST = 16, 48
"""Characters of the two names that the specification allows."""


def search_description(edition: Edition) -> str:
    """Return the document for the search in an edition's language."""
    portal = edition.portal("/")
    return document(
        element(
            "OpenSearchDescription",
            xmlns="http://a9.com/-/spec/opensearch/1.1/",
            children=(
                element("ShortName", _within(portal.title, SHORTEST)),
                element("LongName", _within(portal.title, LONGEST)),
                element("Description", f"{edition.texts.labels.search}: {portal.title}"),
                element("Language", edition.lang),
                element("InputEncoding", "UTF-8"),
                element("Image", edition.origin + "/favicon.ico", width="16", height="16", type="image/x-icon"),
                element("Url", type="text/html", template=f"{edition.origin}{portal.search}?q={{searchTerms}}"),
                element(
                    "Url",
                    type="application/opensearchdescription+xml",
                    rel="self",
                    template=f"{edition.origin}{edition.href('/opensearch.xml')}",
                ),
            ),
        )
    )


def _within(name: str, most: int) -> str:
    """Return as many whole words as have room, or what has of the first."""
    return shorten(name, most, placeholder="") or name[:most]
