"""The portal's content as pages need it: the backend's articles with their bodies cleaned and their links led home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.etree import ParserError

from portal_ui.content.pipeline import Context, clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal_ui.content.model import Article, CleanBody
    from portal_ui.content.protocol import Backend
    from portal_ui.locales import Texts


@runtime_checkable
class MediaFolder(Protocol):
    """A backend that keeps its own files, served under `/media/`."""

    def media(self, path: str) -> Path | None:
        """Return the file for a path below `/media/`, or `None`."""
        ...

    def image_size(self, url: str) -> tuple[int, int] | None:
        """Return width and height in CSS pixels of an image of its own, or `None`."""
        ...


async def read_article(
    backend: Backend, slug: str, texts: Texts, article_href: Callable[[str], str]
) -> tuple[Article, CleanBody] | None:
    """Return an article and its cleaned body, or `None` if there is no such article.

    Links to other articles of the portal lead to `article_href(slug)`. Raises the errors of the backend.
    """
    article = await backend.get(slug)
    if article is None:
        return None
    targets = {url: slug for url in links(article.html, article.address) if (slug := await backend.resolve(url))}
    context = Context(
        link=lambda url: article_href(targets[url]) if url in targets else None,
        image_size=backend.image_size if isinstance(backend, MediaFolder) else _unknown_size,
        table_label=lambda number: texts.table.format(number=number),
        embed_label=lambda title, host: texts.embedded.format(title=title or host, host=host),
    )
    return article, clean(article.html, address=article.address, lang=article.summary.lang, context=context)


def _unknown_size(url: str) -> None:
    del url


def links(html: str, address: str) -> frozenset[str]:
    """Return the absolute addresses that the links of an article lead to, without what follows a `#`."""
    try:
        tree = lxml_html.fromstring(html)
    except (ParserError, ValueError):
        return frozenset()
    urls = (urljoin(address, href) for href in tree.xpath("//a/@href"))
    return frozenset(url.partition("#")[0] for url in urls if urlsplit(url).scheme in {"", "http", "https"})
