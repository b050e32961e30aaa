"""Search over Ghost's own index: it has title and excerpt of every post, and nothing that could be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal_ui.backends.slugs import slugify
from portal_ui.backends.values import text

if TYPE_CHECKING:
    from collections.abc import Iterable


def matching(index: Iterable[dict[str, Any]], words: str) -> list[str]:
    """Return the slugs of the posts that have every word, with or without its accents; in the title counts first."""
    wanted = slugify(words).split("-")
    titles: list[str] = []
    excerpts: list[str] = []
    for post in index:
        title = slugify(text(post.get("title")))
        everything = f"{title}-{slugify(text(post.get('excerpt')))}"
        if all(word in title for word in wanted):
            titles.append(text(post.get("slug")))
        elif all(word in everything for word in wanted):
            excerpts.append(text(post.get("slug")))
    return titles + excerpts if slugify(words) else []
