"""A site read through its REST API."""

from __future__ import annotations

import asyncio
import logging
import re
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from portal_ui.backends.own_site import host_of, origin_of, path_on
from portal_ui.backends.remembered import Remembered
from portal_ui.backends.values import plain
from portal_ui.backends.wordpress import addresses, slugs
from portal_ui.backends.wordpress.answers import Found, Media, Post, Term
from portal_ui.backends.wordpress.api import MOST
from portal_ui.backends.wordpress.articles import (
    ARTICLE_EMBED,
    ARTICLE_FIELDS,
    REFERENCE_FIELDS,
    SUMMARY_EMBED,
    SUMMARY_FIELDS,
    article,
    documents,
    summary,
)
from portal_ui.backends.wordpress.categories import read_categories
from portal_ui.content.model import Page, Site
from portal_ui.content.protocol import BackendContract, BackendDenied, Capabilities

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from portal_ui.backends.http import Answer
    from portal_ui.backends.wordpress.api import Api, Rows
    from portal_ui.backends.wordpress.options import WordPressOptions
    from portal_ui.content.model import Article, Attachment, Query, Section, Summary

log = logging.getLogger(__name__)

FRESH_SECONDS: Final = 60.0
STICKY_SECONDS: Final = 5.0
"""For as long as it takes to make the pages that are asked for at the same time."""

_LANG = re.compile(r"<html\b[^>]*?\slang=[\"']?([A-Za-z0-9-]+)")


class RestSite:
    """Posts as articles, pages as articles that only links and the search lead to, categories as sections.

    `zone` is that of the dates in fields of the site's own. A post's reference is its slug; a page's too, or
    slug and id if a post or an older page has the same. `keyed` says that we read with a key.
    """

    name: str = "wordpress"
    capabilities: Capabilities = Capabilities(
        total=True, search=True, sections=True, menu=True, by_path=True, attachments=True, max_page=MOST
    )

    def __init__(self, api: Api, options: WordPressOptions, zone: ZoneInfo, *, keyed: bool = False) -> None:
        self._api = api
        self._fields = options.fields
        self._zone = zone
        self._asked = ",".join((ARTICLE_FIELDS, *options.fields.roots))
        self._keyed = keyed
        self._hosts = frozenset(host_of(f"//{host}") for host in options.hosts)
        self._index = Remembered(api.index, FRESH_SECONDS)
        self._categories = Remembered(lambda: read_categories(api), FRESH_SECONDS)
        self._sticky = Remembered(self._read_sticky, STICKY_SECONDS)
        self._lang = Remembered(self._read_lang, 60 * FRESH_SECONDS)

    async def site(self) -> Site:
        """Return the site's name and tagline; its language is that of its front page."""
        index = await self._index.get()
        return Site(
            title=plain(index.name),
            welcome=plain(index.description),
            lang=await self._lang.get(),
            url=index.home or index.url,
        )

    async def list(self, query: Query) -> Page[Summary]:
        """Return one page of posts, newest first; on top of all posts stand those that the site pins there."""
        number, size = max(1, query.page), max(1, min(query.size, MOST))
        if query.search is not None:
            return await self._search(query.search, number, size)
        within: dict[str, str | int] = {}
        if query.section is not None:
            within["categories"] = await self._category_ids(query.section)
        if query.tag is not None:
            within["tags"] = await self._tag_id(query.tag)
        if "" in within.values():
            return Page((), number, size, 0, has_next=False)
        if within:
            rows = await self._summary_rows("posts", per_page=size, page=number, **within)
            return await self._page(rows.items, number, size, rows.total)
        return await self._latest(number, size)

    async def get(self, slug: str) -> Article | None:
        """Return the post or page; one behind a password comes without text, a draft or private one not at all."""
        post = await self._find(slug)
        if post is None:
            return None
        attachments = () if post.content.protected else await self._documents(post)
        reference = (await self._references([post]))[post.id]
        short = summary(post, reference, await self._categories.get())
        return article(post, short, attachments, self._fields, self._zone)

    async def sections(self) -> tuple[Section, ...]:
        """Return the categories that have articles, by name, each followed by those inside it."""
        self._categories.forget()
        return tuple((await self._categories.get()).sections.values())

    async def resolve(self, url: str) -> str | None:
        """Return the reference of the post or page at `url`; old addresses are asked for at the site itself."""
        path = path_on(url, await self._names())
        if path is None:
            return None
        below = path.removeprefix(addresses.own_path(self._api.base))
        number = addresses.by_number(url)
        if number:
            return await self._led_to(path, f"?{number}")
        if not addresses.may_be_article(below):
            return None
        return await self._at(path) or await self._led_to(path)

    async def health(self) -> None:
        """Return if posts can be read now, and the key, if we have one, is known."""
        await self._api.probe()
        if self._keyed:
            await self._api.identify()

    async def close(self) -> None:
        """Do nothing: the connections belong to who opened them."""

    async def _latest(self, number: int, size: int) -> Page[Summary]:
        sticky = await self._sticky.get()
        if not sticky:
            rows = await self._summary_rows(per_page=size, page=number)
            return await self._page(rows.items, number, size, rows.total)
        start = (number - 1) * size
        first = sticky[start : start + size]
        others = await self._summary_rows(
            per_page=size, offset=max(0, start - len(sticky)), exclude=",".join(str(post.id) for post in sticky)
        )
        # WordPress counts none where it finds none at an offset.
        total = others.total + len(sticky) if others.total else (len(sticky) if number == 1 else None)
        return await self._page((*first, *others.items)[:size], number, size, total)

    async def _search(self, words: str, number: int, size: int) -> Page[Summary]:
        found = await self._api.rows(
            "search", Found, search=words, type="post", subtype="post,page", per_page=size, page=number
        )
        routes = {"post": "posts", "page": "pages"}
        rows = await asyncio.gather(
            *(
                self._summary_rows(route, include=",".join(ids), per_page=MOST)
                for kind, route in routes.items()
                if (ids := [str(row.id) for row in found.items if row.subtype == kind])
            )
        )
        posts = {post.id: post for page in rows for post in page.items}
        return await self._page(
            tuple(posts[row.id] for row in found.items if row.id in posts), number, size, found.total
        )

    async def _page(self, posts: Iterable[Post], number: int, size: int, total: int | None) -> Page[Summary]:
        posts = tuple(post for post in posts if post.status == "publish")
        categories = await self._categories.get()
        references = await self._references(posts)
        return Page(
            items=tuple(summary(post, references[post.id], categories) for post in posts),
            number=number,
            size=size,
            total=total,
            has_next=bool(posts) and (len(posts) == size if total is None else number * size < total),
        )

    async def _summary_rows(self, route: str = "posts", **params: str | int) -> Rows[Post]:
        return await self._api.rows(route, Post, _fields=SUMMARY_FIELDS, _embed=SUMMARY_EMBED, **params)

    async def _category_ids(self, slug: str) -> str:
        ids = (await self._categories.get()).within(slug)
        if not ids:
            self._categories.forget()
            ids = (await self._categories.get()).within(slug)
        return ",".join(map(str, ids))

    async def _tag_id(self, tag: str) -> str:
        """Return the id of the tag of that name or slug, or nothing."""
        wanted = tag.casefold()
        # WordPress keeps names HTML-escaped, and looks for what it is given as it is.
        for words in dict.fromkeys((escape(tag, quote=False), tag)):
            rows = await self._api.rows("tags", Term, search=words, _fields="id,name,slug", per_page=MOST)
            for term in rows.items:
                if wanted in (plain(term.name).casefold(), slugs.readable(term.slug).casefold()):
                    return str(term.id)
        return ""

    async def _find(self, slug: str) -> Post | None:
        if not slugs.is_one(slug):
            return None
        for route in ("posts", "pages"):
            rows = await self._article_rows(route, slug)
            if rows:
                return min(rows, key=lambda post: post.id)
        return await self._find_numbered(slug) or await self._find_renamed(slug)

    async def _find_numbered(self, slug: str) -> Post | None:
        numbered = slugs.split_id(slug)
        page = await self._whole(f"pages/{numbered[1]}") if numbered else None
        return page if page and (await self._references([page]))[page.id] == slug else None

    async def _find_renamed(self, slug: str) -> Post | None:
        """Return the post that had this slug once; only the site's own redirects know."""
        page = await self._public_page(f"{self._api.base}?name={quote(slug, safe='')}")
        row = addresses.row_of(page) if page else None
        post = await self._whole("/".join(row)) if row else None
        # Where no post ever had it, WordPress leads to one whose slug begins with it.
        return post if post and not slugs.readable(post.slug).startswith(slug) else None

    async def _whole(self, route: str) -> Post | None:
        post = await self._api.row(route, Post, _fields=self._asked, _embed=ARTICLE_EMBED)
        return post if post and post.status == "publish" else None

    async def _article_rows(self, route: str, slug: str) -> list[Post]:
        """Return what has exactly this slug: WordPress itself takes any text for the slug it would make of it."""
        rows = await self._api.rows(route, Post, slug=slug, per_page=MOST, _fields=self._asked, _embed=ARTICLE_EMBED)
        return [post for post in rows.items if slugs.readable(post.slug) == slug and post.status == "publish"]

    async def _documents(self, post: Post) -> tuple[Attachment, ...]:
        try:
            rows = await self._api.rows(
                "media",
                Media,
                parent=post.id,
                per_page=MOST,
                _fields="title,media_type,mime_type,source_url,media_details.filesize",
            )
        except (BackendDenied, BackendContract) as error:
            log.warning("the attachments of %s cannot be read: %s", post.link, error)
            return ()
        return documents(rows.items)

    async def _references(self, posts: Iterable[Post]) -> dict[int, str]:
        """Return our references to posts and pages, by id."""
        references = {post.id: slugs.readable(post.slug) for post in posts}
        pages = [post for post in posts if post.type == "page"]
        if pages:
            namesakes = ",".join(page.slug for page in pages)
            of_posts, of_pages = await asyncio.gather(
                *(
                    self._api.rows(route, Post, slug=namesakes, per_page=MOST, _fields=REFERENCE_FIELDS)
                    for route in ("posts", "pages")
                )
            )
            taken = {post.slug for post in of_posts.items}
            for page in pages:
                older = any(other.slug == page.slug and other.id < page.id for other in of_pages.items)
                if older or page.slug in taken:
                    references[page.id] = slugs.with_id(page)
        return references

    async def _names(self) -> frozenset[str]:
        index = await self._index.get()
        return self._hosts | {host_of(url) for url in (self._api.base, index.home, index.url)}

    async def _at(self, path: str) -> str | None:
        """Return the reference of the post or page that has this decoded path now."""
        slug = addresses.last_part(path)
        if not slug:
            return None
        for route in ("posts", "pages"):
            rows = await self._api.rows(route, Post, slug=slug, per_page=MOST, _fields=REFERENCE_FIELDS)
            for post in rows.items:
                if addresses.own_path(post.link) == path.rstrip("/"):
                    return (await self._references([post]))[post.id]
        return None

    async def _led_to(self, path: str, query: str = "") -> str | None:
        """Return the reference of the post or page that the site itself shows at an address, or redirects to."""
        page = await self._public_page(f"{origin_of(self._api.base)}{quote(path)}{query}")
        if page is None:
            return None
        row = addresses.row_of(page)
        if row is None:
            now = addresses.own_path(page.url)
            return await self._at(now) if now != path.rstrip("/") else None
        post = await self._api.row("/".join(row), Post, _fields=REFERENCE_FIELDS)
        return (await self._references([post]))[post.id] if post and post.status == "publish" else None

    async def _public_page(self, address: str) -> Answer | None:
        try:
            return await self._api.http.get(address)
        except (BackendDenied, BackendContract) as error:
            log.info("what %s leads to is not known: %s", address, error)
            return None

    async def _read_sticky(self) -> tuple[Post, ...]:
        rows = await self._summary_rows(sticky="true", per_page=MOST)
        # More than one request tells of are no longer a choice of anybody's.
        return rows.items if (rows.total or 0) <= MOST else ()

    async def _read_lang(self) -> str:
        page = await self._public_page(self._api.base)
        found = _LANG.search(page.text()[:20_000]) if page else None
        return found[1] if found else Site(title="").lang
