"""What a screen reader says of an article and of the panel, as it was read through and found to make sense."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.panel import open_panel, setting
from tests.browser.portal import hydrated
from tests.serving import ROOT

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")

READER = ROOT.joinpath("tests/node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js")
READ_THROUGH = Path(__file__).with_name("spoken")
ARTICLE = "/articles/cap-lai-the-bao-hiem-y-te"

SAY = """async (where) => {
    const { virtual } = await import("/reader.js");
    await virtual.start({ container: document.querySelector(where) });
    const first = await virtual.lastSpokenPhrase();
    while (await virtual.lastSpokenPhrase() != `end of ${first}`) await virtual.next();
    const said = await virtual.spokenPhraseLog();
    await virtual.stop();
    return said;
}"""


async def test_what_is_said(open_context: OpenContext, tmp_path: Path) -> None:
    """It reads from the first to the last word.

    Unlike real ones it reads what is folded away too, and sees which choice is made only if the markup says so.
    """
    context = await open_context(bypass_csp=True)
    await context.route("**/reader.js", lambda route: route.fulfill(path=READER, content_type="text/javascript"))
    page = await context.new_page()
    await page.goto(ARTICLE)
    await hydrated(page)
    # No voice is here: a sentence says so, as soon as that is known.
    await page.locator("#portal-voiceless details").wait_for()
    # What comes when the page is idle.
    await page.get_by_role("button", name="Lưu trên máy này").wait_for()
    await page.locator(".copy-link").last.wait_for()
    await page.locator("article").get_by_role("link", name="Bài đã lưu").wait_for()
    await page.locator(".table-view").last.wait_for()
    await page.locator(".cover").get_by_role("button").wait_for()
    said = {"article": await page.evaluate(SAY, "main article")}
    await open_panel(page)
    # The colours that the theme gives come with a module of their own.
    await expect(setting(page, "own-paper").locator("input").first).not_to_have_value("#808080")
    said["panel"] = await page.evaluate(SAY, "#reading-panel")
    for name, phrases in said.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(phrases) + "\n", "utf-8")
    for name, phrases in said.items():
        known = (READ_THROUGH / f"{name}.txt").read_text("utf-8").splitlines()
        changes = "\n".join(unified_diff(known, phrases, "read through", "said now", lineterm="", n=2))
        assert not changes, f"{changes}\nIf this makes sense to a listener: cp {tmp_path}/{name}.txt {READ_THROUGH}/"
