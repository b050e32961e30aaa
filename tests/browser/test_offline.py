"""Articles kept on the device, read there without a network; what can be done with an article; the portal installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.line import Line, line_to
from tests.browser.portal import ARTICLE, PHONE, hydrated
from tests.browser.test_axe import expect_nothing
from tests.serving import ROOT, Served, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from playwright.async_api import Browser, BrowserContext, Page

    from tests.browser.conftest import OpenContext, OpenPage, Trouble

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURED = "/articles/thu-vien-huyen-mo-cua-buoi-toi"
ENGLISH = "/en/articles/care-at-a-health-station"
KEEP, KEEP_ENGLISH = "Lưu trên máy này", "Save on this device"
SAID = {KEEP: "Đã lưu", KEEP_ENGLISH: "Saved"}

WHOLE = """() => [...document.images].every((image) => image.naturalWidth)
    && document.fonts.check("16px 'Be Vietnam Pro'") && document.styleSheets.length"""
CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name, (await (await caches.open(name)).keys()).map(({ url }) => url.slice(location.origin.length))])))"""

LATER = """() => {
    const { href } = document.querySelector("link[rel=stylesheet]");
    fetch(href, { cache: "no-store" }).then(({ ok }) => { window.later = ok; });
}"""

SHELVES = "async () => (await caches.keys()).filter((name) => name.startsWith('portal-pages'))"
COPIES = "() => { navigator.clipboard.writeText = async () => { window.copies = 1 + (window.copies ?? 0); }; }"
ASKS = """
const { storage } = navigator, persist = storage.persist.bind(storage);
storage.persist = () => { localStorage.asked = 1 + Number(localStorage.asked ?? 0); return persist(); };
"""


@pytest.fixture(scope="module")
def another(portal: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample portal under another name, and so with another version of the worker."""
    directory = tmp_path_factory.mktemp("another")
    with serve(
        directory / "log", backend=f"folder:{ROOT / 'content'}", title="Sông Mơ mới", site_url=portal.url
    ) as other:
        yield other


@pytest_asyncio.fixture(loop_scope="session")
async def line(portal: Served) -> AsyncIterator[Line]:
    async with line_to(portal.url) as line:
        yield line


async def reader(open_context: OpenContext, line: Line, **options: Any) -> BrowserContext:
    return await open_context(base_url=line.url, service_workers="allow", **options)


async def open_article(context: BrowserContext, path: str = PICTURED) -> Page:
    """Open an article and wait until the worker has what it keeps."""
    page = await context.new_page()
    await page.goto(path)
    await page.evaluate("navigator.serviceWorker.ready")
    return page


async def keep(page: Page, name: str = KEEP) -> None:
    await page.get_by_role("button", name=name).click()
    await expect(page.locator(".actions-said")).to_contain_text(SAID[name])


async def kept(page: Page) -> list[str]:
    """Return what is kept for the reader, by path."""
    return (await page.evaluate(CACHES)).get("portal-kept", [])


async def test_a_kept_article_is_whole_without_a_network_and_says_so(
    open_context: OpenContext, line: Line, trouble: Trouble
) -> None:
    trouble.expect("ERR_FAILED|ERR_INTERNET")  # the rating's present figure
    context = await reader(open_context, line, viewport=PHONE)
    page = await open_article(context)
    await keep(page)
    await expect(page.locator("#portal-kept")).to_be_empty()
    await context.set_offline(True)
    await line.cut()
    await page.reload()
    await hydrated(page)
    await expect(page.locator("#portal-kept")).to_contain_text("Bản lưu ngày")
    await page.wait_for_function(WHOLE)
    await page.get_by_role("button", name="A+", exact=True).click()
    await expect(page.locator("#portal-announcer")).to_contain_text("Cỡ chữ")
    await page.get_by_role("button", name="Cỡ chữ và màu").click()
    await expect(page.locator("#reading-panel")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_text("5 – rất tốt").click()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.locator(".rating-status")).to_contain_text("kiểm tra kết nối mạng")

    await page.locator("#portal-kept a").click()
    await expect(page.locator(".kept a")).to_have_attribute("href", PICTURED)

    for path, said in (("/", "Chưa có mạng"), ("/sections/tin-tuc", "Chưa có mạng"), ("/en/search", "No network")):
        await page.goto(path)
        await expect(page.locator("h1")).to_have_text(said)
        await hydrated(page)
    await page.locator("main li a").first.click()
    await expect(page.locator("h1")).to_have_text("Saved articles")

    await context.set_offline(False)
    await line.mend()
    await page.goto(PICTURED)
    await expect(page.locator("h1")).to_contain_text("Thư viện")
    await expect(page.locator("#portal-kept")).to_be_empty()


async def test_where_the_network_is_silent_the_copy_is_shown_with_its_own_files(
    open_context: OpenContext, line: Line
) -> None:
    page = await open_article(await reader(open_context, line))
    await keep(page)
    # A visit alone keeps nothing.
    await page.goto("/sections/tin-tuc")
    assert not [path for paths in (await page.evaluate(CACHES)).values() for path in paths if "sections" in path]
    line.fall_silent()
    await page.goto(PICTURED + "?from=mail", wait_until="domcontentloaded")
    await expect(page.locator("#portal-kept")).to_contain_text("Bản lưu ngày")
    await page.wait_for_function(WHOLE)
    # Nor does it fail what comes later, where the browser has stopped the idle worker.
    session = await page.context.new_cdp_session(page)
    await session.send("ServiceWorker.enable")  # pyright: ignore[reportUnknownMemberType]
    await session.send("ServiceWorker.stopAllWorkers")  # pyright: ignore[reportUnknownMemberType]
    await page.evaluate(LATER)
    await page.wait_for_function("() => window.later")


async def test_what_is_kept_is_listed_and_can_be_let_go(open_context: OpenContext, line: Line) -> None:
    context = await reader(open_context, line, color_scheme="dark", bypass_csp=True)
    page = await open_article(context, "/saved")
    await expect(page.get_by_text("Chưa có bài nào được lưu.")).to_be_visible()
    await context.add_init_script(ASKS)
    await page.goto(PICTURED)
    await keep(page)
    alone = await kept(page)
    await page.goto(ENGLISH)
    await keep(page, KEEP_ENGLISH)
    assert await page.evaluate("localStorage.asked") == "1"
    both = await kept(page)

    await page.get_by_role("link", name="Saved articles").first.click()
    entries = page.locator(".kept li")
    await expect(entries).to_have_count(2)
    await expect(entries.first.get_by_role("link")).to_have_attribute("lang", "en")
    await expect(page.locator("[data-module]")).to_contain_text("Articles: 2. They take up")
    await expect_nothing(page)

    await entries.first.get_by_role("button", name="Remove: ").press("Enter")
    await expect(entries).to_have_count(1)
    assert sorted(await kept(page)) == sorted(alone)
    await expect(page.get_by_role("button", name="Put back")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(entries).to_have_count(2)
    assert sorted(await kept(page)) == sorted(both)
    await page.get_by_role("button", name="Remove all").click()
    await expect(page.get_by_text("No articles are saved yet.")).to_be_visible()
    assert await kept(page) == []
    await page.get_by_role("button", name="Put back").click()
    await entries.last.get_by_role("link").click()
    await page.get_by_role("button", name="Bỏ khỏi máy này").click()
    await expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    assert PICTURED not in await kept(page)

    await context.set_offline(True)
    await page.goto("/sections/tin-tuc")
    await expect_nothing(page)


async def test_no_room_and_no_network_are_said_and_leave_nothing_half(
    open_context: OpenContext, line: Line, trouble: Trouble
) -> None:
    trouble.expect("ERR_|Failed to load")
    context = await reader(open_context, line)
    page = await open_article(context)
    session = await context.new_cdp_session(page)
    quota = {"origin": line.url, "quotaSize": 1}
    await session.send("Storage.overrideQuotaForOrigin", quota)  # pyright: ignore[reportUnknownMemberType]
    await page.get_by_role("button", name=KEEP).click()
    await expect(page.locator(".actions-said")).to_contain_text("hết chỗ")
    await session.detach()  # and the quota is what it was
    await context.set_offline(True)
    await page.get_by_role("button", name=KEEP).click()
    await expect(page.locator(".actions-said")).to_contain_text("kiểm tra kết nối mạng")
    assert await kept(page) == []


async def test_a_new_version_waits_for_the_last_page_and_keeps_what_is_kept(
    open_context: OpenContext, line: Line, another: Served
) -> None:
    context = await reader(open_context, line)
    page = await open_article(context)
    await keep(page)
    (old,) = await page.evaluate(SHELVES)
    line.target = another.url
    await line.cut()
    await line.mend()
    await page.evaluate("navigator.serviceWorker.getRegistration().then((known) => known.update())")
    await page.wait_for_function("navigator.serviceWorker.getRegistration().then(({ waiting }) => !!waiting)")
    assert old in await page.evaluate(SHELVES)
    await page.close()
    page = await context.new_page()
    await page.goto("/")
    await page.wait_for_function(f"() => ({SHELVES})().then((all) => all.length == 1 && all[0] != '{old}')")
    await context.set_offline(True)
    await page.goto(PICTURED)
    await expect(page.locator("#portal-kept")).to_contain_text("Bản lưu ngày")
    await page.wait_for_function(WHOLE)


async def test_an_article_can_be_sent_shared_and_printed(open_page: OpenPage) -> None:
    page = await open_page(PICTURED, permissions=["clipboard-read", "clipboard-write"])
    canonical = await page.locator("link[rel=canonical]").get_attribute("href")
    title = await page.locator("h1").text_content()
    group = page.get_by_role("group", name="Thao tác với bài viết")
    mail = urlsplit(await group.get_by_role("link", name="Gửi qua thư").get_attribute("href") or "")
    assert (mail.scheme, parse_qs(mail.query)) == ("mailto", {"subject": [title], "body": [canonical]})
    await group.get_by_role("button", name="Chép đường dẫn").click()
    await expect(group.get_by_role("status")).to_have_text("Đã chép đường dẫn của bài.")
    assert await page.evaluate("navigator.clipboard.readText()") == canonical
    # As it is outside of https.
    await page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }")
    await group.get_by_role("button", name="Chép đường dẫn").click()
    await expect(group.get_by_role("status")).to_contain_text(f"Chưa chép được. Đường dẫn của bài: {canonical}")
    await page.evaluate("window.print = () => document.title = 'printed'")
    await group.get_by_role("button", name="In", exact=True).click()
    assert await page.title() == "printed"

    await page.context.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    await page.goto(PICTURED + "?from=mail")
    await group.get_by_role("button", name="Chia sẻ").click()
    assert await page.evaluate("shared") == {"title": title, "url": canonical}
    # A sheet that was closed is no error; one that does not open is none to share with.
    await page.evaluate(COPIES)
    for reason in ("AbortError", "NotAllowedError"):
        await page.evaluate(f"() => {{ navigator.share = () => Promise.reject(new DOMException('', '{reason}')); }}")
        await group.get_by_role("button", name="Chia sẻ").click()
    await expect(group.get_by_role("status")).to_have_text("Đã chép đường dẫn của bài.")
    assert await page.evaluate("copies") == 1
    await page.goto(f"/embed{ARTICLE}")
    await expect(group).to_have_count(0)


async def test_without_javascript_there_is_what_works(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE, java_script_enabled=False)
    group = page.get_by_role("group", name="Thao tác với bài viết")
    await expect(group.get_by_role("link")).to_have_count(1)
    await expect(group.get_by_role("button")).to_have_count(0)
    await page.get_by_role("contentinfo").get_by_role("link", name="Bài đã lưu").click()
    await expect(page.locator("main")).to_contain_text("chỉ JavaScript mới lấy ra được")


async def test_who_saves_data_has_the_actions_too(open_page: OpenPage) -> None:
    page = await open_page("about:blank")
    await page.context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    await page.goto(ARTICLE)
    await expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    names = await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in names if "/aloud-" in name]


async def test_chromium_takes_it_for_an_app(whole_browser: Browser, portal: Served) -> None:
    context = await whole_browser.new_context(base_url=portal.url)
    page = await context.new_page()
    await page.goto("/en")
    session = await context.new_cdp_session(page)
    send: Any = session.send  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    manifest, found = await send("Page.getAppManifest"), await send("Page.getInstallabilityErrors")
    await context.close()
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/en/manifest.webmanifest")
    # Playwright's contexts keep nothing, as windows for private reading.
    assert [error["errorId"] for error in found["installabilityErrors"]] == ["in-incognito"]
