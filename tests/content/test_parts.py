"""Long bodies in parts: nothing is lost, nothing torn apart."""

from __future__ import annotations

import re

from portal_ui.content.parts import FEW_BLOCKS, PART, in_parts

WRAPPER = re.compile(r'<div class="part">(.*?)</div>(?=<div class="part">|$)', re.DOTALL)
SENTENCE = "Bạn đọc tự chọn cỡ chữ. "


def paragraphs(count: int) -> list[str]:
    return [
        f'<p id="doan-{i}">{SENTENCE * 10}<br>a &lt; b <a title="1 &gt; 0" href="#x">{i}</a></p>' for i in range(count)
    ]


def test_a_short_body_is_left_as_it_is() -> None:
    body = "\n".join(paragraphs(FEW_BLOCKS - 1))
    assert in_parts(body) == body
    assert in_parts("") == ""


def test_a_long_body_is_whole_and_in_order() -> None:
    blocks = paragraphs(80)
    parts: list[str] = WRAPPER.findall(in_parts("\n".join(blocks)))
    assert "".join(parts) == "\n".join(blocks)
    assert 10 <= len(parts) <= 20
    assert all(part.startswith("<p") and part.rstrip().endswith("</p>") for part in parts)


def test_nested_blocks_and_media_stay_whole() -> None:
    item = "<ul><li><p>Một</p><img src='a' alt='b'></li></ul>".replace("'", '"')
    table = '<div class="table-region"><table><tbody><tr><td><div>1</div></td></tr></tbody></table></div>'
    parts: list[str] = WRAPPER.findall(in_parts((item + table + "<hr>" + f"<p>{SENTENCE * 30}</p>") * 30))
    assert all(part.count(f"<{tag}") == part.count(f"</{tag}>") for part in parts for tag in ("div", "ul", "table"))
    assert len(parts) > 5


def test_a_heading_stays_with_what_follows() -> None:
    pair = [f"<p>{'x' * PART}</p>", "<h2>Mục</h2>"]
    parts: list[str] = WRAPPER.findall(in_parts("".join(pair * FEW_BLOCKS)))
    assert not any(part.endswith("</h2>") for part in parts[:-1])
    assert sum(part.startswith("<h2>") for part in parts) == FEW_BLOCKS
