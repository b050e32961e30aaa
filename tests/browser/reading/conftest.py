"""The harness's site in place of the portal: pages made for the reading controls alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from portal_ui.front_end import READING_SCRIPT
from tests.browser.portal import DESKTOP
from tests.browser.reading.harness import pages, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from playwright.async_api import Browser, BrowserContext

    from tests.browser.conftest import OpenContext, Trouble


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    script = (built / READING_SCRIPT).read_text("utf-8").strip()
    # Of the lazy modules those that need nothing of the portal; the harness answers empty ones for the others.
    modules = {
        path: ("text/javascript", (built / "client" / path.lstrip("/")).read_bytes())
        for path in re.findall(r"/assets/(?:later|line_focus)-[\w-]+\.js", script)
    }
    with serve(pages(script) | modules) as origin:
        yield origin


@pytest_asyncio.fixture(loop_scope="session")
async def open_context(browser: Browser, site: str, trouble: Trouble) -> AsyncIterator[OpenContext]:
    """Opens contexts (`new_context`'s own options) whose pages are watched."""
    contexts: list[BrowserContext] = []

    async def open_context(**options: Any) -> BrowserContext:
        defaults: dict[str, Any] = {"base_url": site, "viewport": DESKTOP}
        context = await browser.new_context(**(defaults | options))
        trouble.watch(context)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        await context.close()
