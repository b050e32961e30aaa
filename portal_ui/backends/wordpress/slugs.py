"""Slugs: WordPress's own, percent-encoded where they are not Latin, and ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from portal_ui.backends.wordpress.answers import Post

_REFERENCE = re.compile(r"(?:[a-z0-9_%-]|[^\x00-\x7f\s]){1,220}")
_WITH_ID = re.compile(r"(?P<slug>.+)-(?P<id>[0-9]{1,18})")


def readable(slug: str) -> str:
    """Return a slug of WordPress in letters: `%e6%97%a5` as `日`. One that is cut within a letter stays as it is."""
    try:
        return unquote(slug, errors="strict")
    except UnicodeDecodeError:
        return slug


def is_one(text: str) -> bool:
    """Return whether a text can be a reference of ours: in Latin letters, WordPress keeps but these."""
    return bool(_REFERENCE.fullmatch(text))


def with_id(post: Post) -> str:
    """Return the reference of a page whose slug others have too."""
    return f"{readable(post.slug)}-{post.id}"


def split_id(slug: str) -> tuple[str, int] | None:
    """Return slug and id of a reference made by `with_id`, `None` if it cannot be one."""
    found = _WITH_ID.fullmatch(slug)
    return (found["slug"], int(found["id"])) if found else None
