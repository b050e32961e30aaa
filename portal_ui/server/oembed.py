"""`/oembed?url=...`: what a CMS needs to show an article by its pasted address (https://oembed.com, version 1.0)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from xml.etree import ElementTree

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from portal_ui.locales import LOCALES
from portal_ui.pages.embed import HEIGHT, WIDTH, pasted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.datastructures import QueryParams
    from starlette.requests import Request

    from portal_ui.content.model import Article, Image
    from portal_ui.pages.edition import Edition

    FindArticle = Callable[[str, str], Awaitable[tuple[Edition, Article] | None]]
    """From a language and a slug to the article and its edition."""

CACHE_SECONDS = 3600

_NO_LIMIT = 1_000_000

_PATH = re.compile(rf"(?:/({'|'.join(LOCALES)}))?/articles/([^/]+)/?")
_DEFAULT_PORTS = {"http": 80, "https": 443}
# What XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Refused(Exception):
    """A request that cannot be answered: `status`, and a sentence that says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Asked:
    """What is asked for. `element` asks for the element of embed.js, which shows the whole article."""

    lang: str
    slug: str
    format: str
    max_width: int
    max_height: int
    element: bool


def oembed_route(origin: str, default_lang: str, find: FindArticle) -> Route:
    """Return the route. `origin` is the portal's public one; what else `url` names is refused."""

    async def answer(request: Request) -> Response:
        try:
            wanted = asked(request.query_params, origin, default_lang)
            found = await find(wanted.lang, wanted.slug)
            if found is None:
                raise Refused(404, "This portal has no such article.")
        except Refused as refusal:
            return PlainTextResponse(f"{refusal.reason}\n", refusal.status, {"cache-control": "no-store"})
        return written(described(*found, wanted), wanted.format)

    return Route("/oembed", answer)


def asked(query: QueryParams, origin: str, default_lang: str) -> Asked:
    """Return what a query asks for. Raises `Refused`."""
    form = query.get("format", "json")
    if form not in {"json", "xml"}:
        raise Refused(501, "The format is either json or xml.")
    try:
        address = urlsplit(query.get("url", ""))
        known = _site(address) == _site(urlsplit(origin)) and not address.username
    except ValueError:
        raise Refused(404, "This is no address.") from None
    if not address.netloc:
        raise Refused(400, "The address of an article is missing: ?url=https://...")
    path = _PATH.fullmatch(address.path)
    if not known or not path:
        raise Refused(404, f"This is no address of an article at {origin}.")
    return Asked(
        lang=path[1] or default_lang,
        slug=unquote(path[2]),
        format=form,
        max_width=_pixels(query, "maxwidth"),
        max_height=_pixels(query, "maxheight"),
        element=query.get("html") == "element",
    )


def described(edition: Edition, article: Article, wanted: Asked) -> dict[str, str | int]:
    """Return the answer's values, in oEmbed's own names; what is not known is left out."""
    summary = article.summary
    width, height = min(WIDTH, wanted.max_width), min(HEIGHT, wanted.max_height)
    page = edition.origin + edition.article_href(summary.slug)
    site = edition.portal("/").title
    if wanted.element:
        link = f'<a href="{escape(page)}">{escape(summary.title)}</a>'
        script = f'<script src="{escape(edition.origin)}/embed.js" defer></script>'
        html = f'{script}<portal-article src="{escape(page)}">{link}</portal-article>'
    else:
        html = pasted(edition, summary, edition.origin, width, height)
    values: dict[str, str | int] = {
        "version": "1.0",
        "type": "rich",
        "title": summary.title,
        "author_name": ", ".join(article.authors),
        "provider_name": site,
        "provider_url": edition.origin + edition.href("/"),
        "cache_age": CACHE_SECONDS,
        "html": html,
        "width": width,
        "height": height,
        **_thumbnail(summary.cover, edition.origin, wanted),
    }
    return {name: value for name, value in values.items() if value != ""}


def written(values: dict[str, str | int], form: str) -> Response:
    """Return the answer, which any site's script may read: it holds nothing that is not public."""
    headers = {"cache-control": f"public, max-age={CACHE_SECONDS}", "access-control-allow-origin": "*"}
    if form == "json":
        return Response(json.dumps(values, ensure_ascii=False), headers=headers, media_type="application/json")
    root = ElementTree.Element("oembed")
    for name, value in values.items():
        ElementTree.SubElement(root, name).text = _NO_XML.sub("", str(value))
    body = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return Response(body, headers=headers, media_type="text/xml; charset=utf-8")


def _thumbnail(cover: Image | None, origin: str, wanted: Asked) -> dict[str, str | int]:
    # There is one size of it; oEmbed has no thumbnail larger than what is asked for, nor one of unknown size.
    if not cover or not cover.width or not cover.height:
        return {}
    if cover.width > wanted.max_width or cover.height > wanted.max_height:
        return {}
    url = urljoin(origin, cover.url)
    return {"thumbnail_url": url, "thumbnail_width": cover.width, "thumbnail_height": cover.height}


def _site(address: SplitResult) -> tuple[str | None, int | None]:
    """Return host and port; with the default port it is the same site by http and by https."""
    port = None if address.port == _DEFAULT_PORTS.get(address.scheme) else address.port
    return (address.hostname if address.scheme in _DEFAULT_PORTS else None), port


def _pixels(query: QueryParams, name: str) -> int:
    """Return a length of the query; none, or 0 as WordPress sends where it has no limit, is no limit."""
    text = query.get(name, "")
    if not re.fullmatch(r"[0-9]{0,6}", text, re.ASCII):
        raise Refused(400, f"{name} is a number of pixels.")
    return int(text or 0) or _NO_LIMIT
