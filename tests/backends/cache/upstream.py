"""A CMS for the cache to stand before: a few articles, every question counted, answers held back on demand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portal_ui.content.model import Article, Attachment, Image, Page, Query, Section, Site, Summary
from portal_ui.content.protocol import BackendError, Capabilities

if TYPE_CHECKING:
    import asyncio

SECTION = Section("tin", "Tin trong tỉnh")
PUBLISHED = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)


def article(slug: str, html: str = "<p>Nước lên.") -> Article:
    """Return an article that has everything an article can have."""
    return Article(
        summary=Summary(
            slug, f"Bài {slug}", "Dẫn", PUBLISHED, PUBLISHED, SECTION, Image("/a.png", "Cầu", "", 4, 3), "vi"
        ),
        html=html,
        address=f"https://portal.example/{slug}",
        authors=("Ban biên tập",),
        tags=("lụt",),
        attachments=(Attachment("https://portal.example/a.pdf", "Quyết định", "application/pdf", 12),),
        audio="https://portal.example/a.mp3",
        source="Đài tỉnh",
        rating=False,
        protected=None,
    )


class Upstream:
    """A backend that answers from `articles` by slug, or raises `error`; `asked` counts the questions."""

    name = "upstream"
    capabilities = Capabilities(total=True, search=True)

    def __init__(self, *slugs: str) -> None:
        self.articles = {slug: article(slug) for slug in slugs}
        self.asked: Counter[str] = Counter()
        self.error: BackendError | None = None
        self.gate: asyncio.Event | None = None

    def change(self, slug: str, html: str) -> None:
        """Have the CMS publish another text."""
        self.articles[slug] = replace(self.articles[slug], html=html)

    async def _answer(self, question: str) -> None:
        self.asked[question] += 1
        if self.gate:
            await self.gate.wait()
        if self.error:
            raise self.error

    async def site(self) -> Site:
        await self._answer("site")
        return Site("Cổng thông tin", "Chào", "vi", "https://portal.example")

    async def list(self, query: Query) -> Page[Summary]:
        await self._answer(f"list {query.page} {query.search or ''}".strip())
        items = tuple(article.summary for article in self.articles.values()) if query.page == 1 else ()
        return Page(items, query.page, query.size, len(self.articles), False)

    async def get(self, slug: str) -> Article | None:
        found = self.articles.get(slug)
        await self._answer(slug)
        return found

    async def sections(self) -> tuple[Section, ...]:
        await self._answer("sections")
        return (SECTION,)

    async def resolve(self, url: str) -> str | None:
        await self._answer(url)
        slug = url.rpartition("/")[2]
        return slug if slug in self.articles else None

    async def health(self) -> None:
        await self._answer("health")

    async def close(self) -> None:
        self.asked["close"] += 1
