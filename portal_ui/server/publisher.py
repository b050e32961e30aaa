"""The publisher: from an address to a finished page, by way of backend, view, renderer and cache."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import re
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from portal_ui.backends.catalogue import copied, read_article
from portal_ui.components.view import Link, PageView
from portal_ui.content.model import Query, Site
from portal_ui.content.protocol import BackendDown, BackendError
from portal_ui.locales import LOCALES
from portal_ui.pages import accessibility, article, embed_demo, home, message, rating, reading, section
from portal_ui.pages.edition import Edition
from portal_ui.pages.embed import embedded, excerpt
from portal_ui.pages.own import NOTHING, Own
from portal_ui.server.machines.structured import structured_data
from portal_ui.server.operations.metrics import RENDER_SECONDS
from portal_ui.server.page_cache import CachedPage, PageCache, finished
from portal_ui.server.ratings.breaker import StoreResting
from portal_ui.server.ratings.routes import refusal_text
from portal_ui.server.renderer.renderer import Renderer, RendererDown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from portal_ui.backends.images.copies import ImageCopies
    from portal_ui.backends.recordings.relay import Recordings
    from portal_ui.components.view import RatingView
    from portal_ui.config import Config
    from portal_ui.content.model import Article, CleanBody, Section
    from portal_ui.content.protocol import Backend
    from portal_ui.search.index import Index
    from portal_ui.server.glossary import GlossaryFile
    from portal_ui.server.ratings.routes import Kind, RatingState
    from portal_ui.server.ratings.store import Store, Tally

    Found = tuple[Article, CleanBody]

log = logging.getLogger(__name__)

PAGE_SIZE = 12
RETRY_AFTER = 30
READABLE = 8

# The framework's start: its modules, imported by an inline script that is the same on every page of a route.
_START = re.compile(r'<script type="module" async="">import "([^"]+)";(.*?)import\("([^"]+)"\);</script>', re.DOTALL)
_ROUTE = re.compile(r'import \* as (route\d+) from "([^"]+)";')

# Seen to double the time to the first paint on a slow phone: a dozen preloads compete with the text.
_PRELOADS = re.compile(r'<link rel="modulepreload"[^>]*>')
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_EMBED_ELEMENT = '<script src="/embed.js" defer></script>'
_HTML_LANG = re.compile(r'<html lang="[^"]*"')


class Publisher:
    """Makes the pages of one portal, in every language of the interface.

    `script` is the reading script, run in every page before its first paint; `frame_script` tells the host of an
    embedded page how tall it is, `excerpt_script` that of an excerpt.
    """

    def __init__(
        self,
        config: Config,
        backend: Backend,
        copies: ImageCopies,
        renderer: Renderer,
        index: Index,
        *,
        recordings: Recordings,
        script: str,
        frame_script: str,
        excerpt_script: str,
        votes: Store,
        glossary: GlossaryFile | None = None,
        own: Own = NOTHING,
    ) -> None:
        self.cache = PageCache()
        self._config = config
        self._backend = backend
        self._copies = copies
        self._recordings = recordings
        self._renderer = renderer
        self._index = index
        self._scripts = f"<script>{script}</script>"
        # Links in a frame open in the reader's window, for the full page refuses other sites' frames.
        self._frame_extras = f'<base target="_top"><script>{frame_script}</script>'
        self._excerpt_extras = f'<base target="_top"><script>{excerpt_script}</script>'
        self._votes = votes
        self._glossary = glossary
        self._own = own
        self._site = Site(title="")
        self._sections: tuple[Section, ...] = ()
        self._fallbacks: dict[tuple[str, bool], CachedPage] = {}

    async def prepare(self) -> tuple[str, ...]:
        """Render the pages of last resort, for each language, and return their documents.

        Raises `RendererDown`. A backend that is down now does not keep the portal from starting.
        """
        try:
            await self.edition(self._config.locale)
        except BackendError as error:
            log.error("backend %s: %s", self._config.backend.partition(":")[0], error)
        await self._votes.prepare()
        documents: list[str] = []
        for lang in LOCALES:
            for root in (True, False):
                view = message.unavailable(self.known_edition(lang))
                document = await self._document(view, root=root)
                documents.append(document)
                self._fallbacks[lang, root] = _trouble(503, document, view)
        return tuple(documents)

    async def start(self) -> None:
        """See that pages can be rendered. Raises `RendererDown`."""
        await self._renderer.start()

    async def home(self, lang: str, number: int) -> CachedPage:
        """Return a page of the latest articles."""

        async def make() -> CachedPage:
            edition = await self.edition(lang)
            page = await self._backend.list(Query(page=number, size=PAGE_SIZE))
            if number > 1 and not page.items:
                return await self.not_found(lang)
            return await self.page(home.view(edition, page), edition.href("/"), root=edition.href("/") == "/")

        return await self.publish((lang, "home", number), lang, make, root=lang == self._config.locale)

    async def section(self, lang: str, slug: str, number: int) -> CachedPage:
        """Return a page of a section's articles."""

        async def make() -> CachedPage:
            edition = await self.edition(lang)
            found = next((part for part in edition.sections if part.slug == slug), None)
            if found is None:
                return await self.not_found(lang)
            page = await self._backend.list(Query(page=number, size=PAGE_SIZE, section=slug))
            if number > 1 and not page.items:
                return await self.not_found(lang)
            return await self.page(section.view(edition, found, page), edition.section_href(slug, number))

        return await self.publish((lang, "section", slug, number), lang, make)

    async def article(self, lang: str, slug: str) -> CachedPage:
        """Return an article's page."""

        async def make(edition: Edition, found: Found) -> CachedPage:
            given = await self._rating(edition, found[0])
            beside = await self._index.beside(slug)
            return await self.page(article.view(edition, *found, given, beside), edition.article_href(slug))

        return await self._of_article("article", lang, slug, Edition.article_href, make)

    async def embedded_article(self, lang: str, slug: str) -> CachedPage:
        """Return an article's page for other sites' frames."""

        async def make(edition: Edition, found: Found) -> CachedPage:
            view = embedded(edition, article.view(edition, *found), edition.article_href(slug))
            return await self.page(view, edition.embed_href(slug))

        return await self._of_article("embedded article", lang, slug, Edition.embed_href, make)

    async def excerpt(self, lang: str, slug: str) -> CachedPage:
        """Return the beginning of an article for frames that can neither grow with it nor keep anything."""

        async def make(edition: Edition, found: Found) -> CachedPage:
            view = excerpt(edition, *found, edition.article_href(slug))
            return finished(200, await self._excerpt(view), view.head.title, edition.excerpt_href(slug))

        return await self._of_article("excerpt", lang, slug, Edition.excerpt_href, make)

    async def _of_article(
        self,
        kind: str,
        lang: str,
        slug: str,
        href: Callable[[Edition, str], str],
        make: Callable[[Edition, Found], Awaitable[CachedPage]],
    ) -> CachedPage:
        """Return a page of an article, 404 for none; one asked for by an old slug has moved to where `href` says."""

        async def made() -> CachedPage:
            edition = await self.edition(lang)
            found = await self._article(edition, slug)
            if found is None:
                return await self.not_found(lang)
            now = found[0].summary.slug
            return await make(edition, found) if now == slug else moved(href(edition, now))

        return await self.publish((lang, kind, slug), lang, made)

    async def article_of(self, lang: str, slug: str) -> tuple[Edition, Article] | None:
        """Return an article as the backend has it, its cover as pages show it, and the edition; `None` for none.

        Raises the errors of the backend.
        """
        edition = await self.edition(lang)
        found = await self._backend.get(slug)
        if found and (cover := found.summary.cover):
            found = replace(found, summary=replace(found.summary, cover=copied(cover, self._copies)))
        return (edition, found) if found else None

    async def embed_demo(self, lang: str) -> CachedPage:
        """Return the page that shows how to embed."""

        async def make() -> CachedPage:
            edition = await self.edition(lang)
            page = await self._backend.list(Query(page=1, size=1))
            newest = page.items[0] if page.items else None
            view = embed_demo.view(edition, newest, self._config.framing_sites)
            return await self.page(view, edition.href("/embed"))

        return await self.publish((lang, "embed demo"), lang, make)

    async def embedded_section(self, lang: str, slug: str, count: int) -> CachedPage:
        """Return the first `count` articles of a section for other sites' frames."""

        async def make() -> CachedPage:
            edition = await self.edition(lang)
            found = next((part for part in edition.sections if part.slug == slug), None)
            if found is None:
                return await self.not_found(lang)
            page = await self._backend.list(Query(page=1, size=count, section=slug))
            return await self.page(
                embedded(edition, section.view(edition, found, page), edition.section_href(slug)), ""
            )

        return await self.publish((lang, "embedded section", slug, count), lang, make)

    async def reading(self, lang: str) -> CachedPage:
        """Return the page of reading settings."""

        async def make() -> CachedPage:
            # What is known is enough: the page has nothing of the CMS but its name and sections.
            edition = self.known_edition(lang)
            return await self.page(reading.view(edition), edition.href("/reading"))

        return await self.publish((lang, "reading"), lang, make)

    async def accessibility(self, lang: str) -> CachedPage:
        """Return the accessibility statement."""

        async def make() -> CachedPage:
            # What is known is enough, as for the reading settings.
            edition = self.known_edition(lang)
            return await self.page(accessibility.view(edition), edition.href(accessibility.PATH))

        return await self.publish((lang, "accessibility"), lang, make)

    async def rating(self, lang: str, kind: Kind, slug: str, state: RatingState) -> CachedPage:
        """Return the page that says what came of a vote. It is the reader's own, and no cache keeps it."""
        edition = self.known_edition(lang)
        found = await self._backend.get(slug)
        if found is None:
            return await self.not_found(lang)
        given = None
        if state.tally is not None:
            given = rating.rating_view(edition, slug, total=state.tally.total, votes=state.tally.votes, own=state.own)
        refusal = "" if kind == "confirmation" else refusal_text(edition.texts.refusals, kind)
        view = rating.view(edition, slug, found.summary.title, given, refusal)
        return finished(200, await self._document(view), view.head.title, "")

    async def takes_ratings(self, slug: str) -> bool | None:
        """Return whether readers may rate the article, `None` if there is no such article."""
        found = await self._backend.get(slug)
        return None if found is None else _rateable(self._config, found)

    async def tally(self, found: Article) -> Tally | None:
        """Return what readers gave an article, `None` if they may not. Raises `StoreResting`."""
        return await self._votes.tally(found.summary.slug) if _rateable(self._config, found) else None

    def rated(self, slug: str) -> None:
        """Let the article's pages be made anew, with the new figure."""
        for lang in LOCALES:
            self.cache.drop((lang, "article", slug))

    def forget(self) -> None:
        """Let every page be made anew."""
        self.cache.clear()

    async def not_found(self, lang: str) -> CachedPage:
        """Return the 404 page, one for all addresses that lead nowhere."""

        async def make() -> CachedPage:
            view = message.not_found(self.known_edition(lang))
            return finished(404, await self._document(view), view.head.title, "")

        return await self.publish((lang, "not found"), lang, make)

    async def trouble(self, lang: str, error: BaseException, *, root: bool = False) -> CachedPage:
        """Return the page that says that `error` happened, never raising anything itself."""
        down = isinstance(error, (BackendDown, RendererDown))
        retry_after = getattr(error, "retry_after", None) or RETRY_AFTER
        page = message.unavailable if down else message.gone_wrong
        try:
            view = page(self.known_edition(lang), tuple(self._readable(lang)))
            status = 503 if down else 502 if isinstance(error, BackendError) else 500
            return _trouble(status, await self._document(view, root=root), view, retry_after)
        except Exception as second:
            log.error("the page that says so could not be made either: %s", second)
            return self._fallbacks[lang, root]

    async def close(self) -> None:
        """Let go of pages being made, the renderer and the backend."""
        await self.cache.close()
        await self._renderer.close()
        await self._copies.close()
        await self._recordings.close()
        await self._backend.close()
        await self._votes.close()

    async def _article(self, edition: Edition, slug: str) -> Found | None:
        glossary = self._glossary.current() if self._glossary else None
        return await read_article(
            self._backend,
            slug,
            edition.texts,
            edition.article_href,
            self._copies,
            play=self._recordings.address,
            glossary=glossary,
            enlarge=partial(article.enlarge, edition),
        )

    async def _rating(self, edition: Edition, found: Article) -> RatingView | None:
        slug = found.summary.slug
        try:
            tally = await self.tally(found)
        except StoreResting:
            return rating.rating_view(edition, slug, resting=edition.texts.refusals.resting)
        return rating.rating_view(edition, slug, total=tally.total, votes=tally.votes) if tally else None

    async def publish(
        self,
        key: tuple[Any, ...],
        lang: str,
        make: Callable[[], Awaitable[CachedPage]],
        cache: PageCache | None = None,
        *,
        root: bool = False,
    ) -> CachedPage:
        """Return the page for `key`, kept or made by `make`, or the page that says why it cannot be."""
        try:
            return await (cache or self.cache).get(key, make)
        except asyncio.CancelledError:
            raise
        except (BackendError, RendererDown) as error:
            log.warning("%s: %s: %s", "/".join(map(str, key)), type(error).__name__, error)
            return await self.trouble(lang, error, root=root)
        except Exception as error:
            log.exception("%s could not be made", "/".join(map(str, key)))
            return await self.trouble(lang, error, root=root)

    async def page(self, view: PageView, path: str, *, root: bool = False) -> CachedPage:
        """Return the finished page of `view`, whose address is `path`."""
        return finished(200, await self._document(view, root=root), view.head.title, path)

    async def _document(self, view: PageView, *, root: bool = False) -> str:
        # Two routes exist, and no page's HTML depends on more of its address than which of them it is.
        with RENDER_SECONDS.time():
            html = await self._renderer.render("/" if root else "/-", asdict(view))
        opening = f'<html lang="{view.lang}"' + (' data-embed=""' if view.full_page else "")
        html = _START.sub(_after_paint, _PRELOADS.sub("", html), count=1)
        html = _HTML_LANG.sub(opening, html, count=1)
        extras = (
            data_block(view)
            + structured_data(view, self._config.site_url)
            + self._scripts
            + (self._frame_extras if view.full_page else "")
            + (_EMBED_ELEMENT if view.embed_demo else "")
        )
        # At the end of the head: anywhere else React finds a node it does not know and draws all anew.
        return html.replace("</head>", f"{extras}</head>", 1)

    async def _excerpt(self, view: PageView) -> str:
        """Return the document without the framework: nothing of it is needed, and a sandbox would not let it start."""
        html = await self._document(view)
        return _SCRIPT.sub("", html).replace("</head>", f"{self._scripts}{self._excerpt_extras}</head>", 1)

    async def edition(self, lang: str) -> Edition:
        """Return the edition, site and sections asked of the backend now."""
        self._site = await self._backend.site()
        self._sections = await self._backend.sections()
        return self.known_edition(lang)

    def known_edition(self, lang: str) -> Edition:
        """Return the edition with the site and sections last heard of."""
        config, site = self._config, self._site
        known = Site(config.title or site.title, config.welcome or site.welcome, site.lang, site.url)
        return Edition(lang, config.locale, config.site_url, config.zone, known, self._sections, self._own)

    def _readable(self, lang: str) -> list[Link]:
        """Return links to articles that the cache can still give."""
        pages = [page for key, page in self.cache.pages() if isinstance(key, tuple) and key[:2] == (lang, "article")]
        return [Link(page.title, page.path) for page in pages[:READABLE]]


def _rateable(config: Config, article: Article) -> bool:
    return config.ratings and article.rating and article.protected is None


def _after_paint(start: re.Match[str]) -> str:
    """Return the framework's start, put off until the text has been painted.

    Seen to take a fifth of a second off the largest paint on a slow phone, where the modules compete with the image.
    """
    manifest, routes, entry = start.groups()
    names = _ROUTE.findall(routes)
    imports = ", ".join(f'import("{path}")' for _, path in names)
    return (
        '<script type="module" async="">'
        "await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));"
        f'const [, {", ".join(name for name, _ in names)}] = await Promise.all([import("{manifest}"), {imports}]);'
        f'{_ROUTE.sub("", routes).strip()}await import("{entry}");'
        # What may wait for it has waited (reading/later/idle.js).
        'document.dispatchEvent(new Event("portal-framework"));</script>'
    )


def data_block(view: PageView) -> str:
    """Return the page's data for the browser, without HTML (body, contents, panel): React keeps what it finds."""
    data = asdict(view)
    if data["article"]:
        del data["article"]["body"], data["article"]["contents"]
    if data["reading"]:
        del data["reading"]["panel"]
    text = json.dumps(
        {name: value for name, value in data.items() if value is not None}, ensure_ascii=False, separators=(",", ":")
    )
    # So that no text can end the element (HTML, 4.12.1.3) or start what a parser takes for another script.
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/json" id="portal-data">{safe}</script>'


def moved(path: str) -> CachedPage:
    """Return the answer that sends on to another address of the portal."""
    return finished(301, "", "", "", (("location", path),))


def _trouble(status: int, document: str, view: PageView, retry_after: float = RETRY_AFTER) -> CachedPage:
    headers = (("retry-after", str(math.ceil(retry_after))),) if status == 503 else ()
    return finished(status, document, view.head.title, "", headers)
