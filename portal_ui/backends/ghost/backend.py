"""Ghost as a backend."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from portal_ui.backends.ghost.api import MOST, VERSION, Api, equals
from portal_ui.backends.ghost.articles import article, summary
from portal_ui.backends.ghost.options import GhostOptions
from portal_ui.backends.ghost.sections import Sections, arrange, read_tags
from portal_ui.backends.http import Http
from portal_ui.backends.opening import OptionError, read_options
from portal_ui.backends.own_site import host_of, origin_of, path_on
from portal_ui.backends.remembered import Remembered
from portal_ui.backends.values import text
from portal_ui.content.model import Page, Site
from portal_ui.content.protocol import BackendContract, BackendDenied, Capabilities

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal_ui.backends.ghost.api import Rows
    from portal_ui.backends.opening import Opening
    from portal_ui.content.model import Article, Query, Section, Summary
    from portal_ui.content.protocol import Backend

FRESH_SECONDS: Final = 60.0

_SLUG = re.compile(r"[\w-]{1,220}")
_WITH_ID = re.compile(r"(?P<slug>.+)-(?P<id>[0-9a-f]{24})")
_NO_ARTICLE = re.compile(r"^/?$|^/(tag|author|content|ghost|assets|p|email|page)/|/rss/?$|\.[a-z]{2,5}$")


def open_backend(address: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the Ghost site whose API is at `address`. Raises `ValueError` for what cannot be used or is missing."""
    if opening.key is None:
        raise OptionError("PORTAL_BACKEND_KEY is missing: Ghost answers only who has a Content API key")
    hosts = read_options(GhostOptions, options).hosts
    base = f"{address.strip().rstrip('/')}/"
    http = Http(
        base,
        hosts=hosts,
        headers=VERSION,
        secret_params={"key": opening.key.get_secret_value()},
        transport=opening.transport,
    )
    return GhostBackend(Api(http, base), hosts)


class GhostBackend:
    """Posts as articles, pages as articles that only links lead to, tags as sections.

    A post's reference is its slug; a page's too, or slug and id if a post has the same.
    """

    name: str = "ghost"
    capabilities: Capabilities = Capabilities(total=True, sections=True, menu=True, by_path=True, max_page=MOST)

    def __init__(self, api: Api, hosts: Iterable[str]) -> None:
        self._api = api
        self._given_hosts = frozenset(host_of(f"//{host}") for host in (*hosts, urlsplit(api.base).netloc))
        self._settings = Remembered(api.settings, FRESH_SECONDS)
        self._sections = Remembered(self._read_sections, FRESH_SECONDS)

    async def site(self) -> Site:
        """Return what the settings say of the site. Raises the errors of a backend, as all methods here."""
        self._settings.forget()
        settings = await self._settings.get()
        return Site(
            title=text(settings.get("title")),
            welcome=text(settings.get("description")),
            lang=text(settings.get("lang")) or text(settings.get("locale")) or Site(title="").lang,
            url=text(settings.get("url")) or self._api.base,
        )

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of posts, newest first; none for a search: Ghost knows only titles and excerpts."""
        number, size = max(1, query.page), max(1, min(query.size, MOST))
        if query.search is not None:
            return Page((), number, size, 0, has_next=False)
        sections = await self._sections.get()
        tags = [sections.slug_of(name) for name in (query.section, query.tag) if name is not None]
        if None in tags:
            return Page((), number, size, 0, has_next=False)
        within = {"filter": "+".join(equals("tag", tag) for tag in tags if tag)} if tags else {}
        found = await self._summary_rows(limit=size, page=number, **within)
        return await self._page(found.items, number, size, found.total)

    async def get(self, slug: str) -> Article | None:
        """Return the post or page; one that is not for everybody comes without text, a draft not at all."""
        if not _SLUG.fullmatch(slug):
            return None
        for kind in ("posts", "pages"):
            found = await self._whole(kind, equals("slug", slug))
            if found:
                return found
        numbered = _WITH_ID.fullmatch(slug)
        if numbered is None or not await self._exists("posts", equals("slug", numbered["slug"])):
            return None
        both = f"{equals('slug', numbered['slug'])}+{equals('id', numbered['id'])}"
        return await self._whole("pages", both, slug)

    async def sections(self) -> tuple[Section, ...]:
        """Return the tags of the navigation in its order; if it has none, all tags, those with the most posts first."""
        self._sections.forget()
        return tuple((await self._sections.get()).by_slug.values())

    async def resolve(self, url: str) -> str | None:
        """Return the reference of the post or page at `url`; redirects are followed at the site itself."""
        path = path_on(url, await self._hosts())
        if path is None or _NO_ARTICLE.search(path):
            return None
        return await self._at(path) or await self._led_to(path)

    async def health(self) -> None:
        """Return if the settings can be read now."""
        await self._api.settings()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._api.http.close()

    async def _page(self, posts: list[dict[str, Any]], number: int, size: int, total: int) -> Page[Summary]:
        sections = await self._sections.get()
        return Page(
            items=tuple(summary(post, text(post.get("slug")), sections) for post in posts),
            number=number,
            size=size,
            total=total,
            has_next=bool(posts) and number * size < total,
        )

    async def _summary_rows(self, **params: str | int) -> Rows:
        # As plain text the bodies, which cannot be left out together with tags, are smallest.
        return await self._api.rows("posts", include="tags", formats="plaintext", order="published_at desc", **params)

    async def _whole(self, kind: str, filter: str, slug: str | None = None) -> Article | None:
        found = (await self._api.rows(kind, include="tags,authors", filter=filter, limit=1)).items
        if not found:
            return None
        return article(found[0], summary(found[0], slug or text(found[0].get("slug")), await self._sections.get()))

    async def _exists(self, kind: str, filter: str) -> bool:
        return bool((await self._api.rows(kind, fields="id", filter=filter, limit=1)).items)

    async def _at(self, path: str) -> str | None:
        """Return the reference of the post or page that has this decoded path now."""
        slug = path.rstrip("/").rpartition("/")[2]
        if not _SLUG.fullmatch(slug):
            return None
        hosts = await self._hosts()
        taken = False
        for kind in ("posts", "pages"):
            rows = await self._api.rows(kind, fields="id,slug,url", filter=equals("slug", slug), limit=1)
            for row in rows.items:
                if (path_on(text(row.get("url")), hosts) or "").rstrip("/") == path.rstrip("/"):
                    return f"{slug}-{text(row.get('id'))}" if taken else slug
                taken = True
        return None

    async def _led_to(self, path: str) -> str | None:
        try:
            page = await self._api.http.get(f"{origin_of(self._api.base)}{quote(path)}")
        except (BackendDenied, BackendContract):
            return None
        now = path_on(page.url, await self._hosts()) if page else None
        return await self._at(now) if now and now.rstrip("/") != path.rstrip("/") else None

    async def _hosts(self) -> frozenset[str]:
        return self._given_hosts | {host_of(text((await self._settings.get()).get("url")))}

    async def _read_sections(self) -> Sections:
        settings, tags = await asyncio.gather(self._settings.get(), read_tags(self._api))
        return arrange(tags, settings, await self._hosts())
