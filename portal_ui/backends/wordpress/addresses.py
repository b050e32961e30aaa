"""Addresses of a WordPress site: which may be an article's, and what the site says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from portal_ui.backends.http import Answer

_NO_ARTICLE = re.compile(
    r"^/?$|^/wp-(content|admin|includes|json)(/|$)|^/wp-[a-z-]+\.php$|^/(author|category|tag)/"
    r"|/feed(/[a-z0-9]+)?/?$|/page/\d+/?$|^/\d{4}/\d\d(/\d\d)?/?$"
)
"""Files, lists and feeds: https://developer.wordpress.org/apis/rewrite/. What slips through only costs a look."""

_FILE = re.compile(r"\.(?!html?$|php$)[a-z0-9]{2,5}$", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(html?|php)$")
_BY_NUMBER = re.compile(r"(?:^|&)((?:p|page_id)=\d+)(?:&|$)")
_ITS_ROW = re.compile(r"/wp/v2/(?P<route>posts|pages)/(?P<id>\d+)$")


def own_path(url: str) -> str:
    """Return the path of an address, decoded and without a slash at its end."""
    return unquote(urlsplit(url).path).rstrip("/")


def last_part(path: str) -> str:
    """Return what stands after the last slash, without `.html`: with most permalinks the slug."""
    return _SUFFIX.sub("", path.rstrip("/").rpartition("/")[2])


def by_number(url: str) -> str:
    """Return the part of an address's query that names an article by its id, such as `p=12`, or nothing."""
    found = _BY_NUMBER.search(urlsplit(url).query)
    return found[1] if found else ""


def may_be_article(path: str) -> bool:
    """Return whether a decoded path, below the site's own, may lead to a post or page, by its looks alone."""
    return not _NO_ARTICLE.search(path) and not _FILE.search(path)


def row_of(page: Answer) -> tuple[str, str] | None:
    """Return route and id of the post or page that a public page shows, which its `Link` header names."""
    for link in page.headers.get("link", "").split(","):
        target, _, rest = link.partition(">")
        found = _ITS_ROW.search(unquote(target)) if 'rel="alternate"' in rest else None
        if found:
            return found["route"], found["id"]
    return None
