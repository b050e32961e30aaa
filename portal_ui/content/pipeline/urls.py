"""Addresses: absolute against the article's own, articles of the portal mapped to ours, dangerous ones gone."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from portal_ui.content.pipeline.context import Context
from portal_ui.content.pipeline.sanitise import URL_SCHEMES
from portal_ui.content.pipeline.tree import attributes, drop_attribute, parse

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_URL_ATTRIBUTES = frozenset(("cite", "data", "href", "poster", "src"))
_IGNORED_IN_URLS = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NOT_IN_HOSTS = re.compile(r"[\s\"<>^|]")
_DESCRIPTOR = re.compile(r"[0-9]+w|[0-9]+(\.[0-9]+)?x")
_URL_CHARACTERS = "%/:?#[]@!$&'()*+,;=~|"


def rewrite_urls(root: Element, address: str, context: Context, lost: Counter[str]) -> None:
    """Make the URLs in `href`, `src`, `srcset`, `poster`, `data` and `cite` absolute against `address`.

    `#fragment`, `mailto:` and `tel:` stay; a link to `address` itself becomes its fragment. Links for which the
    context has an address of ours get that one, fragment kept. A URL of any other scheme goes: counted as
    `data-image` if it is an image in the source itself, else as `link`.
    """
    own, _ = urldefrag(address)
    for element in root.iter("*"):
        for name, value in attributes(element):
            if name == "srcset":
                _rewrite_srcset(element, value, address)
            if name not in _URL_ATTRIBUTES:
                continue
            url = absolute(value, address)
            if not value.strip() and name != "href":
                drop_attribute(element, name)
            elif url is None:
                lost["data-image" if value.strip().lower().startswith("data:image/") else "link"] += 1
                drop_attribute(element, name)
            elif name == "href":
                element.set(name, _own_link(url, own, context))
            else:
                element.set(name, url)


def links(html: str, *, address: str) -> frozenset[str]:
    """Return the pages that a body's links lead to, just as cleaning it will ask `Context.link` for them.

    So answers that take time can be fetched first, all at once.
    """
    asked: set[str] = set()
    unanswered = Context(link=asked.add)
    root = parse(html, Counter())
    for link in root.iter("a"):
        href = link.get("href")
        url = None if href is None else absolute(href, address)
        if url is not None:
            _own_link(url, urldefrag(address)[0], unanswered)
    return frozenset(asked)


def absolute(value: str, address: str) -> str | None:
    """Return the URL that a browser on the page `address` would go to, `None` if it is not one for readers.

    Only http, https, mailto and tel are (`sanitise.URL_SCHEMES`). White space within is ignored and backslashes are
    slashes, as the URL standard has it (https://url.spec.whatwg.org/#url-parsing).
    """
    url = _IGNORED_IN_URLS.sub("", value).strip()
    if url.startswith("#"):
        return url
    scheme = _SCHEME.match(url)
    if scheme:
        if scheme[1].lower() not in URL_SCHEMES:
            return None
        if scheme[1].lower() in ("mailto", "tel"):
            return scheme[1].lower() + url[len(scheme[1]) :]
    try:
        joined = urljoin(address, url.replace("\\", "/"))
        return quote(joined, safe=_URL_CHARACTERS) if _is_well_formed(joined) else None
    except ValueError:
        return None


def _is_well_formed(url: str) -> bool:
    parts = urlsplit(url)
    if parts.port == 0:  # Reading the port raises the error that a wrong one is.
        return False
    return not parts.scheme or bool(parts.hostname and not _NOT_IN_HOSTS.search(unquote(parts.hostname)))


def host(url: str) -> str:
    """Return the host of an absolute URL in lower case, empty if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def candidates(srcset: str) -> list[tuple[str, str]]:
    """Return the image candidates of a `srcset` as pairs of URL and descriptor (may be empty).

    Commas may be part of a URL, but not its end: https://html.spec.whatwg.org/#parse-a-srcset-attribute. Candidates
    with a descriptor that the standard does not know are left out.
    """
    found: list[tuple[str, str]] = []
    url, descriptor = "", ""
    rest = srcset.split()[::-1]
    while rest:
        token = rest.pop()
        if not url:
            url = token.strip(",")
            ended = token.endswith(",")
        else:
            part, comma, following = token.partition(",")
            descriptor = f"{descriptor} {part}".strip()
            ended = bool(comma)
            if following:
                rest.append(following)
        if url and (ended or not rest):
            if not descriptor or _DESCRIPTOR.fullmatch(descriptor):
                found.append((url, descriptor))
            url, descriptor = "", ""
    return found


def join_candidates(pairs: list[tuple[str, str]]) -> str:
    """Return the `srcset` of these candidates."""
    return ", ".join(f"{url} {descriptor}".strip() for url, descriptor in pairs)


def _rewrite_srcset(element: Element, srcset: str, address: str) -> None:
    pairs = [(absolute(url, address), descriptor) for url, descriptor in candidates(srcset)]
    kept = [(url, descriptor) for url, descriptor in pairs if url]
    if kept:
        element.set("srcset", join_candidates(kept))
    else:
        drop_attribute(element, "srcset")


def _own_link(url: str, own: str, context: Context) -> str:
    if url.startswith(("#", "mailto:", "tel:")):
        return url
    page, fragment = urldefrag(url)
    if fragment and page == own:
        return f"#{fragment}"
    mapped = context.link(page)
    if mapped is None:
        return url
    return f"{mapped}#{fragment}" if fragment else mapped
