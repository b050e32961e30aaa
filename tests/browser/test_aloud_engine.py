"""Reading aloud with a real engine: espeak-ng speaks Vietnamese, without word events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import async_playwright

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.portal import ARTICLE
from tests.speech_engine import speech_engine

if TYPE_CHECKING:
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_real_voice_reads_sentence_by_sentence(portal: Served) -> None:
    with speech_engine() as environment:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find(),
                args=[*ARGUMENTS, "--enable-speech-dispatcher"],
                ignore_default_args=["--mute-audio"],
                env={**environment},
            )
            page = await browser.new_page(base_url=portal.url)
            await page.goto(ARTICLE)
            await page.wait_for_function(
                "() => speechSynthesis.getVoices().some(({ lang }) => lang.startsWith('vi'))", timeout=60_000
            )
            button = page.get_by_role("button", name="Nghe bài này")
            await button.wait_for()
            assert not await page.evaluate("() => speechSynthesis.speaking")
            # Kept as they come: a short one may be over before a busy machine asks for it.
            await page.evaluate(
                """() => {
                    window.heard = [];
                    document.addEventListener("portal-aloud", ({ detail }) => heard.push(String(detail)));
                }"""
            )
            await button.click()
            title = await page.locator("h1").inner_text()
            await page.wait_for_function("() => heard.length > 1", timeout=60_000)
            assert await page.evaluate("() => heard[0]") == title
            assert await page.evaluate("() => CSS.highlights.get('aloud-word').size") == 0
            await page.get_by_role("button", name="Tạm dừng").click()
            await page.wait_for_function("() => !speechSynthesis.speaking")
            await browser.close()
