"""What stands beside an article, in the words of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.components.view import Beside, Link

if TYPE_CHECKING:
    from portal_ui.content.model import Summary
    from portal_ui.pages.edition import Edition
    from portal_ui.search.index import Beside as Found


def beside_view(edition: Edition, found: Found) -> Beside | None:
    """Return the links beside an article, `None` where there are none."""
    if not (found.related or found.newer or found.older):
        return None
    texts = edition.texts.finding

    def link(summary: Summary | None) -> Link:
        if summary is None:
            return Link("", "")
        return Link(summary.title, edition.article_href(summary.slug), lang=summary.lang or edition.site.lang)

    return Beside(
        related_title=texts.related,
        related=tuple(map(link, found.related)),
        label=texts.neighbours,
        newer_title=texts.newer,
        newer=link(found.newer),
        older_title=texts.older,
        older=link(found.older),
    )
