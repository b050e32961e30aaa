"""React takes over the server's own nodes, silently, and nothing is asked of the server after that."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal import ARTICLE, ENGLISH, HOME, HOME_ENGLISH, LONG, MISSING, PAGES, SECTION, hydrated
from tests.browser.reading.reader import LARGER, button, frames, kept

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Route

    from tests.browser.conftest import OpenContext, OpenPage, Trouble
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

ENTRY = "**/assets/entry.client-*.js"

# The script has places of its own, which React renders once and never looks into.
NODES = """
    const places = "script, #portal-clock, #reading-panel-place, .listen, #portal-aloud, [data-module], .body abbr";
    const nodes = () => [...document.body.querySelectorAll("*")].filter((node) => !node.closest(places));
    const words = (node) => [...node.childNodes].filter(({ nodeType }) => nodeType == 3).map(({ data }) => data).join();
    const attributes = (node) => [...node.attributes].map(({ name, value }) => `${name}=${value}`).join();
    const shown = (all) => all.map((node) => node.outerHTML.slice(0, 80));
"""
MARK = f"""() => {{
    {NODES}
    window.marked = nodes().map((node) => [node, words(node), attributes(node)]);
    window.mutations = [];
    new MutationObserver((records) => mutations.push(...records.filter(({{ target }}) =>
        !(target.closest ? target : target.parentElement).closest(places)
    ).map(({{ type, target }}) => `${{type}} in ${{target.nodeName}} ${{target.parentElement?.className ?? ""}}`))
    ).observe(document.querySelector("main"), {{ subtree: true, childList: true, characterData: true }});
}}"""
CHANGED = f"""() => {{
    {NODES}
    const known = new Set(marked.map(([node]) => node));
    const which = (changed) => shown(marked.filter(changed).map(([node]) => node));
    return {{
        lost: which(([node]) => !node.isConnected),
        come: shown(nodes().filter((node) => !known.has(node))),
        text: which(([node, text]) => words(node) != text),
        attributes: which(([node, , kept]) => attributes(node) != kept),
        mutations,
    }};
}}"""
SAME: dict[str, list[str]] = {"lost": [], "come": [], "text": [], "attributes": [], "mutations": []}


class Hold:
    """Holds back what is routed to it until it is let go."""

    def __init__(self) -> None:
        self._go = asyncio.Event()

    async def __call__(self, route: Route) -> None:
        await self._go.wait()
        await route.continue_()

    def let_go(self) -> None:
        self._go.set()


async def expect_same_nodes(context: BrowserContext, path: str) -> None:
    hold = Hold()
    await context.route(ENTRY, hold)
    page = await context.new_page()
    await page.goto(path, wait_until="domcontentloaded")
    await page.wait_for_selector("#portal-clock time")
    await page.evaluate(MARK)
    hold.let_go()
    await hydrated(page)
    await frames(page)
    assert await page.evaluate(CHANGED) == SAME


@pytest.mark.parametrize("path", [*PAGES, LONG, MISSING])
async def test_every_node_of_the_server_stays(open_context: OpenContext, trouble: Trouble, path: str) -> None:
    if path == MISSING:
        trouble.expect("status of 404")
    await expect_same_nodes(await open_context(), path)


@pytest.mark.parametrize("path", [HOME, ARTICLE])
async def test_the_503_page_keeps_its_nodes(
    open_context: OpenContext, failing_portal: Served, trouble: Trouble, path: str
) -> None:
    trouble.expect("status of 503")
    context = await open_context(base_url=failing_portal.url)
    await expect_same_nodes(context, path)


async def test_a_click_counts_once_before_hydration_and_after_it(open_context: OpenContext) -> None:
    context = await open_context()
    hold = Hold()
    await context.route(ENTRY, hold)
    page = await context.new_page()
    await page.goto(ARTICLE, wait_until="domcontentloaded")
    await button(page, LARGER).click()
    assert await kept(page) == {"size": 120}
    hold.let_go()
    await hydrated(page)
    assert await page.evaluate("document.documentElement.dataset.size") == "120"
    await button(page, LARGER).click()
    assert await kept(page) == {"size": 140}


async def test_works_where_hydration_never_happens(open_context: OpenContext, trouble: Trouble) -> None:
    trouble.expect("ERR_FAILED")
    trouble.expect("Failed to fetch dynamically imported module")
    context = await open_context()
    await context.route(ENTRY, lambda route: route.abort())
    page = await context.new_page()
    async with page.expect_event("pageerror"):
        await page.goto(ARTICLE)
    await button(page, LARGER).click()
    assert await kept(page) == {"size": 120}
    assert await page.locator("article .body p").count() > 5


@pytest.mark.parametrize("path", [HOME, HOME_ENGLISH, SECTION, ARTICLE, ENGLISH])
async def test_a_page_asks_for_files_alone(open_page: OpenPage, portal: Served, path: str) -> None:
    """No data, no event, no socket: scripts, styles, fonts and pictures of the portal's own, each once."""
    asked: list[tuple[str, str]] = []
    page = await open_page("about:blank")
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    await page.goto(path)
    await hydrated(page)
    await page.wait_for_load_state("networkidle")
    kinds = {"document", "stylesheet", "script", "font", "image", "other"}
    # The panel's markup is a page of the portal, fetched when there is nothing else to do.
    assert {kind for kind, url in asked if not re.search(r"/reading\?v=\w+$", url)} <= kinds
    assert [url for kind, url in asked if kind == "document"] == [portal.url + path]
    assert all(url.startswith(portal.url) for _, url in asked)
    assert len(asked) == len(set(asked))


async def test_what_comes_when_idle_comes_after_the_framework(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    come = "name => performance.getEntriesByType('resource').find((entry) => entry.name.includes(`/assets/${name}-`))"
    await page.wait_for_function(f"() => ({come})('panel')")
    panel, entry = [await page.evaluate(f"name => ({come})(name).toJSON()", name) for name in ("panel", "entry.client")]
    assert panel["startTime"] >= entry["responseEnd"]
