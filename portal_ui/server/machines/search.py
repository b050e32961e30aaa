"""The description of the search, by which browsers offer it in their address bar (OpenSearch 1.1)."""

from __future__ import annotations

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
                element("ShortName", portal.title[:SHORTEST].strip()),
                element("LongName", portal.title[:LONGEST].strip()),
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
