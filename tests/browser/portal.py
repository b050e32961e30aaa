"""The sample portal's pages of every kind, and what tests often ask of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Frame, Page, ViewportSize

HOME = "/"
HOME_ENGLISH = "/en"
SECTION = "/sections/tin-tuc"
ARTICLE = "/articles/le-phi-dang-ky-dat-dai"
LONG = "/articles/quy-che-phong-doc-cong-cong"
ENGLISH = "/articles/care-at-a-health-station"
MISSING = "/articles/khong-co-bai-nay"
SEARCH = "/search?q=thư+viện"
ARCHIVE = "/archive"
TAG = "/tags/le-phi"
BROKEN = "/articles/broken"

PAGES = (HOME, HOME_ENGLISH, SECTION, ARTICLE, ENGLISH, "/en" + ARTICLE)
"""Every kind of page that is found."""

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

HYDRATED = """() => {
    const header = document.querySelector(".site-header");
    return header && Object.keys(header).some((key) => key.startsWith("__reactFiber"));
}"""


async def hydrated(page: Page | Frame) -> None:
    """Wait until React has taken over the server's nodes."""
    await page.wait_for_function(HYDRATED)  # a function: an expression would be evaluated, which the policy forbids


async def loaded(page: Page | Frame, module: str) -> None:
    """Fetch one of the modules that come later, and wait until it is at work."""
    await page.evaluate("(name) => portalReading.load(name).then(() => {})", module)
