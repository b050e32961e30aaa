"""A browser's own reader view works on an article's page: Mozilla's judge and reader find the text, and all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.portal import ARTICLE, ENGLISH, LONG
from tests.serving import ROOT

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext

READABILITY = ROOT / "tests" / "node_modules" / "@mozilla" / "readability"

READ = """() => {
    const whole = document.querySelector(".body").textContent.trim().split(/\\s+/);
    const { title, textContent, lang } = new Readability(document.cloneNode(true)).parse();
    const read = textContent.split(/\\s+/).join(" ");
    return [
        isProbablyReaderable(document), title, lang,
        read.includes(whole.slice(0, 8).join(" ")), read.includes(whole.slice(-8).join(" ")),
    ];
}"""


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("path", [ARTICLE, ENGLISH, LONG])
async def test_articles_read_in_it(open_context: OpenContext, path: str) -> None:
    page = await (await open_context(bypass_csp=True)).new_page()
    await page.goto(path)
    for script in ("Readability.js", "Readability-readerable.js"):
        await page.add_script_tag(path=READABILITY / script)
    readerable, title, lang, begins, ends = await page.evaluate(READ)
    assert readerable
    assert await page.locator("h1").inner_text() in title
    assert lang == "vi"
    assert begins
    assert ends
