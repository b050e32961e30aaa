"""A recording that a CMS keeps, played by the reader: through the portal, in parts, and a voice where it fails."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.portal import hydrated
from tests.browser.reading.reader import withhold
from tests.markup import parse
from tests.recording_site import ENDLESS, RecordingSite, recording_site
from tests.serving import Served, serve
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

STUB = Path(__file__).with_name("speech_stub.js")
KEYS = """
globalThis.keys = {};
const take = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (action, handler) {
    if (handler) keys[action] = handler; else delete keys[action];
    return take.call(this, action, handler);
};
"""
SESSION = """() => {
    const { playbackState, metadata } = navigator.mediaSession;
    return [playbackState, metadata?.title, metadata?.artist];
}"""
AT = "() => document.querySelector('.listen audio').currentTime"
PLAYS = "() => !document.querySelector('.listen audio').paused"


@pytest.fixture(scope="module")
def site() -> Iterator[RecordingSite]:
    with recording_site() as site:
        yield site


@pytest.fixture(scope="module")
def served(site: RecordingSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("recording") / "log", backend=f"feed:{site.url}/feed.json") as served:
        yield served


@pytest.fixture(scope="module")
def articles(served: Served) -> dict[str, str]:
    """The addresses of the articles, by their titles."""
    links = parse(httpx.get(served.url).text).xpath("//main//h2/a")
    return {link.text_content(): served.url + link.get("href") for link in links}


async def opened(open_context: OpenContext, address: str, **options: Any) -> Page:
    context = await open_context(**options)
    await context.add_init_script(KEYS)
    await context.add_init_script(path=STUB)
    page = await context.new_page()
    await page.goto(address)
    return page


async def press(page: Page, name: str) -> None:
    await page.get_by_role("region", name="Trình đọc bài").get_by_role("button", name=name, exact=True).click()


async def test_it_plays_pauses_steps_and_seeks(
    open_context: OpenContext, articles: dict[str, str], site: RecordingSite, served: Served
) -> None:
    page = await opened(open_context, articles["Ghe sách về bến"])
    await hydrated(page)
    assert ("/sound.wav", "") not in site.asked
    await page.get_by_role("button", name="Nghe bài này").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_function(f"() => ({PLAYS})() && ({AT})() > 0.2")
    assert await page.evaluate("() => speech.said") == []
    time = page.locator(".aloud-time")
    await expect(time).to_contain_text(" / 3:20")
    assert await page.evaluate(SESSION) == ["playing", "Ghe sách về bến", "Đài của xã"]
    # The player's own button has the focus.
    await page.keyboard.press("Enter")
    await page.wait_for_function(f"() => !({PLAYS})()")
    await page.wait_for_function("() => navigator.mediaSession.playbackState === 'paused'")
    at = await page.evaluate(AT)
    steps = {"Tới 1 phút": 60, "Tới 10 giây": 10, "Lùi 10 giây": -10, "Lùi 1 phút": -60}
    for name, by in steps.items():
        await press(page, name)
        at += by
        assert await page.evaluate(AT) == pytest.approx(at, abs=0.01)
    await press(page, "Tuỳ chọn")
    await page.get_by_label("Tốc độ").select_option("2")
    assert await page.evaluate("() => document.querySelector('.listen audio').playbackRate") == 2
    # By media keys and from the lock screen.
    await page.evaluate("() => keys.play()")
    await page.wait_for_function(PLAYS)
    await page.evaluate("() => keys.seekto({ action: 'seekto', seekTime: 150 })")
    await page.wait_for_function(f"() => ({AT})() > 150.2")
    await page.evaluate("() => keys.seekbackward()")
    assert 139 < await page.evaluate(AT) < 150
    await page.evaluate("() => keys.pause()")
    await page.wait_for_function(f"() => !({PLAYS})()")
    await page.evaluate("() => keys.play()")
    await page.keyboard.press("Escape")
    await page.wait_for_function(f"() => !({PLAYS})()")
    await page.evaluate("() => keys.stop()")
    await expect(page.get_by_role("button", name="Nghe bài này")).to_be_focused()
    assert await page.locator(".aloud").count() == 0
    assert await page.evaluate("() => Object.keys(keys)") == []
    assert await page.evaluate(SESSION) == ["none", None, None]
    # The CMS gave it in parts, and the reader's browser has asked nobody but the portal.
    assert any(path == "/sound.wav" and asked.startswith("bytes=") for path, asked in site.asked)
    names = await page.evaluate("() => performance.getEntriesByType('resource').map(({ name }) => name)")
    assert all(name.startswith(served.url) for name in names)


async def test_where_it_fails_a_voice_reads_and_says_why(
    open_context: OpenContext, articles: dict[str, str], served: Served, trouble: Trouble
) -> None:
    trouble.expect("502")
    context = await open_context()
    await context.add_init_script(path=STUB)
    page = await context.new_page()
    # It fails before React comes, which must not draw the page anew.
    failed = await withhold(page, "**/assets/entry.client-*.js")
    await page.goto(articles["Băng hỏng"], wait_until="commit")
    await page.get_by_role("button", name="Nghe bài này").click()
    note = page.locator(".aloud-note").get_by_text("Bản ghi âm của bài chưa mở được.")
    await note.wait_for()
    failed.set()
    await hydrated(page)
    await expect(note).to_be_visible()
    await expect(page.locator(".listen audio")).to_be_hidden()
    await press(page, "Đọc")
    assert await page.evaluate("() => speech.said") == ["Băng hỏng"]
    assert "a recording could not be played" in served.log()


async def test_a_film_of_the_cms_has_its_captions(open_context: OpenContext, articles: dict[str, str]) -> None:
    page = await opened(open_context, articles["Phim về bến"])
    track = page.locator(".body video track")
    assert (await track.get_attribute("src") or "").startswith("/media/remote/recordings/")
    said = [await track.get_attribute(name) for name in ("kind", "srclang", "label", "default", "onload")]
    assert said == ["captions", "vi", "Tiếng Việt", "", None]
    await page.wait_for_function("""() => {
        const { track } = document.querySelector(".body video track");
        return track.mode === "showing" && track.cues?.length === 2 && track.cues[1].text === "Bà con lên ghe.";
    }""")


async def test_where_it_breaks_off_a_voice_goes_on_from_about_there(
    open_context: OpenContext, articles: dict[str, str], site: RecordingSite
) -> None:
    site.mended.clear()
    page = await opened(open_context, articles["Băng đứt"])
    await page.clock.install()
    await page.get_by_role("button", name="Nghe bài này").click()
    await page.wait_for_function(f"() => ({AT})() > 0.1")
    # Nothing comes of its second half.
    await page.evaluate(
        """() => {
            const audio = document.querySelector(".listen audio");
            audio.addEventListener("waiting", () => audio.dataset.waiting = "");
            audio.currentTime = 110;
        }"""
    )
    await page.locator(".listen audio[data-waiting]").wait_for(state="attached")
    assert await page.evaluate("() => speech.said") == []
    await page.clock.run_for(16_000)
    note = page.locator(".aloud-note")
    await expect(note).to_contain_text("Bản ghi âm bị ngắt ở 1:50. Giọng của máy đọc tiếp được từ khoảng chỗ đó")
    (said,) = await page.evaluate("() => speech.said")
    assert said in {f"Bến thứ {number} có ghe sách ghé." for number in range(18, 24)}
    await expect(page.locator(".aloud-buttons button").nth(2)).to_be_focused()
    site.mended.set()
    await note.get_by_role("button", name="Thử lại bản ghi âm").click()
    await page.wait_for_function(f"() => ({AT})() > 110.1")
    assert await page.evaluate("() => speech.speaking") is False


async def test_where_nobody_knows_how_long_it_is_a_voice_reads_what_is_on_the_screen(
    open_context: OpenContext, articles: dict[str, str]
) -> None:
    page = await opened(open_context, articles["Băng đứt"], viewport={"width": 390, "height": 300})
    await page.evaluate("() => Object.defineProperty(HTMLMediaElement.prototype, 'duration', { get: () => Infinity })")
    await page.get_by_role("button", name="Nghe bài này").click()
    await page.wait_for_function(f"() => ({AT})() > 0.1")
    await page.evaluate("() => document.querySelectorAll('.body p')[30].scrollIntoView()")
    await page.evaluate("() => document.querySelector('.listen audio').dispatchEvent(new Event('error'))")
    await expect(page.locator(".aloud-note")).to_contain_text("nên giọng của máy đọc từ chỗ trên màn hình")
    (said,) = await page.evaluate("() => speech.said")
    assert said in {f"Bến thứ {number} có ghe sách ghé." for number in range(28, 34)}


async def test_it_plays_without_javascript(open_context: OpenContext, articles: dict[str, str]) -> None:
    page = await opened(open_context, articles["Ghe sách về bến"], java_script_enabled=False)
    await expect(page.locator(".listen audio")).to_be_visible()
    await expect(page.locator(".body audio[controls]")).to_be_visible()


async def test_who_takes_nothing_is_sent_nothing_and_who_goes_lets_go(
    articles: dict[str, str], site: RecordingSite
) -> None:
    async with httpx.AsyncClient() as reader:
        page = (await reader.get(articles["Băng dài"])).text
        address = urlsplit(articles["Băng dài"])
    (recording,) = parse(page).xpath("//main//audio/@src")
    with socket.create_connection((address.hostname or "", address.port or 0)) as player:
        player.sendall(f"GET {recording} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        assert player.recv(15) == b"HTTP/1.1 200 OK"
        # More would fit between two programs that take what comes.
        until(lambda: site.sent > 0)
        assert not site.left.wait(0.2)
        assert site.sent < ENDLESS / 4
    assert site.left.wait(10)
