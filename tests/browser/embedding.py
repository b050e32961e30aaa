"""A host: a site beside the portal's, whose pages embed it."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.portal import HYDRATED

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from pathlib import Path

    from playwright.async_api import BrowserContext, Frame, Page

EMBEDDED = HYDRATED.replace(".site-header", ".embed-header")


@contextlib.asynccontextmanager
async def keeping(directory: Path) -> AsyncGenerator[BrowserContext]:
    """A Chromium of its own that keeps things for frames of other sites, which it does not by itself."""
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            directory,
            executable_path=find(),
            args=[*ARGUMENTS, "--disable-features=TrackingProtection3pcd,ForceThirdPartyCookieBlocking"],
        )
        yield context
        await context.close()


@dataclass
class Host:
    """A site that answers every address with the same page; by `near` it is the portal's own site, on another port."""

    url: str = ""
    near: str = ""
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict[str, str])

    async def open(
        self, context: BrowserContext, html: str, headers: dict[str, str] | None = None, *, near: bool = False
    ) -> Page:
        """Open a page of the site's in the browser."""
        self.html, self.headers = html, headers or {}
        page = await context.new_page()
        await page.goto(self.near if near else self.url)
        return page


@contextlib.contextmanager
def hosting() -> Generator[Host]:
    """Serve a host on 127.0.0.1, another site than localhost. Answered in the browser it would count as far away."""
    host = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            for name, value in host.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(host.html.encode())

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.url, host.near = (f"http://{name}:{server.server_port}" for name in ("127.0.0.1", "localhost"))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield host
        server.shutdown()


SCRIPT = "<script src='{portal}/embed.js' defer></script>"


def host_page(portal: str, body: str, *, head: str = "", script: str = SCRIPT) -> str:
    """Return a host's page with the portal's script; `{portal}` in `body` and `script` is the portal's address."""
    return (
        "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Trang tin của xã</title>"
        f"<link rel=icon href=data:,>{head}"
        f"<meta name=viewport content='width=device-width'>{script.replace('{portal}', portal)}</head>"
        f"<body><main><h1>Trang tin của xã</h1>{body.replace('{portal}', portal)}</main></body></html>"
    )


async def frame_of(page: Page, number: int = 0) -> Frame:
    """Return the page in the frame of the element with the given number, as soon as it is there."""
    element = page.locator("portal-article, portal-articles").nth(number)
    handle = await element.locator("iframe").element_handle()
    frame = await handle.content_frame()
    assert frame
    await frame.wait_for_url("**/embed/**")
    return frame


async def framed(page: Page, number: int = 0) -> Frame:
    """Return the same once React has taken it over, which it does when the frame is on the screen."""
    frame = await frame_of(page, number)
    await frame.wait_for_function(EMBEDDED)
    await frame.evaluate("document.fonts.ready.then(() => null)")
    return frame
