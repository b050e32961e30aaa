"""A host: a site beside the portal's, whose pages embed it."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tests.browser.portal import HYDRATED

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.async_api import BrowserContext, Frame, Page

EMBEDDED = HYDRATED.replace(".site-header", ".embed-header")


@dataclass
class Host:
    """A site that answers every address with the same page."""

    url: str = ""
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict[str, str])

    async def open(self, context: BrowserContext, html: str, headers: dict[str, str] | None = None) -> Page:
        """Open a page of the site's in the browser."""
        self.html, self.headers = html, headers or {}
        page = await context.new_page()
        await page.goto(self.url)
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
        host.url = f"http://127.0.0.1:{server.server_port}"
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


async def framed(page: Page, number: int = 0) -> Frame:
    """Return the page in the frame of the element with the given number, once React has taken it over."""
    element = page.locator("portal-article, portal-articles").nth(number)
    handle = await element.locator("iframe").element_handle()
    frame = await handle.content_frame()
    assert frame
    await frame.wait_for_url("**/embed/**")
    await frame.wait_for_function(EMBEDDED)
    await frame.evaluate("document.fonts.ready.then(() => null)")
    return frame
