"""Settings on their way to another device: by code, link and picture, asked for, shown before use, and taken back."""

from __future__ import annotations

import io
import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.async_api import expect

from portal_ui.server.renderer.renderer import node_program
from tests.browser.panel import READING, chosen, open_panel, panel
from tests.browser.portal import ARTICLE
from tests.browser.reading.reader import expect_said
from tests.browser.test_axe import AXE, RUN
from tests.browser.test_keyboard import SMALL
from tests.browser.test_reflow import SIDEWAYS
from tests.serving import ROOT

if TYPE_CHECKING:
    from tests.browser.conftest import OpenContext

pytestmark = pytest.mark.asyncio(loop_scope="session")

SETTINGS = {"size": 240, "contrast": -1, "line-height": 1.8, "theme": "own", "own-paper": "#123456"}
READ = """
import decodeQR from %s;
import { readFileSync } from "node:fs";
console.log(decodeQR({ width: %d, height: %d, data: new Uint8Array(readFileSync(0)) }));
"""


def read(picture: bytes) -> str:
    """Return what a reader of QR codes sees in a screenshot."""
    image = Image.open(io.BytesIO(picture)).convert("RGBA")
    reader = (ROOT / ".web" / "node_modules" / "qr" / "decode.js").as_uri()
    program = READ % (json.dumps(reader), *image.size)
    command = [node_program(), "--input-type=module", "--eval", program]
    return subprocess.run(command, input=image.tobytes(), capture_output=True, check=True).stdout.decode().strip()


async def test_settings_go_from_one_device_to_another(open_context: OpenContext) -> None:
    context = await open_context(bypass_csp=True, color_scheme="dark")
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    await page.goto(ARTICLE)
    await page.evaluate('localStorage.setItem(\'portal-reading-presets\', \'[{"name": "Bà Lựu", "values": {}}]\')')
    await open_panel(page)
    await page.wait_for_function("portalReading.load('carry').then(Boolean)")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type != "font" else None)
    part = panel(page).locator(".panel-carry")
    make = part.get_by_role("button", name="Tạo mã")
    code, link, picture = part.locator("[data-code]"), part.locator("[data-link]"), part.get_by_role("img")

    # Nothing is made before it is asked for, or where there is nothing to carry.
    await expect(code).to_be_empty()
    await make.press("Enter")
    await expect(make).to_have_attribute("aria-expanded", "true")
    await expect(part.locator("[data-empty]")).to_be_visible()
    await expect(picture).to_be_hidden()
    await page.evaluate("(values) => portalReading.replace(values)", SETTINGS)
    await expect(code).to_have_text(re.compile(r"^1\.CO-1\.LH1,8\.OP123456\.SI240\.THOWN\.[0-9A-Z]{2}$"))
    written = await code.text_content() or ""
    address = page.url.replace(ARTICLE, f"{READING}#reading={written}")
    await expect(link).to_have_attribute("href", address)
    for word, copied in (("Chép mã", written), ("Chép đường dẫn", address)):
        await part.get_by_role("button", name=word).click()
        await expect(part.get_by_role("status")).to_have_text("Đã chép.")
        assert await page.evaluate("navigator.clipboard.readText()") == copied
    # Black on white with its quiet zone, on a dark page too.
    await expect(picture).to_have_accessible_name("Mã QR của đường dẫn trên")
    assert read(await picture.screenshot()) == address
    await page.add_script_tag(path=AXE)
    assert await page.evaluate(RUN) == []
    assert await page.evaluate(SMALL) == []
    await make.click()
    await expect(code).to_be_empty()
    await expect(make).to_have_attribute("aria-expanded", "false")

    # Typed anywhere else: refused with a reason, shown, asked, used and taken back.
    await page.evaluate("portalReading.replace({ size: 165, links: 'marked' })")
    await part.get_by_role("button", name="Nhập mã").click()
    field = part.get_by_label("Mã hoặc đường dẫn")
    await expect(field).to_be_focused()
    slip = written.replace("240", "340")
    for given, reason in (
        ("", "Mã chưa đủ"),
        (written[:-1], "Mã chưa đủ"),
        (slip, "Mã có chỗ sai"),
        ("2.SI200.7G", "phiên bản mới hơn"),
    ):
        await field.fill(given)
        await field.press("Enter")
        await expect(field).to_have_accessible_description(re.compile(reason))
        await expect(field).to_have_attribute("aria-invalid", "true")
        await expect(field).to_have_value(given)
        await expect(part.locator("[data-changes]")).to_be_hidden()
    changes = part.get_by_role("listitem")
    for given in (written.lower(), written.replace(".", " "), address):
        await field.fill(given)
        await field.press("Enter")
        await expect(part.locator("[data-changes] p")).to_be_focused()
        await expect(changes).to_have_text(
            [
                "Cỡ chữ: từ 165 % thành 240 %",
                "Tương phản: từ thường thành thấp",
                "Khoảng cách dòng: từ 1,6 thành 1,8",
                "Khoảng cách đoạn: từ 2,4 em thành 2,7 em",
                "Màu trang: từ Theo máy của tôi thành Màu của tôi",
                "Màu nền: từ chưa chọn thành #123456",
                "Liên kết: từ Đánh dấu rõ thành Gạch chân",
            ]
        )
        assert await chosen(page) == {"size": 165, "links": "marked"}
    assert await page.evaluate(RUN) == []
    await part.get_by_role("button", name="Thôi").click()
    await expect(field).to_be_focused()
    assert await chosen(page) == {"size": 165, "links": "marked"}
    await field.fill(written)
    await field.press("Enter")
    await part.get_by_role("button", name="Dùng các cài đặt này").click()
    await expect_said(page, "Đang dùng các cài đặt của mã.")
    assert await chosen(page) == SETTINGS
    await field.fill(written)
    await field.press("Enter")
    await expect(field).to_have_accessible_description(re.compile("Bạn đang dùng đúng"))
    await panel(page).locator(".panel-undo button").click()
    assert await chosen(page) == {"size": 165, "links": "marked"}
    assert [url for url in asked if "/assets/" not in url] == []

    # The link does the same on another device, and on the smallest screen at the largest size all of it is there.
    other = await (await open_context(viewport={"width": 320, "height": 640})).new_page()
    await other.goto(address)
    assert await chosen(other) == SETTINGS
    await other.evaluate("portalReading.set('size', 600)")
    await panel(other).get_by_role("button", name="Tạo mã").click()
    await expect(panel(other).get_by_role("img")).to_be_visible()
    assert await other.evaluate(SIDEWAYS) <= 0
    assert read(await panel(other).get_by_role("img").screenshot()).endswith(
        "SI600.THOWN." + (await other.evaluate("document.querySelector('[data-code]').textContent"))[-2:]
    )
