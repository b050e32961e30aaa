"""A picture enlarged over the page: by keyboard and touch, among those of its gallery, and back to the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.portal import DESKTOP, LONG, PHONE, hydrated
from tests.browser.test_axe import expect_nothing
from tests.browser.test_images import MOVING

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext, OpenPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

GALLERY = "/articles/hoi-dua-thuyen-song-mo-2026"
BOAT = "Phóng to hình 2: Thuyền Bến Sương bứt lên ở 300 mét cuối."
READY = "() => document.querySelector('.gallery a.enlarge[role=button]') != null"
SCROLL = "document.querySelector('.picture-stage').scrollLeft"
# The picture, the size at which it is shown beside that of the stage, and whether anything sticks out sideways.
SHOWN = """() => {
    const stage = document.querySelector(".picture-stage");
    const image = stage.querySelector("img");
    const { width, height } = image.getBoundingClientRect();
    return image.complete && [image.alt, width / stage.clientWidth, height / stage.clientHeight,
        document.querySelector("dialog").scrollWidth - innerWidth];
}"""


async def opened(open_context: OpenContext, **options: object) -> Page:
    """The article with the gallery, scrolled to its second picture's link."""
    page = await (await open_context(**options)).new_page()
    await page.goto(GALLERY)
    await hydrated(page)
    await page.evaluate("() => portalReading.load('picture_view').then(() => {})")
    await page.wait_for_function(READY)
    return page


async def fits(page: Page) -> None:
    """The whole picture is seen, as large as the stage lets it be."""
    shown = await page.wait_for_function(SHOWN)
    alternative, across, down, sideways = await shown.json_value()
    assert alternative
    assert max(across, down) == pytest.approx(1, abs=0.01)
    assert sideways <= 0


async def test_by_keyboard_alone_among_those_of_the_gallery_and_back(open_context: OpenContext) -> None:
    page = await opened(open_context, viewport=DESKTOP, bypass_csp=True)
    link = page.get_by_role("button", name=BOAT, exact=True)
    dialog = page.get_by_role("dialog")
    stage = page.get_by_role("group", name="Khung xem hình")
    await link.scroll_into_view_if_needed()
    await link.focus()
    place = await link.bounding_box()
    await page.keyboard.press("Space")
    await expect(dialog).to_have_accessible_name("Hình 2 trong 4 hình")
    await expect(dialog).to_have_accessible_description("Thuyền Bến Sương bứt lên ở 300 mét cuối.")
    await expect(stage).to_be_focused()
    alternative = await page.locator(".gallery img").nth(1).get_attribute("alt")
    assert alternative
    await expect(dialog.get_by_role("img")).to_have_accessible_name(alternative)
    await expect(dialog.get_by_text(alternative)).to_be_visible()
    await fits(page)

    for key, number in (("ArrowRight", 3), ("ArrowRight", 4), ("ArrowRight", 4), ("ArrowLeft", 3)):
        await page.keyboard.press(key)
        await expect(dialog).to_have_accessible_name(f"Hình {number} trong 4 hình")
    await expect(dialog.get_by_role("status")).to_contain_text("Hình 3 trong 4 hình. Đội nữ Gò Diều, hạng ba. Thuyền")
    await page.keyboard.press("+")
    await page.keyboard.press("+")
    await expect(dialog.get_by_role("status")).to_have_text("200 %")
    before = await page.evaluate(SCROLL)
    assert before > 0
    await page.keyboard.press("ArrowLeft")
    await page.wait_for_function(f"(before) => {SCROLL} < before", arg=before)
    await expect(dialog).to_have_accessible_name("Hình 3 trong 4 hình")
    for _ in range(6):
        await page.keyboard.press("+")
    larger = dialog.get_by_role("button", name="Phóng to", exact=True)
    await expect(larger).to_have_attribute("aria-disabled", "true")
    for _ in range(9):
        await page.keyboard.press("-")
    await expect(larger).to_have_attribute("aria-disabled", "false")
    await fits(page)

    await expect_nothing(page)
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(link).to_be_focused()
    after = await link.bounding_box()
    assert place and after
    assert after["y"] == pytest.approx(place["y"], abs=1)


async def test_on_a_phone_by_the_picture_and_the_buttons(open_context: OpenContext) -> None:
    page = await opened(open_context, viewport=PHONE, has_touch=True)
    picture = page.locator(".gallery img").first
    await picture.scroll_into_view_if_needed()
    await picture.tap()
    dialog = page.get_by_role("dialog", name="Hình 1 trong 4 hình")
    await fits(page)
    buttons = dialog.get_by_role("button")
    assert await buttons.count() == 5
    for button in await buttons.all():
        box = await button.bounding_box()
        assert box and min(box["width"], box["height"]) >= 44
    previous = dialog.get_by_role("button", name="Hình trước")
    await expect(previous).to_have_attribute("aria-disabled", "true")
    await page.get_by_role("dialog").get_by_role("button", name="Hình sau").tap()
    await expect(page.get_by_role("dialog", name="Hình 2 trong 4 hình")).to_be_visible()
    # A phone on its side: seen whole again.
    await page.set_viewport_size({"width": 844, "height": 390})
    await fits(page)
    await page.get_by_role("button", name="Đóng").tap()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.locator(".gallery a.enlarge").first).to_be_focused()


async def test_at_the_largest_size_the_words_are_read_below_it(open_context: OpenContext) -> None:
    page = await opened(open_context, viewport={"width": 320, "height": 640}, color_scheme="dark", bypass_csp=True)
    await page.evaluate("portalReading.set('size', 600)")
    columns = "getComputedStyle(document.querySelector('.gallery')).gridTemplateColumns.split(' ').length"
    assert await page.evaluate(columns) == 1
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    await page.locator(".gallery a.enlarge").nth(1).press("Enter")
    dialog = page.get_by_role("dialog")
    await fits(page)
    words = dialog.locator(".picture-alternative")
    assert await words.evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)") == pytest.approx(114, abs=1)
    await page.keyboard.press("End")
    await words.scroll_into_view_if_needed()
    await expect(words).to_be_in_viewport()
    await expect(dialog.get_by_role("button", name="Đóng")).to_be_in_viewport(ratio=1)
    assert await words.evaluate("(words) => words.scrollWidth - words.clientWidth") <= 0


async def test_one_by_itself_and_one_that_cannot_be_had(open_page: OpenPage) -> None:
    page = await open_page(LONG)
    await hydrated(page)
    await page.evaluate("() => portalReading.load('picture_view').then(() => {})")
    link = page.get_by_role("button", name="Phóng to hình: Một góc đọc đủ thiết bị", exact=False)
    await expect(link).to_have_count(1)
    await page.evaluate("document.querySelector('.body a.enlarge').href = '/media/khong-co.webp'")
    await page.route("**/khong-co.webp", lambda route: route.fulfill(status=200, body="", content_type="image/webp"))
    await link.press("Enter")
    dialog = page.get_by_role("dialog", name="Hình phóng to")
    await expect(dialog.get_by_text("Chưa tải được hình lớn.").first).to_be_visible()
    await expect(dialog.get_by_role("button", name="Hình sau")).to_have_count(0)
    await fits(page)
    # Hidden pictures are shown to whoever asks for one.
    await page.keyboard.press("Escape")
    await page.evaluate("portalReading.set('images', 'hidden')")
    await link.press("Enter")
    await expect(dialog.get_by_role("img")).to_be_visible()


async def test_one_that_moves_stays_as_still_as_in_the_page(open_page: OpenPage) -> None:
    page = await open_page(reduced_motion="reduce")
    await page.route("**/media/**", lambda route: route.fulfill(body=MOVING, content_type="image/gif"))
    await page.goto(LONG)
    still = page.locator(".cover canvas")
    await expect(still).to_be_visible()
    await page.locator(".cover").get_by_role("button").click()
    shown = page.get_by_role("dialog", name="Hình phóng to").locator("canvas")
    await expect(shown).to_be_visible()
    await expect(shown).to_have_accessible_name(await still.get_attribute("aria-label") or "")
    red = [255, 0, 0, 255]
    assert await shown.evaluate("(shown) => [...shown.getContext('2d').getImageData(0, 0, 1, 1).data]") == red


async def test_without_a_script_the_link_leads_to_the_file(open_page: OpenPage) -> None:
    page = await open_page(GALLERY, java_script_enabled=False)
    figures = page.locator("ul.gallery > li > figure")
    await expect(figures).to_have_count(4)
    await expect(figures.nth(1).locator("figcaption")).to_have_text("Thuyền Bến Sương bứt lên ở 300 mét cuối.")
    await page.get_by_role("link", name=BOAT, exact=True).click()
    await page.wait_for_url("**/media/tin-tuc/thuyen-ben-suong.webp")


async def test_in_frames_it_stays_a_link(open_page: OpenPage) -> None:
    page = await open_page(f"/embed{GALLERY}")
    await page.evaluate("() => portalReading.load('picture_view').then(() => {})")
    await expect(page.get_by_role("link", name=BOAT, exact=True)).to_be_visible()
