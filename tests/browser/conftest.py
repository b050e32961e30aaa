"""The sample portal and Chromium, once for all tests; pages that fail their test when anything goes wrong in them."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from tests.backends.wordpress.site import Site
from tests.browser.chromium import ARGUMENTS, MISSING, find, shell
from tests.browser.portal import BROKEN, DESKTOP
from tests.cms import cms
from tests.serving import ROOT, Served, serve, wait_until_searchable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Iterator

    from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page

VIOLATIONS = """
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
    console.error(`policy violated: ${violatedDirective} ${blockedURI} ${sample}`));
"""

LONG_MENU = json.dumps(
    [
        {
            "title": f"Chuyên mục thứ {number}"
            if number % 3
            else f"Kết quả giải quyết thủ tục huyện và xã, kỳ {number}, vanbanquyphamphapluatcuahoidongnhandan",
            "href": f"/sections/muc-{number}" if number > 1 else "/search",
        }
        for number in range(1, 61)
    ]
)
"""Of 60 entries, the first of which is the search page."""


@dataclass
class Trouble:
    """What went wrong in a test's pages, and what the test says must go wrong, as regular expressions."""

    seen: list[str] = field(default_factory=list[str])
    expected: list[str] = field(default_factory=list[str])

    def expect(self, pattern: str) -> None:
        self.expected.append(pattern)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"uncaught: {error.error}"))
        context.on("page", self._page)

    def _console(self, message: ConsoleMessage) -> None:
        blocked = message.text == "Service Worker registration blocked by Playwright"
        if message.type in ("error", "warning") and not blocked:
            self.seen.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.seen.append(f"websocket: {socket.url}"))
        page.on("crash", lambda _: self.seen.append("the page crashed"))

    def check(self) -> None:
        unexpected = [text for text in self.seen if not any(re.search(pattern, text) for pattern in self.expected)]
        missing = [pattern for pattern in self.expected if not any(re.search(pattern, text) for text in self.seen)]
        assert not unexpected, f"went wrong in the browser: {unexpected}"
        assert not missing, f"was to go wrong in the browser, and did not: {missing}"


class OpenContext(Protocol):
    async def __call__(self, **options: Any) -> BrowserContext: ...


class OpenPage(Protocol):
    async def __call__(self, path: str = "/", **options: Any) -> Page: ...


@pytest.fixture(scope="session")
def portal(sample: Served) -> Served:
    """The sample portal."""
    return sample


@pytest.fixture(scope="session")
def failing_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample portal after its folder was taken away: every page is the 503 page."""
    directory = tmp_path_factory.mktemp("failing")
    content = shutil.copytree(ROOT / "content", directory / "content")
    with serve(directory / "log", backend=f"folder:{content}") as served:
        shutil.rmtree(content)
        yield served


@pytest.fixture(scope="session")
def cms_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal with a long menu before a WordPress, which can search; `BROKEN` is its 502 page, for that is no JSON."""
    wordpress = Site()

    def answer(request: httpx.Request) -> httpx.Response:
        broken = request.url.params.get("slug") == BROKEN.rpartition("/")[2]
        return httpx.Response(200, html="<p>Back soon") if broken else wordpress(request)

    with (
        cms(answer) as (url, _),
        serve(tmp_path_factory.mktemp("cms") / "log", backend=f"wordpress:{url}", menu=LONG_MENU) as served,
    ):
        wait_until_searchable(served)
        yield served


@contextlib.asynccontextmanager
async def launched(program: str | None) -> AsyncGenerator[Browser]:
    assert program, MISSING
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program,
            args=ARGUMENTS,
            # Playwright switches the back-forward cache off; readers have it on.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium's engine without the browser around it."""
    async with launched(shell()) as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def whole_browser() -> AsyncIterator[Browser]:
    """Chromium as readers have it, for what the engine alone lacks: the back-forward cache, settings, scroll bars."""
    async with launched(find()) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def trouble() -> AsyncIterator[Trouble]:
    trouble = Trouble()
    yield trouble
    trouble.check()


@pytest_asyncio.fixture(loop_scope="session")
async def open_context(browser: Browser, portal: Served, trouble: Trouble) -> AsyncIterator[OpenContext]:
    """Opens contexts (`new_context`'s own options) whose pages are watched."""
    contexts: list[BrowserContext] = []

    async def open_context(**options: Any) -> BrowserContext:
        # A worker's own requests pass by what a test does to those of its pages.
        defaults: dict[str, Any] = {"base_url": portal.url, "viewport": DESKTOP, "service_workers": "block"}
        context = await browser.new_context(**(defaults | options))
        trouble.watch(context)
        await context.add_init_script(VIOLATIONS)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(open_context: OpenContext) -> OpenPage:
    """Opens a path of the portal in a context of its own."""

    async def open_page(path: str = "/", **options: Any) -> Page:
        page = await (await open_context(**options)).new_page()
        await page.goto(path)
        return page

    return open_page
