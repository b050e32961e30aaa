"""Reading aloud against the contract of the browser's speech: what is said, marked, followed, and never said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.browser.panel import open_panel, panel
from tests.browser.portal import LONG
from tests.browser.reading.reader import rest
from tests.browser.test_axe import AXE, RUN
from tests.browser.test_recording import KEYS, SESSION

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")

STUB = Path(__file__).with_name("speech_stub.js")
FLOOD = "/articles/chuan-bi-mua-mua-lu-2026"
TABLE = "/articles/le-phi-dang-ky-dat-dai"
MARKED = "() => [...CSS.highlights.get('aloud-sentence')].map(String)"
WORD = "() => [...CSS.highlights.get('aloud-word')].map(String)"


async def opened(open_context: OpenContext, path: str = FLOOD, voices: str = "local", **options: Any) -> Page:
    context = await open_context(**options)
    await context.add_init_script(f"globalThis.voicesHere = '{voices}'")
    await context.add_init_script(path=STUB)
    page = await context.new_page()
    await page.goto(path)
    # What comes when the page is idle may still move it.
    await page.wait_for_load_state("networkidle")
    return page


async def listening(open_context: OpenContext, path: str = FLOOD, **options: Any) -> Page:
    page = await opened(open_context, path, **options)
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")
    return page


async def last(page: Page) -> str:
    return await page.evaluate("() => speech.said.at(-1)")


async def press(page: Page, name: str) -> None:
    await page.get_by_role("region", name="Trình đọc bài").get_by_role("button", name=name, exact=True).click()


async def read_through(page: Page) -> list[str]:
    """Let the voice say everything, and return it."""
    return await page.evaluate("() => { while (speech.current) speech.finish(); return speech.said; }")


async def test_sentences_and_words_are_marked_and_the_document_stays_as_it_is(open_context: OpenContext) -> None:
    page = await opened(open_context)
    before = await page.locator("#portal-main .body").inner_html()
    assert await page.evaluate("() => speech.said") == []
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")
    assert await last(page) == "Chuẩn bị mùa mưa lũ năm 2026"
    assert await page.evaluate(MARKED) == ["Chuẩn bị mùa mưa lũ năm 2026"]
    await page.evaluate("() => speech.word(9, 3)")
    assert await page.evaluate(WORD) == ["mùa"]
    # Where the voice does not say how long the word is.
    await page.evaluate("() => speech.word(13)")
    assert await page.evaluate(WORD) == ["mưa"]
    await page.evaluate("() => speech.finish()")
    assert await page.evaluate(WORD) == []
    assert (await page.evaluate(MARKED))[0].startswith("Mười việc")
    assert await page.locator("#portal-main .body").inner_html() == before


async def test_where_the_browser_cannot_highlight_the_paragraph_is_marked(open_context: OpenContext) -> None:
    context = await open_context()
    await context.add_init_script("delete window.Highlight; globalThis.voicesHere = 'local'")
    await context.add_init_script(path=STUB)
    page = await context.new_page()
    await page.goto(FLOOD)
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")
    marked = page.locator("[data-aloud]")
    await expect(marked).to_have_text("Chuẩn bị mùa mưa lũ năm 2026")
    await expect(marked).to_have_css("outline-style", "solid")
    await page.evaluate("() => { speech.word(9, 3); speech.finish(); }")
    await expect(marked).to_have_class("lead")
    await press(page, "Dừng hẳn")
    await expect(marked).to_have_count(0)


async def test_pausing_stops_and_goes_on_with_the_same_sentence(open_context: OpenContext) -> None:
    page = await listening(open_context)
    await page.evaluate("() => speech.finish()")
    sentence = await last(page)
    await press(page, "Tạm dừng")
    assert await page.evaluate("() => speech.current") is None
    await press(page, "Đọc")
    assert await last(page) == sentence
    await page.keyboard.press("Escape")
    assert await page.evaluate("() => speech.current") is None
    await press(page, "Đọc")
    await press(page, "Dừng hẳn")
    assert await page.evaluate("() => speech.current") is None
    assert await page.evaluate(MARKED) == []
    assert await page.evaluate("() => document.activeElement.id") == "portal-listen"


async def test_going_through_sentences_and_paragraphs(open_context: OpenContext) -> None:
    page = await listening(open_context)
    title = await last(page)
    await press(page, "Câu sau")
    lead = await last(page)
    await press(page, "Đoạn sau")
    assert await last(page) not in {title, lead}
    await press(page, "Đoạn trước")
    assert await last(page) == lead
    await press(page, "Câu trước")
    assert await last(page) == title
    await press(page, "Câu trước")
    assert await last(page) == title
    # While nothing is read they only move the mark.
    await press(page, "Tạm dừng")
    count = await page.evaluate("() => speech.said.length")
    await press(page, "Câu sau")
    assert await page.evaluate("() => speech.said.length") == count
    assert await page.evaluate(MARKED) == [lead]


async def test_everything_is_said_as_it_should_be(open_context: OpenContext) -> None:
    page = await listening(open_context, TABLE)
    said = await read_through(page)
    text = "\n".join(said)
    # Two rows of headers, one of them over two columns.
    at = said.index("Cấp giấy chứng nhận lần đầu")
    cells = ["Cá nhân, hộ gia đình, Thị trấn: 100.000", "Cá nhân, hộ gia đình, Xã: 50.000", "Tổ chức: 500.000"]
    assert said[at + 1 : at + 4] == cells
    for alt in await page.evaluate("() => [...document.querySelectorAll('.article img[alt]')].map((i) => i.alt)"):
        assert not alt or f"Hình: {alt}"[:40] in text
    assert "[" not in text
    assert max(map(len, said)) <= 160
    await expect(page.get_by_text("Đã đọc hết bài.")).to_have_count(2)  # seen, and announced
    assert await page.evaluate(MARKED) == []


async def test_abbreviations_are_said_in_full_and_other_languages_in_their_voice(open_context: OpenContext) -> None:
    page = await opened(open_context)
    await page.evaluate(
        """() => {
            document.querySelector(".body").innerHTML =
                '<p><abbr title="Uỷ ban nhân dân">UBND</abbr> và Hội đồng nhân dân (<abbr title="Hội đồng nhân dân">' +
                'HĐND</abbr>) ở TP. Huế<sup><a href="#a">1</a></sup>. <span lang="en">Good morning</span> bà con. ' +
                '<s>Bỏ</s></p><nav>Mục lục</nav><p aria-hidden="true">Ẩn</p><p>Chép ' +
                '<button>Chép đường dẫn</button></p><ol start="3"><li>Một</li></ol><pre><code>x = 1</code></pre>' +
                '<details><summary>Hỏi</summary>Đáp <details><summary>Hỏi nữa</summary><p>Đáp nữa</p>';
            window.langs = [];
            const speak = speech.speak.bind(speech);
            speech.speak = (utterance) => {
                langs.push([utterance.text.trim(), utterance.voice.name]);
                speak(utterance);
            };
        }"""
    )
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")
    await read_through(page)
    said = await page.evaluate("() => langs")
    start = next(at for at, (text, _) in enumerate(said) if text.startswith("Uỷ ban"))
    assert said[start : start + 9] == [
        ["Uỷ ban nhân dân và Hội đồng nhân dân (HĐND) ở TP. Huế.", "Lan"],
        ["Good morning", "Ann"],
        ["bà con.", "Lan"],
        ["Chép", "Lan"],
        ["3. Một", "Lan"],
        ["Hỏi", "Lan"],
        ["Đáp", "Lan"],
        ["Hỏi nữa", "Lan"],
        ["Đáp nữa", "Lan"],
    ]
    # What was folded away has been opened, to be followed with the eyes.
    assert await page.locator(".body details:not([open])").count() == 0
    assert not any(never in text for text, _ in said for never in ("x = 1", "Bỏ", "Mục lục", "Ẩn", "đường dẫn"))


async def test_reading_from_a_selection_and_from_what_is_on_the_screen(open_context: OpenContext) -> None:
    page = await listening(open_context)
    await page.evaluate("() => getSelection().selectAllChildren(document.querySelectorAll('.body h2')[1])")
    await press(page, "Tuỳ chọn")
    await press(page, "Đọc từ đây")
    assert await last(page) == await page.locator(".body h2").nth(1).inner_text()
    await rest(page)
    said = await page.evaluate(
        """async () => {
            getSelection().removeAllRanges();
            const heading = document.querySelector(".body h2");
            // Twice: what comes into view gets its true height.
            for (let turn = 0; turn < 2; turn++) {
                scrollBy({ top: heading.getBoundingClientRect().top - innerHeight * 0.2, behavior: "instant" });
                await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
            }
            document.querySelector(".aloud-choices button").click();
            return speech.said.at(-1);
        }"""
    )
    assert said == await page.locator(".body h2").first.inner_text()


async def test_a_remote_voice_only_after_the_reader_was_told(open_context: OpenContext) -> None:
    page = await opened(open_context, voices="remote")
    await page.locator("#portal-listen").click()
    question = page.locator(".aloud-note")
    await question.get_by_text("trình duyệt gửi chữ của bài tới máy chủ").wait_for()
    assert await page.evaluate("() => speech.said") == []
    await press(page, "Tuỳ chọn")
    await press(page, "Đọc từ đây")
    assert await page.evaluate("() => speech.said") == []
    await question.get_by_role("button", name="Không dùng").click()
    assert await page.locator(".aloud").count() == 0
    await page.locator("#portal-listen").click()
    await question.get_by_role("button", name="Dùng giọng này").click()
    assert await page.evaluate("() => speech.current.voice.name") == "Xa"
    # With voices of the device the remote one is never taken by itself.
    page = await listening(open_context)
    assert await page.evaluate("() => speech.current.voice.name") == "Lan"
    await press(page, "Tuỳ chọn")
    await page.get_by_label("Giọng đọc").select_option("Xa")
    assert await page.evaluate("() => speech.current") is None
    await page.locator(".aloud-note").get_by_role("button", name="Dùng giọng này").click()
    await press(page, "Đọc")
    assert await page.evaluate("() => speech.current.voice.name") == "Xa"
    await page.get_by_label("Tốc độ").select_option("2.5")
    assert await page.evaluate("() => speech.current.rate") == 2.5
    # Nor for another language, of which the device has none: the browser would choose by itself.
    page = await opened(open_context, voices="own")
    await page.evaluate("() => { document.querySelector('.body').innerHTML = '<p lang=en>Good morning.</p>'; }")
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")
    await page.evaluate(
        "() => { while (speech.current.text != 'Good morning.' && speech.said.length < 20) speech.finish(); }"
    )
    assert await page.evaluate("() => speech.current.voice.name") == "Lan"


async def test_without_a_voice_a_sentence_says_so_until_one_arrives(open_context: OpenContext) -> None:
    context = await open_context()
    await context.add_init_script("globalThis.voicesHere = 'none'")
    await context.add_init_script(path=STUB)
    page = await context.new_page()
    await page.clock.install()
    await page.goto(FLOOD)
    await page.wait_for_function("() => portalReading.load('aloud').then(() => true)")
    await page.clock.run_for(3100)
    why = page.get_by_text("Máy này chưa có giọng đọc Tiếng Việt")
    await why.wait_for()
    assert await page.locator("#portal-listen").is_hidden()
    await page.evaluate("() => speech.arrive('local')")
    assert await page.locator("#portal-listen").is_visible()
    assert await why.count() == 0


async def test_a_voice_that_dies_silently_is_noticed_and_a_broken_one_says_so(open_context: OpenContext) -> None:
    page = await opened(open_context)
    await page.clock.install()
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")

    async def said_after(seconds: int) -> list[str]:
        """What is said anew within some seconds."""
        count = await page.evaluate("() => speech.said.length")
        await page.clock.run_for(seconds * 1000)
        return await page.evaluate("(count) => speech.said.slice(count)", count)

    first = await last(page)
    # Its end is never told.
    await page.evaluate("() => speech.lose()")
    (second,) = await said_after(3)
    assert second != first
    # It tells of words, and then of no more.
    await page.evaluate("() => speech.word(0)")
    assert await said_after(14) == []
    (third,) = await said_after(2)
    assert third != second
    # It tells nothing at all, but says that it speaks: Chromium's network voices after a quarter of a minute.
    assert await said_after(9) == []
    assert (await said_after(60))[0] != third
    # Once it has been heard, it is given twice the time that it needs, but what it was paused for does not count.
    await page.evaluate("() => speech.finish()")
    needs = len(await last(page)) / 10
    assert needs > 4
    assert await said_after(round(needs)) == []
    await page.evaluate("() => speech.finish()")
    most = max(8, 2 * len(await last(page)) / 10)
    assert await said_after(3) == []
    await press(page, "Tạm dừng")
    assert await said_after(100) == []
    await press(page, "Đọc")
    assert await said_after(int(most) - 1) == []
    (_,) = await said_after(4)
    # What was lost before it began is said once more, and then passed over.
    await page.evaluate("() => { speech.deaf = true; speech.finish(); }")
    lost = await last(page)
    await page.evaluate("() => speech.lose()")
    assert await said_after(3) == [lost]
    await page.evaluate("() => speech.lose()")
    assert lost not in await said_after(3)
    await page.evaluate("() => speech.fail('network')")
    await page.locator(".aloud-note").get_by_text("Giọng trên mạng không đọc được lúc này.").wait_for()


async def test_half_an_hour_is_read_to_its_end_and_nothing_is_left_out(open_context: OpenContext) -> None:
    page = await listening(open_context, LONG)
    sentences = await page.evaluate(
        """() => {
            const sentences = new Set();
            while (speech.current) {
                if (speech.said.length == 200) return [...sentences];
                sentences.add([...CSS.highlights.get("aloud-sentence")].map(String)[0]);
                speech.word(0);
                speech.finish();
            }
        }"""
    )
    # Sentence by sentence, each from where it was left.
    assert len(sentences) > 100
    await press(page, "Tạm dừng")
    at = await page.evaluate(MARKED)
    await press(page, "Đọc")
    assert await page.evaluate(MARKED) == at
    said = await read_through(page)
    assert len(" ".join(said).split()) > 5000
    assert max(map(len, said)) <= 160
    heard = "".join("".join(said).split())
    # But the marks of notes and the way back from them.
    for paragraph in await page.locator(".body p:not(:has(sup))").all_inner_texts():
        assert "".join(paragraph.rstrip("↩").split()) in heard
    await expect(page.locator(".aloud-note")).to_have_text("Đã đọc hết bài.")


async def test_the_player_follows_what_is_reset_with_all_settings(open_context: OpenContext) -> None:
    page = await listening(open_context)
    await press(page, "Tuỳ chọn")
    rate = page.get_by_label("Tốc độ")
    await rate.select_option("2")
    assert await page.evaluate("() => speech.current.rate") == 2
    await open_panel(page)
    await panel(page).locator("[data-reset-all]").click()
    await expect(rate).to_have_value("1")
    assert await page.evaluate("() => speech.current.rate") == 1
    # Neither that, nor what is not its own, is a reason to begin the sentence again.
    said = await page.evaluate("() => { portalReading.set('size', 120); return speech.said; }")
    assert len(said) == 3
    await panel(page).locator(".panel-undo button").click()
    await expect(rate).to_have_value("2")
    assert await page.evaluate("() => speech.current.rate") == 2


@pytest.mark.parametrize("offered", ["all", "some", "none"])
async def test_media_keys_go_by_sentences_where_the_browser_offers_them(
    open_context: OpenContext, offered: str
) -> None:
    context = await open_context()
    refuse = "if (/seek|stop/.test(action)) throw new TypeError(action);"
    nothing = "Object.defineProperty(Navigator.prototype, 'mediaSession', { value: undefined });"
    await context.add_init_script(
        nothing
        if offered == "none"
        else KEYS.replace("if (handler)", (refuse if offered == "some" else "") + "if (handler)")
    )
    await context.add_init_script(path=STUB)
    page = await context.new_page()
    await page.goto(FLOOD)
    await page.locator("#portal-listen").click()
    await page.wait_for_function("() => speech.current")
    title = await last(page)
    if offered != "none":
        steps = {"previoustrack", "nexttrack", *(("seekbackward", "seekforward") if offered == "all" else ())}
        # There is no time line to go to a second of.
        assert set(await page.evaluate("() => Object.keys(keys)")) == {"play", "pause", *steps} | (
            {"stop"} if offered == "all" else set()
        )
        assert await page.evaluate(SESSION) == ["playing", title, "Cổng thông tin điện tử huyện Sông Mơ"]
        for forward, back in [("nexttrack", "previoustrack"), ("seekforward", "seekbackward")][: len(steps) // 2]:
            await page.evaluate(f"() => keys.{forward}()")
            assert await last(page) != title
            await page.evaluate(f"() => keys.{back}()")
            assert await last(page) == title
        await page.evaluate("() => keys.pause()")
        assert await page.evaluate("() => [speech.current, navigator.mediaSession.playbackState]") == [None, "paused"]
        await page.evaluate("() => keys.play()")
        assert await last(page) == title
    await press(page, "Dừng hẳn")
    assert await page.evaluate("() => [speech.current, Object.keys(globalThis.keys ?? {})]") == [None, []]


async def test_leaving_the_page_stops_it(open_context: OpenContext) -> None:
    page = await listening(open_context)
    await page.evaluate(
        "() => addEventListener('pagehide', () => sessionStorage.setItem('left', `${speech.speaking}`))"
    )
    await page.goto("/")
    assert await page.evaluate("() => sessionStorage.getItem('left')") == "false"


async def test_the_player_is_accessible_and_fits_the_smallest_screen(open_context: OpenContext) -> None:
    page = await listening(open_context, viewport={"width": 320, "height": 640}, bypass_csp=True)
    await page.evaluate("() => portalReading.set('size', 600)")
    await press(page, "Tuỳ chọn")
    assert await page.evaluate("() => document.documentElement.scrollWidth") == 320
    player = page.locator(".aloud")
    await expect(player).to_have_css("font-size", "24px")
    # Even a voice of a long name asks on the screen.
    await page.evaluate("() => speech.voices.at(-1).name = 'Xa '.repeat(40)")
    await page.get_by_label("Giọng đọc").select_option("Xa")
    await expect(player.get_by_role("button", name="Dùng giọng này")).to_be_in_viewport(ratio=1)
    assert (await player.bounding_box() or {})["height"] <= 640
    await player.get_by_role("button", name="Không dùng").click()
    small = await page.evaluate(
        """() => [...document.querySelectorAll(".aloud :is(button, select), #portal-listen")].filter((part) => {
            const { width, height } = part.getBoundingClientRect();
            return !part.hidden && (width < 44 || height < 44);
        }).map((part) => part.textContent)"""
    )
    assert small == []
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == []
    # Nothing stays under the player at the page's end.
    await page.wait_for_function(
        """() => {
            scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
            const end = document.querySelector(".rating, .article-footer").getBoundingClientRect().bottom;
            return end <= document.querySelector(".aloud").getBoundingClientRect().top;
        }"""
    )
