"""The portal's content as pages need it: the backend's articles with their bodies cleaned and their links led home."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from portal_ui.backends.circuit import Resting
from portal_ui.content.glossary import Glossary
from portal_ui.content.pipeline import Context, clean, links
from portal_ui.content.protocol import BackendError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from portal_ui.backends.images.copies import ImageCopies
    from portal_ui.content.model import Article, CleanBody, Image
    from portal_ui.content.protocol import Backend
    from portal_ui.locales import Texts


log = logging.getLogger(__name__)


@runtime_checkable
class MediaFolder(Protocol):
    """A backend that keeps its own files, served under `/media/`."""

    def media(self, path: str) -> Path | None:
        """Return the file for a path below `/media/`, or `None`."""
        ...

    def image_size(self, url: str) -> tuple[int, int] | None:
        """Return width and height in CSS pixels of an image of its own, or `None`."""
        ...


@runtime_checkable
class CaptionFolder(Protocol):
    """A backend that keeps captions beside its films."""

    def captions(self, url: str) -> tuple[tuple[str, str], ...]:
        """Return addresses and languages (BCP 47, may be empty) of the captions of a film of its own."""
        ...


async def read_article(
    backend: Backend,
    slug: str,
    texts: Texts,
    article_href: Callable[[str], str],
    copies: ImageCopies,
    *,
    play: Callable[[str], str],
    glossary: Glossary | None = None,
    enlarge: Callable[[int], tuple[str, str]] | None = None,
) -> tuple[Article, CleanBody] | None:
    """Return an article and its cleaned body, or `None` if there is no such article.

    Links to other articles of the portal lead to `article_href(slug)`, images from elsewhere are the `copies`, with the
    sizes that can be learnt while a reader may wait, sound and films from elsewhere play from `play(url)`,
    abbreviations have the expansions of the `glossary`; with `enlarge`, pictures have the links of that name
    (`content/pipeline/context.py`). Raises the errors of the backend.
    """
    article = await backend.get(slug)
    if article is None:
        return None
    targets = await _articles_at(links(article.html, address=article.address), backend)
    unknown: set[str] = set()

    def image_size(url: str) -> tuple[int, int] | None:
        size = (backend.image_size(url) if isinstance(backend, MediaFolder) else None) or copies.size(url)
        if size is None:
            unknown.add(url)
        return size

    context = Context(
        link=lambda url: article_href(targets[url]) if url in targets else None,
        image=copies.address,
        image_size=image_size,
        play=play,
        table_label=lambda number: texts.table.format(number=number),
        embed_label=lambda title, host: texts.embedded.format(title=title or host, host=host),
        footnote=lambda mark: texts.article.footnote.format(mark=mark),
        footnote_back=lambda mark, count: (
            texts.article.footnote_back if count == 1 else texts.article.footnote_back_again
        ).format(mark=mark, count=count),
        captions=backend.captions if isinstance(backend, CaptionFolder) else lambda _url: (),
        enlarge=enlarge,
        glossary=glossary or Glossary(),
        beside=(article.summary.title, article.summary.lead),
    )

    cleaned = partial(clean, article.html, address=article.address, lang=article.summary.lang, context=context)
    body = cleaned()
    cover = article.summary.cover
    if cover and not (cover.width and cover.height):
        image_size(cover.url)
    if unknown:
        await copies.measure(unknown)
        if any(map(copies.size, unknown)):
            body = cleaned()
    if cover:
        article = replace(article, summary=replace(article.summary, cover=copied(cover, copies)))
    if article.audio:
        article = replace(article, audio=play(article.audio))
    return article, body


async def _articles_at(urls: Collection[str], backend: Backend) -> dict[str, str]:
    """Return the slugs of those addresses that are articles; a link that cannot be looked up stays as it is."""

    async def resolved(url: str) -> str | None:
        try:
            return await backend.resolve(url)
        except Resting:
            return None
        except BackendError as error:
            log.warning("the link to %s stays as it is: %s", url, error)
            return None

    slugs = await asyncio.gather(*map(resolved, urls))
    return {url: slug for url, slug in zip(urls, slugs, strict=True) if slug}


def copied(image: Image, copies: ImageCopies) -> Image:
    """Return an image as pages show it: the portal's own copy, with its size if that is known by now."""
    width, height = copies.size(image.url) or (image.width, image.height)
    return replace(image, url=copies.address(image.url), width=width, height=height)
