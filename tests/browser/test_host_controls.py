"""The controls for a text of the host's own: the host on 127.0.0.1, the portal's script from localhost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.browser.embedding import Host, host_page, hosting
from tests.browser.portal import DESKTOP
from tests.browser.reading.reader import LARGER, LESS, MORE, RESET, SMALLER, button, frames, press
from tests.browser.test_axe import AXE, RUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext, Trouble
    from tests.serving import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

CONTROLS = "<portal-reading-controls for='#content'></portal-reading-controls>"
SENTENCE = "Bến đò Cầu Gió mở lại từ sáng thứ Hai, sau ba tuần sửa cầu phao và lan can. "
TEXT = (
    "<article id=content><h2>Bến đò mở lại</h2>"
    f"<div>{SENTENCE}<br>{SENTENCE}</div>"
    "<p style='font-size: 14px; color: #777; background: #eee'>Giờ chạy: <a href='#moc'>xem bảng</a>.</p>"
    + "".join(f"<p class=small id=p{number}>{SENTENCE * 4}</p>" for number in range(12))
    + "</article><p id=after>Liên hệ: trạm bến đò.</p>"
)
PLAIN = "<style>.small { font-size: 15px }</style>"
HOSTILE = """<style>
    * { font-size: 30px !important; letter-spacing: 5px !important; text-transform: uppercase; color: #999 }
    button { display: none !important }
    #content p { color: #999 !important; background: url(data:,) #ccc !important; line-height: 1 !important; zoom: .9 }
    portal-reading-controls { font: italic 9px cursive; color: red; direction: rtl; line-height: 4 }
    ::before { color: #aaa !important }
</style>"""
STRICT = "default-src 'none'; script-src {portal}; style-src 'none'; img-src data:"

CHOICES = {"Màu trang": "Vàng trên đen", "Căn lề": "Căn trái", "Chữ đơn giản": "bật", "Liên kết": "Đánh dấu rõ"}
STATE = """() => JSON.stringify([...document.querySelectorAll("#content, #content *, #after, body")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const styles = getComputedStyle(element);
    return [element.outerHTML.slice(0, 80), x, y, width, height, styles.color, styles.backgroundColor, styles.font,
        styles.letterSpacing, styles.wordSpacing, styles.lineHeight, styles.margin];
}))"""
HEIGHT = "document.getElementById('p0').getBoundingClientRect().height"
SIZES = """() => ["h2", "div", "p", "#p0", "#after"].map((name) => {
    const text = document.createRange();
    text.selectNodeContents(document.querySelector(name.startsWith("#") ? name : `#content ${name}`).firstChild);
    return text.getClientRects()[0].height;
})"""
CONTRAST = """(selector) => {
    const luminance = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map((c) => c / 255)
        .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const paper = getComputedStyle(document.getElementById("content")).backgroundColor;
    const own = getComputedStyle(document.querySelector(selector));
    if (!["rgba(0, 0, 0, 0)", paper].includes(own.backgroundColor) || own.backgroundImage != "none") return 0;
    const [light, dark] = [luminance(own.color), luminance(paper)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
}"""

BACKGROUND = "getComputedStyle(document.getElementById('content')).backgroundColor"
# How many characters the longest line of a paragraph has.
LONGEST = """(selector) => {
    const text = document.querySelector(selector).firstChild;
    const lines = new Map();
    const range = document.createRange();
    for (let at = 0; at < text.length; at++) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const { top } = range.getBoundingClientRect();
        lines.set(top, (lines.get(top) ?? 0) + 1);
    }
    return Math.max(...lines.values());
}"""

LOOK = """(one) => {
    const { fontSize, letterSpacing, textTransform } = getComputedStyle(one);
    return [fontSize, letterSpacing, textTransform];
}"""
FOCUSED = "document.activeElement.shadowRoot?.activeElement.textContent ?? document.activeElement.id"


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with hosting() as host:
        yield host


class Opened:
    """Opens a host's page with the controls, in a context of its own."""

    def __init__(self, open_context: OpenContext, host: Host, portal: Served) -> None:
        self._open_context, self._host, self.portal = open_context, host, portal

    async def __call__(
        self, body: str = CONTROLS + TEXT, head: str = PLAIN, headers: dict[str, str] | None = None, **options: Any
    ) -> Page:
        context = await self._open_context(**options)
        page = await self._host.open(context, host_page(self.portal.url, body, head=head), headers)
        # Not by a function to wait for, which a strict policy does not let run.
        await expect(page.locator("portal-reading-controls").locator("[role=group], p").first).to_be_visible()
        return page


@pytest.fixture
def opened(open_context: OpenContext, host: Host, portal: Served) -> Opened:
    return Opened(open_context, host, portal)


async def expect_said(page: Page, message: str) -> None:
    await expect(page.get_by_role("status")).to_have_text(message)


async def more_settings(page: Page) -> None:
    await page.get_by_text("Thêm cách chỉnh chữ").click()


async def test_every_text_grows_alike_and_nothing_but_it(opened: Opened) -> None:
    page = await opened()
    before = await page.evaluate(SIZES)
    await press(page, LARGER, 3)
    await expect_said(page, "Cỡ chữ 165 %")
    after = await page.evaluate(SIZES)
    times = [new / old for new, old in zip(after, before, strict=True)]
    assert times[1:4] == pytest.approx([1.65] * 3, rel=0.08)
    # Headings grow less.
    assert 1.3 < times[0] < 1.65
    assert times[4] == 1
    await press(page, SMALLER, 5)
    assert await page.evaluate(HEIGHT) > 0
    await expect(button(page, SMALLER)).to_have_attribute("aria-disabled", "true")


async def test_all_is_as_it_was_after_a_reset(opened: Opened) -> None:
    page = await opened()
    before = await page.evaluate(STATE)
    inside = await page.evaluate("document.querySelector('#content').innerHTML")
    await more_settings(page)
    for name in (LARGER, LARGER, MORE):
        await press(page, name)
    for name in ("dòng", "chữ cái", "từ", "đoạn"):
        await page.get_by_role("button", name=f"Tăng: Khoảng cách {name}").click()
    await page.get_by_role("button", name="Giảm: Độ dài dòng").click()
    for name, step in CHOICES.items():
        await page.get_by_label(name).select_option(step)
    assert await page.evaluate("Object.keys(JSON.parse(localStorage.getItem('portal-reading-controls'))).length") == 11
    # Nothing but the named element has got anything.
    assert await page.evaluate("document.querySelector('#content').innerHTML") == inside
    await page.get_by_role("button", name="Trả lại như ban đầu").click()
    await expect_said(page, "Bài đã trở lại như ban đầu")
    for name in CHOICES:
        await expect(page.get_by_label(name)).to_have_value("")
    await page.get_by_text("Thêm cách chỉnh chữ").click()
    await page.evaluate("scrollTo(0, 0)")
    assert await page.evaluate(STATE) == before
    assert await page.evaluate("localStorage.length") == 0


async def test_contrast_goes_both_ways_from_the_hosts_own_colours(opened: Opened) -> None:
    page = await opened()
    before = await page.evaluate(STATE)
    for word, level, least in ((MORE, "cao", 7), (MORE, "cao nhất", 21), (LESS, "cao", 7), (LESS, "thường", 0)):
        await press(page, word)
        await page.get_by_role("status").get_by_text(f"Tương phản {level}", exact=True).wait_for(state="attached")
        if least:
            assert await page.evaluate(CONTRAST, "#content p") >= least - 0.01
            assert await page.evaluate(CONTRAST, "#content a") >= 7
    assert await page.evaluate(STATE) == before
    await press(page, LESS, 2)
    assert await page.evaluate(CONTRAST, "#content p") >= 7
    await page.emulate_media(forced_colors="active")
    await expect(button(page, MORE)).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("colour", ["#ddd", "oklch(0.9 0.01 100)", "color(srgb 0.9 0.9 0.9)", "lab(90 0 0)"])
async def test_a_dark_host_stays_dark(opened: Opened, colour: str) -> None:
    page = await opened(head=f"<style>body {{ background: #111; color: {colour} }}</style>")
    await press(page, MORE, 2)
    assert await page.evaluate(BACKGROUND) == "rgb(0, 0, 0)"


async def test_a_set_of_colours_holds_whatever_the_hosts_are(opened: Opened) -> None:
    page = await opened(head=HOSTILE)
    await more_settings(page)
    await page.get_by_label("Màu trang").select_option("Trắng trên đen")
    assert await page.evaluate(BACKGROUND) == "rgb(0, 0, 0)"
    assert await page.evaluate(CONTRAST, "#content p") >= 15
    for word in (MORE, LESS, LESS):
        await press(page, word)
        assert await page.evaluate(BACKGROUND) != "rgb(204, 204, 204)"
        assert await page.evaluate(CONTRAST, "#content p") >= 7
        assert await page.evaluate(CONTRAST, "#content a") >= 7
    await page.emulate_media(forced_colors="active")
    await page.get_by_label("Màu trang").select_option("Ngà")
    await expect_said(page, "Màu do máy của bạn quyết định")


async def test_letters_lines_and_links_of_any_markup(opened: Opened) -> None:
    head = """<style>
        #content div, #content p { text-align: justify; font-style: italic; text-transform: uppercase }
        #content a { text-decoration: none } #content sup { font-size: 9px } #content h2 { text-align: center }
    </style>"""
    page = await opened(head=head)
    await more_settings(page)

    async def styles(selector: str, *names: str) -> list[str]:
        return await page.evaluate(
            "([selector, names]) => names.map((name) => getComputedStyle(document.querySelector(selector))[name])",
            [selector, names],
        )

    await page.get_by_label("Căn lề").select_option("Căn trái")
    await page.get_by_label("Chữ đơn giản").select_option("bật")
    for selector in ("#content div", "#p0"):
        assert await styles(selector, "textAlign", "fontStyle", "textTransform") == ["start", "normal", "none"]
    assert await styles("#content h2", "textAlign") == ["center"]
    await page.get_by_label("Liên kết").select_option("Gạch chân")
    assert await styles("#content a", "textDecorationLine", "outlineStyle") == ["underline", "none"]
    await page.get_by_label("Liên kết").select_option("Đánh dấu rõ")
    assert await styles("#content a", "textDecorationLine", "outlineStyle") == ["underline", "solid"]
    row = page.get_by_role("group", name="Độ dài dòng")
    for _ in range(4):
        await row.get_by_role("button", name="Giảm").click()
    await expect(row.locator("[data-value]")).to_have_text("65")
    longest = await page.evaluate(LONGEST, "#p0")
    assert 50 <= longest <= 65


async def test_spacing_begins_at_the_hosts_own(opened: Opened) -> None:
    page = await opened(head="<style>#content p { font-size: 15px !important; line-height: 27px }</style>")
    await more_settings(page)
    row = page.get_by_role("group", name="Khoảng cách dòng")
    await expect(row.locator("[data-value]")).to_have_text("như trang gốc")
    await row.get_by_role("button", name="Tăng").click()
    await expect(row.locator("[data-value]")).to_have_text("1,9")
    assert await page.evaluate("getComputedStyle(document.getElementById('p0')).lineHeight") == "28.5px"


async def test_the_choice_is_kept_for_the_host_and_shared_by_its_pages(opened: Opened) -> None:
    page = await opened()
    await press(page, LARGER, 2)
    await page.reload()
    await expect(page.locator("#content")).to_have_css("zoom", "1.4")
    other = await page.context.new_page()
    await other.goto(page.url)
    await press(other, RESET)
    await expect(page.locator("#content")).not_to_have_attribute("data-portal-reading", "light")


async def test_the_line_being_read_keeps_its_place(opened: Opened) -> None:
    page = await opened(
        body=f"<div id=bar>{CONTROLS}</div>{TEXT}", head="<style>#bar { position: sticky; top: 0 }</style>"
    )
    await page.evaluate("document.getElementById('p6').scrollIntoView({ block: 'center' })")
    await page.evaluate("""() => {
        const { offsetNode, offset } = document.caretPositionFromPoint(innerWidth / 2, innerHeight * 0.3);
        globalThis.line = document.createRange();
        line.setStart(offsetNode, offset);
        line.setEnd(offsetNode, offset + 1);
    }""")
    place = "line.getBoundingClientRect().top"
    for word in (LARGER, LARGER, LARGER, SMALLER, MORE, RESET):
        before = await page.evaluate(place)
        await press(page, word)
        await frames(page)
        assert await page.evaluate(place) == pytest.approx(before, abs=2), word


async def test_controls_below_the_text_stay_under_the_finger(opened: Opened) -> None:
    page = await opened(body=TEXT + CONTROLS + "<div style='height: 2000px'></div>")
    await button(page, LARGER).scroll_into_view_if_needed()
    top = (await button(page, LARGER).bounding_box() or {})["y"]
    await press(page, LARGER, 2)
    await frames(page)
    assert (await button(page, LARGER).bounding_box() or {})["y"] == pytest.approx(top, abs=1)


@pytest.mark.parametrize("width", [320, DESKTOP["width"]])
async def test_a_hosts_stylesheet_neither_breaks_nor_escapes_them(opened: Opened, width: int) -> None:
    page = await opened(head=HOSTILE, viewport={"width": width, "height": 640})
    for name in (SMALLER, RESET, LARGER, MORE, LESS):
        await expect(button(page, name)).to_be_visible()
        box = await button(page, name).bounding_box()
        assert box and box["width"] >= 44 and box["height"] >= 44 and box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert await button(page, name).evaluate(LOOK) == ["16px", "normal", "none"]
    height = await page.evaluate(HEIGHT)
    await press(page, LARGER, 2)
    assert await page.evaluate(HEIGHT) > height * 1.4
    await press(page, MORE, 2)
    assert await page.evaluate(CONTRAST, "#content p") >= 20.9
    await more_settings(page)
    await page.get_by_role("button", name="Tăng: Khoảng cách dòng").click()
    assert await page.evaluate("parseFloat(getComputedStyle(document.getElementById('p0')).lineHeight)") > 36
    await press(page, LARGER, 8)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_strict_policy_of_the_hosts_allows_them(opened: Opened, trouble: Trouble) -> None:
    policy = STRICT.replace("{portal}", opened.portal.url)
    page = await opened(
        head="", body=CONTROLS + TEXT.replace(" style=", " data-style="), headers={"content-security-policy": policy}
    )
    await press(page, LARGER, 2)
    await press(page, MORE)
    await expect(page.locator("#content")).to_have_css("zoom", "1.4")
    assert await page.evaluate(CONTRAST, "#content p") >= 7
    assert await button(page, LARGER).evaluate("(one) => getComputedStyle(one).minHeight") == "44px"
    assert not trouble.seen


@pytest.mark.parametrize("named", ["#content2", "", "###"])
async def test_a_wrong_name_is_said(opened: Opened, named: str) -> None:
    page = await opened(body=f"<portal-reading-controls for='{named}'></portal-reading-controls>{TEXT}")
    await expect(page.locator("portal-reading-controls p")).to_contain_text(f"for=“{named}”")
    await page.evaluate("document.querySelector('portal-reading-controls').setAttribute('for', '#content')")
    await press(page, LARGER)
    await page.evaluate("document.querySelector('portal-reading-controls').remove()")
    await expect(page.locator("[data-portal-reading]")).to_have_count(0)


async def test_by_keyboard_and_for_axe(opened: Opened) -> None:
    page = await opened(CONTROLS + TEXT.replace(" style=", " data-style="), "<style>body { max-width: 40rem }</style>")
    reached: list[str] = []
    for _ in range(6):
        await page.keyboard.press("Tab")
        reached.append(await page.evaluate(FOCUSED))
    assert reached == [SMALLER, RESET, LARGER, MORE, LESS, "Thêm cách chỉnh chữ"]
    await page.keyboard.press("Enter")
    # Colours, then the lines.
    for _ in range(3):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    row = page.get_by_role("group", name="Khoảng cách dòng")
    await expect(row.locator("[data-value]")).not_to_have_text("như trang gốc")
    await page.evaluate(AXE.read_text("utf-8"))
    for word in (MORE, MORE, LESS):
        assert await page.evaluate(RUN) == []
        await press(page, word)
