"""What a page says of itself to search engines: JSON-LD in schema.org's words, as Google's rules for articles ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

if TYPE_CHECKING:
    from portal_ui.components.view import ArticleView, Link, PageView, Trail

HEADLINE = 110
"""Characters of a headline that search engines show."""


def structured_data(view: PageView, origin: str) -> str:
    """Return the `<script>` element for a page, empty where there is nothing to say; `origin` makes addresses absolute.

    https://developers.google.com/search/docs/appearance/structured-data/article
    https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
    """
    if not view.head.canonical:
        return ""
    said = [_article(view, view.article, origin)] if view.article else []
    said += [_breadcrumbs(view.trail, view.head.name, origin)] if view.trail else []
    if not said:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": said}, ensure_ascii=False, separators=(",", ":"))
    # So that no text can end the element (HTML, 4.12.1.3).
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{safe}</script>'


def _article(view: PageView, article: ArticleView, origin: str) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": view.portal.title, "url": urljoin(origin, view.portal.home)}
    image = article.cover.src or "/icon.png"
    said: dict[str, Any] = {
        "@type": "NewsArticle",
        "mainEntityOfPage": view.head.canonical,
        "headline": article.title[:HEADLINE],
        "description": article.lead,
        "inLanguage": article.lang,
        "articleSection": article.section.title,
        "keywords": [tag.title for tag in article.tags],
        "datePublished": article.published.iso,
        "dateModified": article.updated.iso or article.published.iso,
        "image": [urljoin(origin, image)],
        "author": [_person(author, origin) for author in article.authors] or [publisher],
        "publisher": publisher,
        "copyrightNotice": view.notices.copyright if view.notices else "",
        "correction": [made.text for made in view.notices.corrections] if view.notices else [],
    }
    # Free is what is taken for granted.
    if article.withheld:
        said["isAccessibleForFree"] = False
    return {name: value for name, value in said.items() if value not in ("", [])}


def _breadcrumbs(trail: Trail, here: str, origin: str) -> dict[str, Any]:
    # The last is the page itself: its name is whole, and it needs no address.
    named = [{"name": link.title, "item": urljoin(origin, link.href)} for link in trail.links[:-1]] + [{"name": here}]
    steps = [{"@type": "ListItem", "position": position, **step} for position, step in enumerate(named, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _person(author: Link, origin: str) -> dict[str, str]:
    person = {"@type": "Person", "name": author.title}
    return person | {"url": urljoin(origin, author.href)} if author.href else person
