"""Rating an article: by mouse, keyboard and without JavaScript, and when its store is away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.test_axe import expect_nothing
from tests.serving import free_port, serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.browser.conftest import OpenContext, OpenPage, Trouble
    from tests.serving import Served

in_the_browser = pytest.mark.asyncio(loop_scope="session")

ARTICLE = "/articles/cho-phien-nong-san"
OTHER = "/articles/phan-loai-rac-tai-nha"
VOTES = re.compile(r"Tổng số điểm của bài viết là: (\d+) trong (\d+) đánh giá")


async def figure(page: Page) -> tuple[int, int]:
    """Return the sum and the number of votes that the page shows."""
    found = VOTES.search(await page.locator(".rating-sum").inner_text())
    assert found
    return int(found[1]), int(found[2])


async def hydrated(page: Page) -> None:
    """Wait until the rating's form is React's: it asks for the present figure when it comes into view."""
    async with page.expect_response("**/rating"):
        await page.locator(".rating").scroll_into_view_if_needed()


@in_the_browser
async def test_votes_without_leaving_the_place(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    total, votes = await figure(page)
    top = await page.evaluate("scrollY")
    assert await page.context.cookies() == [], "reading sets no cookie"

    await page.get_by_role("radio", name="4 – tốt").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.get_by_role("status").get_by_text("Cảm ơn bạn đã đánh giá.")).to_be_visible()
    assert await figure(page) == (total + 4, votes + 1)
    assert abs(await page.evaluate("scrollY") - top) < 200
    assert page.url.endswith(ARTICLE)
    (cookie,) = await page.context.cookies()
    assert cookie.get("httpOnly")
    assert cookie.get("sameSite") == "Lax"

    await page.get_by_role("radio", name="2 – kém").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.get_by_text("Bạn đã chấm 2 điểm (kém).")).to_be_visible()
    assert await figure(page) == (total + 2, votes + 1)

    await page.reload()
    await hydrated(page)
    await expect(page.get_by_role("radio", name="2 – kém")).to_be_checked()

    await page.get_by_role("button", name="Rút lại đánh giá").click()
    await expect(page.get_by_text("Đánh giá của bạn đã được rút lại.")).to_be_visible()
    assert await figure(page) == (total, votes)
    await expect(page.get_by_role("radio", name="2 – kém")).not_to_be_checked()


@in_the_browser
async def test_the_same_without_javascript(open_page: OpenPage) -> None:
    page = await open_page(OTHER, java_script_enabled=False)
    total, votes = await figure(page)
    await page.get_by_role("radio", name="5 – rất tốt").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    assert page.url.endswith(f"{OTHER}/rating")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Đánh giá:")
    assert await figure(page) == (total + 5, votes + 1)
    await expect(page.get_by_text("Bạn đã chấm 5 điểm (rất tốt).")).to_be_visible()
    await expect(page.get_by_role("radio", name="5 – rất tốt")).to_be_checked()

    await page.get_by_role("link", name="Trở lại bài viết").click()
    assert page.url.endswith(OTHER)
    assert await figure(page) == (total + 5, votes + 1), "the reader sees the new sum at once"

    await page.goto(f"{OTHER}/rating")
    await page.get_by_role("button", name="Rút lại đánh giá").click()
    assert await figure(page) == (total, votes)


@in_the_browser
async def test_before_hydration_the_form_posts_by_itself(open_page: OpenPage, trouble: Trouble) -> None:
    trouble.expect("entry.client")
    page = await open_page("/")
    await page.route("**/assets/entry.client-*.js", lambda route: route.abort())
    await page.goto(OTHER)
    await page.get_by_role("radio", name="3 – đạt").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await page.wait_for_url(f"**{OTHER}/rating")
    await expect(page.get_by_text("Bạn đã chấm 3 điểm (đạt).")).to_be_visible()
    await page.get_by_role("button", name="Rút lại đánh giá").click()


@in_the_browser
async def test_by_keyboard_alone(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    total, votes = await figure(page)
    await page.get_by_role("radio", name="1 – rất kém").focus()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("radio", name="3 – đạt")).to_be_checked()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Bạn đã chấm 3 điểm (đạt).")).to_be_visible()
    assert await figure(page) == (total + 3, votes + 1)
    await page.get_by_role("button", name="Rút lại đánh giá").press("Space")
    await expect(page.get_by_text("Đánh giá của bạn đã được rút lại.")).to_be_visible()


@in_the_browser
async def test_other_readers_see_it_within_seconds(open_page: OpenPage) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    total, votes = await figure(page)
    await page.get_by_role("radio", name="5 – rất tốt").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.get_by_text("Bạn đã chấm 5 điểm")).to_be_visible()
    text = await (await page.request.get(ARTICLE)).text()
    assert f"{total + 5} trong {votes + 1} đánh giá" in text
    await page.get_by_role("button", name="Rút lại đánh giá").click()


@in_the_browser
async def test_without_an_answer_it_says_so_and_the_choice_stays(open_page: OpenPage, trouble: Trouble) -> None:
    page = await open_page(ARTICLE)
    await hydrated(page)
    trouble.expect("ERR_INTERNET_DISCONNECTED")
    await page.context.set_offline(True)
    await page.get_by_role("radio", name="4 – tốt").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.get_by_text("Chưa gửi được.")).to_be_visible()
    await expect(page.get_by_role("radio", name="4 – tốt")).to_be_checked()


@in_the_browser
async def test_axe_finds_nothing_in_any_state(open_context: OpenContext) -> None:
    page = await (await open_context(bypass_csp=True)).new_page()
    await page.goto(ARTICLE)
    await hydrated(page)
    await page.get_by_role("radio", name="4 – tốt").check()
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.get_by_text("Cảm ơn bạn đã đánh giá.")).to_be_visible()
    await expect_nothing(page)
    await page.goto(f"{ARTICLE}/rating")
    await expect_nothing(page)
    await page.get_by_role("button", name="Rút lại đánh giá").click()
    await expect(page.get_by_text("Đánh giá của bạn đã được rút lại.")).to_be_visible()
    await expect_nothing(page)


@in_the_browser
async def test_a_refusal_says_what_to_do(open_page: OpenPage, trouble: Trouble) -> None:
    trouble.expect("status of 400")
    page = await open_page(OTHER, java_script_enabled=False)
    await page.get_by_role("radio", name="5 – rất tốt").evaluate("radio => { radio.value = '9'; radio.checked = true }")
    await page.get_by_role("button", name="Gửi đánh giá").click()
    await expect(page.get_by_text("Xin chọn một mức từ 1 đến 5 rồi gửi lại.")).to_be_visible()
    await expect(page.get_by_role("link", name="Trở lại bài viết")).to_be_visible()


@in_the_browser
async def test_an_article_without_rating_has_none(open_page: OpenPage) -> None:
    page = await open_page("/articles/nghi-le-2-9")
    assert await page.locator(".rating").count() == 0
    answer = await page.request.get("/articles/nghi-le-2-9/rating")
    assert answer.status == 404


@in_the_browser
@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_at_600_percent_nothing_goes_sideways(open_context: OpenContext, portal: Served, width: int) -> None:
    saved = {"name": "portal-reading", "value": '{"size": 600}'}
    context = await open_context(
        viewport={"width": width, "height": 640},
        storage_state={"origins": [{"origin": portal.url, "localStorage": [saved]}]},
    )
    page = await context.new_page()
    await page.goto(ARTICLE)
    await hydrated(page)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    for control in await page.locator(".rating label, .rating button").all():
        box = await control.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 44


@in_the_browser
async def test_the_store_away_the_article_reads(tmp_path: Path, open_page: OpenPage) -> None:
    with serve(tmp_path / "log", database_url=f"postgresql://nobody@127.0.0.1:{free_port()}/none") as served:
        page = await open_page("/")
        await page.goto(served.url + ARTICLE)
        await expect(page.get_by_text("Phần đánh giá đang tạm nghỉ.")).to_be_visible()
        assert len(await page.locator(".body").inner_text()) > 500
        assert "nobody" not in await page.content()
        await page.wait_for_load_state("networkidle")


def test_switched_off_for_the_whole_site(tmp_path: Path) -> None:
    with serve(tmp_path / "log", ratings="false") as served:
        assert "đánh giá" not in httpx.get(served.url + ARTICLE).text.partition("<body>")[2]
        assert httpx.get(f"{served.url}{ARTICLE}/rating").status_code == 404
