"""The portal's articles in a page of another site: the host on 127.0.0.1, the portal on localhost."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from portal_ui.locales import LOCALES
from tests.bench.portal import long_article
from tests.browser.embedding import Host, frame_of, framed, host_page, hosting, keeping
from tests.browser.portal import ARTICLE, DESKTOP, LONG, PHONE, SECTION, hydrated, loaded
from tests.browser.reading.reader import LARGER, RESET, frames
from tests.browser.test_aloud import STUB
from tests.browser.test_axe import AXE, RUN
from tests.browser.test_storage_blocked import launched
from tests.serving import ROOT, Served, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.async_api import Browser, BrowserContext, Frame, Page

    from tests.browser.conftest import OpenContext, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")


SHORT = f"<portal-article src='{{portal}}{ARTICLE}'><a href='{{portal}}{ARTICLE}'>Lệ phí đất đai</a></portal-article>"
VERY_LONG = "<portal-article src='{portal}/articles/rat-dai'></portal-article>"
WHOLE = f"<portal-article src='{{portal}}{LONG}'></portal-article>"
LISTING = f"<portal-articles src='{{portal}}{SECTION}' count=3></portal-articles>"
AFTER = "<p id=after>Bên dưới bài.</p>"

HEIGHT = """(number) => document.querySelectorAll("portal-article, portal-articles")[number]
    .shadowRoot.querySelector("iframe").getBoundingClientRect().height"""
CONTENT = "document.documentElement.getBoundingClientRect().height"
SCROLLS = """document.documentElement.scrollHeight > innerHeight
    || document.documentElement.scrollWidth > innerWidth
    || document.documentElement.clientWidth < innerWidth"""
STRICT = "default-src 'none'; script-src {portal}; frame-src {portal}; style-src 'none'; img-src data:"


# The element's five seconds are over at once.
NO_PATIENCE = """
const { setTimeout } = globalThis;
globalThis.setTimeout = (task, ms, ...given) => setTimeout(task, ms == 5000 ? 0 : ms, ...given);
"""


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    with hosting() as host:
        yield host


@pytest.fixture(scope="session")
def reader(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample portal with an article of 20,000 words, which lets the host embed its articles."""
    directory = tmp_path_factory.mktemp("reader")
    content = shutil.copytree(ROOT / "content", directory / "content")
    long = long_article().replace("date: 2026", "date: 2020")
    (content / "giao-duc" / "rat-dai.md").write_text(long, encoding="utf-8")
    with serve(directory / "log", backend=f"folder:{content}", frame_ancestors=f"{host.url}, {host.near}") as served:
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def context(open_context: OpenContext) -> BrowserContext:
    return await open_context()


async def give_voice(context: BrowserContext) -> None:
    """Let the device have a voice: an article does not say, some time after it came, that there is none."""
    await context.add_init_script("globalThis.voicesHere = 'local'")
    await context.add_init_script(path=STUB)


async def set_size(frame: Frame, size: int) -> None:
    await frame.evaluate("(size) => portalReading.set('size', size)", size)


async def expect_fitting(page: Page, frame: Frame, number: int = 0) -> None:
    """The frame is as tall as its content, nothing scrolls in it, and it stays so."""
    await frame.evaluate("document.fonts.ready.then(() => null)")
    async with asyncio.timeout(30):
        while True:
            content, height = await frame.evaluate(CONTENT), await page.evaluate(HEIGHT, number)
            await frames(page, 20 if abs(height - content) <= 1 else 1)
            # Anew if the text itself has changed: seconds after it came it may say that the device has no voice.
            if abs(height - content) <= 1 and await frame.evaluate(CONTENT) == content:
                break
    assert await page.evaluate(HEIGHT, number) == height
    assert not await frame.evaluate(SCROLLS)


async def place_in(page: Page, frame: Frame, number: int, selector: str) -> float:
    """Return where an element of the frame is on the reader's screen."""
    top = await page.evaluate(f"({HEIGHT.replace('.height', '.top')})({number})")
    return top + await frame.evaluate("(of) => document.querySelector(of).getBoundingClientRect().top", selector)


async def test_the_frame_is_named_and_closed_off(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT + AFTER + WHOLE))
    frame = await framed(page)
    await expect(page.locator("iframe").first).to_have_attribute("title", "Lệ phí đất đai")
    await expect(page.locator("iframe").first).to_have_attribute(
        "sandbox",
        "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox "
        "allow-top-navigation-by-user-activation allow-downloads",
    )
    # A file that the browser does not show.
    async with page.expect_download() as download:
        await frame.locator("a[href$='.csv']").first.click()
    assert (await download.value).suggested_filename.endswith(".csv")
    await expect(page.get_by_role("link", name="Lệ phí đất đai")).to_be_hidden()
    await expect(frame.locator("article .body > p").first).to_be_visible()
    await page.locator("portal-article").nth(1).scroll_into_view_if_needed()
    other = await framed(page, 1)
    await expect(page.locator("iframe").nth(1)).to_have_attribute("title", await other.title())
    await page.locator("portal-article").nth(1).evaluate("(element) => { element.hidden = true; }")
    await expect(page.locator("iframe").nth(1)).to_be_hidden()


@pytest.mark.parametrize("viewport", [None, PHONE, {"width": 320, "height": 640}], ids=["desktop", "phone", "narrow"])
async def test_the_height_follows_every_size(
    open_context: OpenContext, host: Host, reader: Served, viewport: Any
) -> None:
    context = await open_context(**({"viewport": viewport} if viewport else {}))
    page = await host.open(context, host_page(reader.url, SHORT + AFTER))
    frame = await framed(page)
    heights: list[float] = []
    for size in await frame.evaluate("portalReading.settings.size.steps"):
        await set_size(frame, size)
        await expect_fitting(page, frame)
        heights.append(await page.evaluate(HEIGHT, 0))
    assert heights == sorted(heights)
    assert heights[-1] > 2 * heights[0]
    await set_size(frame, 100)
    await expect_fitting(page, frame)


async def test_the_height_follows_a_turned_screen(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT + AFTER))
    frame = await framed(page)
    await expect_fitting(page, frame)
    await page.set_viewport_size(PHONE)
    await frame.wait_for_function("(width) => innerWidth < width", arg=PHONE["width"])
    await expect_fitting(page, frame)


async def test_twenty_thousand_words_at_the_largest_size_fit_on_the_narrowest_screen(
    open_context: OpenContext, host: Host, reader: Served
) -> None:
    context = await open_context(viewport={"width": 320, "height": 640})
    page = await host.open(context, host_page(reader.url, VERY_LONG + AFTER, head="<style>body { margin: 0 }</style>"))
    frame = await framed(page)
    await set_size(frame, 600)
    await expect_fitting(page, frame)
    height = await page.evaluate(HEIGHT, 0)
    assert 2e6 < height < 16e6
    after = await page.evaluate("document.getElementById('after').getBoundingClientRect().top + scrollY")
    assert after >= height
    # Its end can be reached.
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = await place_in(page, frame, 0, ".body > :last-child")
    assert -height < last < 640


# Each element's way of standing, and the heights that must not follow the frame's.
STANDING = """() => [...document.querySelectorAll("body *")].filter((element) =>
    [null, "::before", "::after"].some((part) => {
        const { position, contentVisibility } = getComputedStyle(element, part);
        return ["sticky", "fixed"].includes(position) || contentVisibility != "visible";
    })).map((element) => element.outerHTML.slice(0, 100))"""
HEIGHTS = """() => [...document.querySelectorAll("html, body, body *")].filter((element) => element.checkVisibility())
    .map((element) => [element.outerHTML.slice(0, 100), element.getBoundingClientRect().height])"""


async def test_nothing_asks_how_tall_the_frame_is(context: BrowserContext, reader: Served) -> None:
    await give_voice(context)
    page = await context.new_page()
    for path in (ARTICLE, SECTION, f"{ARTICLE}/excerpt"):
        await page.goto(f"{reader.url}/embed{path}", wait_until="networkidle")
        heights: list[Any] = []
        for height in (300, 3000):
            await page.set_viewport_size({"width": 1280, "height": height})
            await page.wait_for_function("(height) => innerHeight === height", arg=height)
            heights.append(await page.evaluate(HEIGHTS))
        assert heights[0] == heights[1]
        assert await page.evaluate(STANDING) == []


async def test_room_is_kept_until_the_height_is_known(context: BrowserContext, host: Host, reader: Served) -> None:
    """With the rule that the README gives hosts, however late the script comes."""
    rule = (ROOT / "README.md").read_text("utf-8").partition("```css\n")[2].partition("```")[0]
    assert ":not(:defined)" in rule
    page = await host.open(context, host_page(reader.url, SHORT + AFTER, head=f"<style>{rule}</style>", script=""))
    await page.evaluate("""() => {
        globalThis.shifts = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => globalThis.shifts += value))
            .observe({ type: "layout-shift", buffered: true });
    }""")
    await expect(page.get_by_role("link", name="Lệ phí đất đai")).to_be_visible()
    await frames(page, 3)
    assert await page.evaluate("document.querySelector('portal-article').getBoundingClientRect().height >= innerHeight")
    await page.add_script_tag(url=f"{reader.url}/embed.js")
    await expect_fitting(page, await framed(page))
    assert await page.evaluate("shifts") == 0


async def test_a_far_frame_is_not_fetched_before_it_is_near(
    context: BrowserContext, host: Host, reader: Served
) -> None:
    far = "<div id=far></div>"
    page = await host.open(context, host_page(reader.url, far + SHORT, head="<style>#far { height: 5000px }</style>"))
    await page.wait_for_function("() => document.querySelector('portal-article').shadowRoot")
    await frames(page, 10)
    await expect(page.locator("iframe")).to_have_count(0)
    await page.evaluate("scrollTo(0, 3500)")
    await expect(page.locator("iframe")).to_have_count(1)
    await page.locator("portal-article").scroll_into_view_if_needed()
    await expect_fitting(page, await framed(page))


HOLD = """() => {
    const { left, width } = document.querySelector("main").getBoundingClientRect();
    const { top } = [...document.querySelectorAll(".body p")].at(-2).getBoundingClientRect();
    const { offsetNode, offset } = document.caretPositionFromPoint(left + width * 0.5, top + 10);
    globalThis.line = document.createRange();
    line.setStart(offsetNode, offset);
    line.setEnd(offsetNode, offset + 1);
    return top + 10;
}"""
LINE = "line.getBoundingClientRect().top"
TOP = """() => document.querySelector("portal-article").getBoundingClientRect().top"""


async def test_the_line_being_read_keeps_its_place(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT + AFTER + "<div id=room></div>"))
    await page.add_style_tag(content="#room { height: 5000px }")
    frame = await framed(page)
    await expect_fitting(page, frame)

    async def place() -> float:
        return await page.evaluate(TOP) + await frame.evaluate(LINE)

    looked_at = await page.evaluate(TOP) + await frame.evaluate(HOLD)
    await page.evaluate("(top) => scrollBy(0, top)", looked_at - 0.3 * DESKTOP["height"])
    await frames(page, 10)
    wanted = await place()
    for size in (150, 300, 200, 100):
        await set_size(frame, size)
        await expect_fitting(page, frame)
        assert await place() == pytest.approx(wanted, abs=2), size


async def test_a_frame_above_the_screen_moves_nothing_on_it(
    context: BrowserContext, host: Host, reader: Served
) -> None:
    page = await host.open(context, host_page(reader.url, SHORT + AFTER + "<div id=room></div>"))
    await page.add_style_tag(content="#room { height: 5000px } * { overflow-anchor: none }")
    frame = await framed(page)
    await expect_fitting(page, frame)
    await page.evaluate("document.getElementById('after').scrollIntoView()")
    top = await page.evaluate("document.getElementById('after').getBoundingClientRect().top")
    for size in (200, 75):
        await set_size(frame, size)
        await expect_fitting(page, frame)
        assert await page.evaluate("document.getElementById('after').getBoundingClientRect().top") == pytest.approx(
            top, abs=1
        )


async def test_two_frames_each_have_their_own_height(context: BrowserContext, host: Host, reader: Served) -> None:
    await give_voice(context)
    page = await host.open(context, host_page(reader.url, LISTING + SHORT))
    listing = await framed(page, 0)
    await expect(listing.locator(".card")).to_have_count(3)
    await expect_fitting(page, listing, 0)
    await page.locator("portal-article").scroll_into_view_if_needed()
    article = await framed(page, 1)
    await set_size(article, 200)
    await expect_fitting(page, article, 1)
    # With the player of what is read aloud.
    await article.locator("#portal-listen").click()
    await expect(article.locator("#portal-aloud .aloud")).to_be_visible()
    await expect_fitting(page, article, 1)
    # Set on the portal's own pages, it holds only there.
    await article.evaluate("portalReading.set('line-focus', 3); portalReading.load('line_focus')")
    for frame in (listing, article):
        assert await frame.evaluate(STANDING) == []
        # The panel of all settings, which is as tall as a screen, is the full page's.
        await expect(frame.locator(".reading-controls-settings")).to_be_hidden()
    assert await page.evaluate(HEIGHT, 0) == pytest.approx(await listing.evaluate(CONTENT), abs=1)


# Top and bottom of the sentence or picture that is read.
SPOKEN = """() => {
    const [read = document.querySelector("[data-aloud]")] = CSS.highlights.get("aloud-sentence");
    const { top, bottom } = read.getBoundingClientRect();
    return [top, bottom];
}"""
FINISH = "() => speech.finish()"


async def test_the_hosts_page_follows_the_voice_until_the_reader_scrolls(
    open_context: OpenContext, host: Host, reader: Served
) -> None:
    context = await open_context(viewport=PHONE)
    await give_voice(context)
    page = await host.open(context, host_page(reader.url, SHORT + "<div id=room style='height: 3000px'></div>"))
    frame = await framed(page)
    await expect_fitting(page, frame)

    async def spoken() -> tuple[float, float]:
        await frames(page, 5)
        start = await page.evaluate(TOP)
        top, bottom = await frame.evaluate(SPOKEN)
        return start + top, start + bottom

    await frame.locator("#portal-listen").click()
    await frame.wait_for_function("() => speech.current")
    for _ in range(12):
        await frame.evaluate(FINISH)
        top, bottom = await spoken()
        assert top >= 0
        assert bottom <= PHONE["height"]
    assert await page.evaluate("scrollY") > PHONE["height"]
    # By the host's scrollbar, of which the frame sees nothing.
    at = await page.evaluate("() => { scrollBy(0, -1000); return scrollY; }")
    again = frame.get_by_role("button", name="Về chỗ đang đọc")
    await again.wait_for()
    await frame.evaluate(FINISH)
    assert (await spoken())[0] > PHONE["height"]
    assert await page.evaluate("scrollY") == at
    # What is on the screen is read, not what is on the frame's.
    await frame.locator(".aloud button", has_text="Đọc từ đây").evaluate("(button) => button.click()")
    top, bottom = await spoken()
    assert top >= 0
    assert bottom <= PHONE["height"]


async def test_an_explanation_is_on_the_readers_screen(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT + "<div style='height: 3000px'></div>"))
    frame = await framed(page)
    await expect_fitting(page, frame)
    await loaded(frame, "abbreviations")
    word = frame.locator(".body a:is(.term, .abbreviation)").first
    top = await word.evaluate("(word) => word.getBoundingClientRect().top")
    await page.evaluate("(top) => scrollBy(0, top)", await page.evaluate(TOP) + top - 5)
    await frames(page, 5)
    await word.evaluate("(word) => word.focus({ preventScroll: true })")
    bubble = frame.locator("#abbreviation-bubble")
    await expect(bubble).to_be_visible()
    box = await bubble.bounding_box()
    assert box
    assert box["y"] >= 0


async def test_the_keyboard_passes_in_and_out(context: BrowserContext, host: Host, reader: Served) -> None:
    before, after = "<a href='#before'>Trước</a>", "<a href='#after'>Sau</a>"
    page = await host.open(context, host_page(reader.url, before + SHORT + after))
    frame = await framed(page)
    seen: list[str] = []

    async def tab(key: str, until: str) -> None:
        seen.clear()
        for _ in range(60):
            await page.keyboard.press(key)
            inside = await frame.evaluate("document.hasFocus() ? document.activeElement.textContent : ''")
            outside = await page.evaluate(
                "document.activeElement.matches('a') ? document.activeElement.textContent : ''"
            )
            seen.append(inside or outside)
            if outside == until:
                return
        raise AssertionError(seen)

    await page.get_by_text("Trước").focus()
    await tab("Tab", "Sau")
    assert LARGER in seen
    await tab("Shift+Tab", "Trước")
    assert RESET in seen
    await page.keyboard.press("Tab")
    while await frame.evaluate("document.activeElement.textContent") != LARGER:
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(frame.locator("html")).to_have_attribute("data-size", "120")


async def test_the_full_page_takes_the_settings_along_with_a_way_back(
    whole_browser: Browser, trouble: Trouble, host: Host, reader: Served
) -> None:
    # Its engine alone lets frames of other sites keep things with the site's own pages: nothing is left to take along.
    async with await whole_browser.new_context(viewport=DESKTOP, service_workers="block") as context:
        trouble.watch(context)
        full = await context.new_page()
        await full.goto(reader.url + SECTION)
        await full.evaluate("portalReading.set('size', 120)")
        page = await host.open(context, host_page(reader.url, SHORT))
        frame = await framed(page)
        await frame.evaluate("portalReading.set('size', 200); portalReading.set('contrast', 1)")
        await frame.get_by_role("link", name=LOCALES["vi"].labels.full_page).click()
        await page.wait_for_url(reader.url + ARTICLE)
        await expect(page.locator(".site-header")).to_be_visible()
        assert await page.evaluate("portalReading.chosen()") == {"size": 200, "contrast": 1}
        await hydrated(page)
        undo = page.get_by_role("button", name=LOCALES["vi"].labels.carried_undo)
        await expect(page.get_by_text(LOCALES["vi"].labels.carried)).to_be_visible()
        await undo.focus()
        await page.keyboard.press("Enter")
        await expect(undo).to_be_hidden()
        await expect(page.locator("#portal-announcer")).to_have_text(LOCALES["vi"].labels.carried_undone)
        await expect(page.locator("#portal-main")).to_be_focused()
        await page.reload()
        assert await page.evaluate("portalReading.chosen()") == {"size": 120}
        await expect(undo).to_be_hidden()


async def test_a_damaged_code_in_the_address_changes_nothing_and_is_told(
    context: BrowserContext, reader: Served
) -> None:
    page = await context.new_page()
    await page.goto(reader.url + ARTICLE + "#reading=1.SI600.ZZ")
    assert await page.evaluate("portalReading.chosen()") == {}
    assert page.url == reader.url + ARTICLE
    await expect(page.get_by_text(LOCALES["vi"].labels.carried_broken)).to_be_visible()
    await expect(page.get_by_role("button", name=LOCALES["vi"].labels.carried_undo)).to_be_hidden()


async def test_a_host_cannot_set_the_readers_settings(context: BrowserContext, host: Host, reader: Served) -> None:
    code = "1.SI600." + "TA"
    page = await host.open(
        context, host_page(reader.url, f"<iframe src='{reader.url}/embed{ARTICLE}#reading={code}'></iframe>")
    )
    frame = page.frames[1]
    await frame.wait_for_function("() => window.portalReading")
    assert await frame.evaluate("portalReading.chosen()") == {}


# What has come that the frame did not say by itself, and every height that the element has given the frame: the frame
# may tell its own again at any time.
HEAR = """() => {
    globalThis.heard = 0;
    globalThis.heights = [];
    addEventListener("message", ({ data }) => { heard += data?.title === "x" || Object(data) !== data });
    const frame = document.querySelector("portal-article").shadowRoot.querySelector("iframe");
    new MutationObserver(() => { heights.push(frame.style.blockSize) }).observe(frame, { attributeFilter: ["style"] });
}"""


async def test_forged_messages_are_ignored(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT + "<iframe id=forger src='/forger'></iframe>"))
    frame = await framed(page)
    await expect_fitting(page, frame)
    await page.evaluate(HEAR)
    good = {"type": "portal-frame", "height": 77, "offset": 0, "turn": 99, "title": "x"}
    # From others: the host itself, and another frame.
    await page.evaluate("(good) => postMessage(good, '*')", good)
    forger = page.locator("#forger")
    handle = await forger.element_handle()
    other = handle and await handle.content_frame()
    assert other
    await other.evaluate("(good) => parent.postMessage(good, '*')", good)
    # From the frame, of a shape that cannot be.
    for wrong in ("NaN", "Infinity", "-1", "16000001", "'77'", "undefined"):
        await frame.evaluate(f"parent.postMessage({{ ...{good}, height: {wrong} }}, '*')")
    for message in ("null", "'portal-frame'", f"{{ ...{good}, offset: NaN }}", f"{{ ...{good}, type: 'other' }}"):
        await frame.evaluate(f"parent.postMessage({message}, '*')")
    await page.wait_for_function("() => heard === 12")
    assert not {"77px", "16000001px"} & set(await page.evaluate("heights"))
    # What was forged would have been obeyed, had it been the frame's.
    await frame.evaluate("(good) => parent.postMessage(good, '*')", good)
    await page.wait_for_function("() => heights.includes('77px')")


async def test_the_frame_takes_no_orders_but_numbers(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT))
    frame = await framed(page)
    await expect_fitting(page, frame)
    height = await page.evaluate(HEIGHT, 0)
    for message in (
        "null",
        "{ type: 'portal-host', top: NaN, height: 1 }",
        "{ type: 'portal-host', top: '1', height: {} }",
    ):
        await page.evaluate(
            f"document.querySelector('portal-article').shadowRoot.querySelector('iframe')"
            f".contentWindow.postMessage({message}, '*')"
        )
    await set_size(frame, 150)
    await expect_fitting(page, frame)
    assert await page.evaluate(HEIGHT, 0) > height


async def test_a_host_that_is_not_named_is_refused_and_says_so(
    context: BrowserContext, host: Host, portal: Served, trouble: Trouble
) -> None:
    trouble.expect("frame-ancestors")
    await context.add_init_script(NO_PATIENCE)
    async with context.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page = await host.open(context, host_page(portal.url, SHORT))
    await expect(page.get_by_role("link", name="Lệ phí đất đai")).to_be_visible()
    await expect(page.locator("iframe")).to_be_hidden()
    reason = LOCALES["vi"].embed.silent.format(host=portal.url.removeprefix("http://"))
    await expect(page.get_by_text(reason)).to_be_visible()


async def test_a_frame_that_comes_late_still_comes(context: BrowserContext, host: Host, reader: Served) -> None:
    await context.add_init_script(NO_PATIENCE)
    # Until the reader's link is seen, nothing that the frame says comes through.
    await context.add_init_script("""addEventListener("message", (event) => {
        if (!globalThis.heard) event.stopImmediatePropagation();
    }, true)""")
    page = await host.open(context, host_page(reader.url, SHORT + AFTER))
    link = page.get_by_role("link", name="Lệ phí đất đai")
    await expect(link).to_be_visible()
    frame = await frame_of(page)
    await page.evaluate("heard = true")
    await set_size(frame, 120)
    await expect(link).to_be_hidden()
    await expect_fitting(page, frame)


async def test_without_javascript_the_hosts_link_shows(open_context: OpenContext, host: Host, reader: Served) -> None:
    page = await host.open(await open_context(java_script_enabled=False), host_page(reader.url, SHORT))
    await expect(page.get_by_role("link", name="Lệ phí đất đai")).to_be_visible()
    await expect(page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("src", ["javascript:alert(1)//articles/x", "{portal}/search", "http://[", ""])
async def test_what_is_no_articles_address_stays_the_hosts_own(
    context: BrowserContext, host: Host, reader: Served, src: str
) -> None:
    page = await host.open(
        context, host_page(reader.url, f"<portal-article src='{src}'>Chữ của trang</portal-article>")
    )
    await page.wait_for_function("() => customElements.get('portal-article') !== undefined")
    await expect(page.get_by_text("Chữ của trang")).to_be_visible()
    await expect(page.locator("iframe")).to_have_count(0)


async def test_a_strict_policy_of_the_hosts_needs_two_directives(
    context: BrowserContext, host: Host, reader: Served
) -> None:
    policy = STRICT.format(portal=reader.url)
    page = await host.open(context, host_page(reader.url, SHORT), {"content-security-policy": policy})
    await expect_fitting(page, await framed(page))


async def test_the_hosts_styles_do_not_reach_the_article(context: BrowserContext, host: Host, reader: Served) -> None:
    hostile = "<style>* { font-size: 5px !important; display: inline !important; height: 10px !important }</style>"
    page = await host.open(context, host_page(reader.url, SHORT + AFTER, head=hostile))
    frame = await framed(page)
    await expect_fitting(page, frame)
    size = "parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)"
    assert await frame.evaluate(size) == 19
    below = await page.evaluate("document.getElementById('after').getBoundingClientRect().top")
    assert below >= await page.evaluate(HEIGHT.replace(".height", ".bottom"), 0) - 1


async def test_the_hosts_language_is_spoken(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, f"<div lang=en-GB>{SHORT}</div>"))
    frame = await framed(page)
    await expect(frame.locator("html")).to_have_attribute("lang", "en")
    await expect(frame.get_by_role("link", name=LOCALES["en"].labels.full_page)).to_be_visible()


@pytest.mark.parametrize("body", [SHORT, LISTING], ids=["article", "listing"])
async def test_axe_finds_nothing_on_host_and_frame(
    open_context: OpenContext, host: Host, reader: Served, body: str
) -> None:
    context = await open_context(bypass_csp=True)
    page = await host.open(context, host_page(reader.url, body))
    frame = await framed(page)
    await frame.add_script_tag(path=AXE)
    await page.add_script_tag(path=AXE)
    assert await frame.evaluate(RUN) == []
    assert await page.evaluate(RUN) == []


@pytest.mark.parametrize("near", [True, False], ids=["same site", "other site"])
@pytest.mark.parametrize("browser_with", [keeping, launched], ids=["storage", "no storage"])
async def test_embeds_share_what_is_set_and_the_full_site_does_where_it_can(
    tmp_path: Path, trouble: Trouble, host: Host, reader: Served, browser_with: Any, near: bool
) -> None:
    async with browser_with(tmp_path / "profile") as context:
        trouble.watch(context)
        full = await context.new_page()
        await full.goto(reader.url + SECTION)
        page = await host.open(context, host_page(reader.url, LISTING + SHORT + "<div id=room></div>"), near=near)
        await page.add_style_tag(content="#room { height: 3000px }")
        listing = await framed(page, 0)
        kept = await listing.evaluate("Object.getOwnPropertyDescriptor(window, 'localStorage').value === undefined")
        assert kept == (browser_with is keeping)
        await set_size(listing, 140)
        await page.locator("portal-article").scroll_into_view_if_needed()
        article = await framed(page, 1)
        await expect(article.locator("html")).to_have_attribute("data-size", "140")
        await expect_fitting(page, article, 1)
        # Pressed in the second, the first grows too, and the button stays under the finger.
        larger = article.get_by_role("button", name=LARGER, exact=True)
        await larger.scroll_into_view_if_needed()
        before = await place_in(page, article, 1, "[data-reading=size-larger]")
        await larger.click()
        await expect(listing.locator("html")).to_have_attribute("data-size", "165")
        await expect_fitting(page, listing, 0)
        await expect_fitting(page, article, 1)
        assert await place_in(page, article, 1, "[data-reading=size-larger]") == pytest.approx(before, abs=2)
        assert await full.evaluate("portalReading.get('size')") == (165 if near and kept else 100)


async def test_neither_side_can_reach_into_the_other(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT))
    frame = await framed(page)
    reach = "(of) => { try { return String(eval(of)) } catch (error) { return error.name } }"
    inside = "document.querySelector('portal-article').shadowRoot.querySelector('iframe').contentWindow"
    assert await page.evaluate(reach, f"{inside}.document") == "SecurityError"
    assert await page.evaluate(reach, f"{inside}.portalReading") == "SecurityError"
    for of in ("parent.document", "parent.customElements", "frameElement.title"):
        assert await frame.evaluate(
            "(of) => { try { return String(of.split('.').reduce((at, name) => at[name], window)) }"
            "catch (error) { return error.name } }",
            of,
        ) in ("SecurityError", "TypeError"), of


async def test_links_within_the_article_go_there(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, SHORT))
    frame = await framed(page)
    await expect_fitting(page, frame)
    await frame.locator("a[href^='#fn']").first.click()
    await page.wait_for_function("() => scrollY > 0")
    await frames(page, 10)
    note = await place_in(page, frame, 0, "[id^='fn:']")
    room = await page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY")
    assert note == pytest.approx(16, abs=2) or room < 1
    assert page.url.rstrip("/") == host.url


async def test_a_host_from_right_to_left(context: BrowserContext, host: Host, reader: Served) -> None:
    html = host_page(reader.url, SHORT + AFTER).replace("<html lang=vi>", "<html lang=ar dir=rtl>")
    page = await host.open(context, html)
    frame = await framed(page)
    await expect_fitting(page, frame)
    assert await frame.evaluate("getComputedStyle(document.querySelector('.body p')).direction") == "ltr"
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_another_page_named_later_is_shown(context: BrowserContext, host: Host, reader: Served) -> None:
    page = await host.open(context, host_page(reader.url, "<portal-article></portal-article>"))
    await page.wait_for_function("() => customElements.get('portal-article') !== undefined")
    for path in (ARTICLE, LONG):
        await page.evaluate(
            "(src) => document.querySelector('portal-article').setAttribute('src', src)", reader.url + path
        )
        frame = await framed(page)
        await expect_fitting(page, frame)
        assert path in frame.url
    await expect(page.locator("iframe")).to_have_count(1)
    await page.evaluate("document.querySelector('portal-article').remove()")
    await frames(page, 3)


@pytest.mark.parametrize("path", ["/embed", "/en/embed"])
async def test_the_demo_page_shows_each_kind_live_with_its_lines(
    open_context: OpenContext, reader: Served, path: str
) -> None:
    texts = LOCALES["en" if path.startswith("/en") else "vi"]
    context = await open_context(bypass_csp=True)
    page = await context.new_page()
    await page.goto(reader.url + path)
    for number, tag in enumerate(("portal-articles", "portal-article")):
        element = page.locator(tag)
        await element.scroll_into_view_if_needed()
        await expect_fitting(page, await framed(page, number), number)
        code = await page.locator("pre", has_text=f"<{tag} src").inner_text()
        lines = await element.evaluate("(element) => element.outerHTML")
        assert code.splitlines()[0] == f'<script src="{reader.url}/embed.js" defer></script>'
        assert code.partition("\n")[2].replace(reader.url, "") == lines
    await hydrated(page)
    excerpt = page.frame_locator(".embed-live > iframe")
    await expect(excerpt.get_by_role("heading", level=1)).to_be_visible()
    await expect(excerpt.get_by_role("link", name=texts.labels.full_page).first).to_be_visible()
    # The host's own text changes, and nothing else.
    controls = page.locator("portal-reading-controls")
    lines = await controls.evaluate("(element) => element.outerHTML")
    await expect(page.locator("pre", has_text="<portal-reading-controls")).to_contain_text(lines)
    own, lead = page.locator("#content p"), page.locator(".embed-demo > .lead")
    size = "(element) => element.getBoundingClientRect().height"
    before, beside = await own.evaluate(size), await lead.evaluate(size)
    await controls.get_by_role("button", name=texts.labels.size_larger, exact=True).click()
    assert await own.evaluate(size) > before
    assert await lead.evaluate(size) == beside
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == []
