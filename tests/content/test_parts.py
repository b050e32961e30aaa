"""Long bodies in parts: nothing is lost, nothing torn apart."""

from __future__ import annotations

import re

from portal_ui.content.parts import FEW_BLOCKS, GROUP, PART, in_parts

SENTENCE = "Bạn đọc tự chọn cỡ chữ. "


def paragraphs(count: int) -> list[str]:
    return [
        f'<p id="doan-{i}">{SENTENCE * 10}<br>a &lt; b <a title="1 &gt; 0" href="#x">{i}</a></p>' for i in range(count)
    ]


def inside(name: str, html: str) -> list[str]:
    """Return what is in each `div` of this class, which is all that there is."""
    return re.findall(rf'<div class="{name}">(.*?)</div>(?=<div class="{name}">|$)', html, re.DOTALL)


def parts_of(html: str) -> list[str]:
    return [part for group in inside("parts", in_parts(html)) for part in inside("part", group)]


def test_a_short_body_is_left_as_it_is() -> None:
    body = "\n".join(paragraphs(FEW_BLOCKS - 1))
    assert in_parts(body) == body
    assert in_parts("") == ""


def test_a_long_body_is_whole_and_in_order() -> None:
    blocks = paragraphs(80)
    parts = parts_of("\n".join(blocks))
    assert "".join(parts) == "\n".join(blocks)
    assert 10 <= len(parts) <= 20
    assert all(part.startswith("<p") and part.rstrip().endswith("</p>") for part in parts)


def test_parts_stand_in_groups_of_about_one_size() -> None:
    groups = [inside("part", group) for group in inside("parts", in_parts("\n".join(paragraphs(400))))]
    assert len(groups) > 5
    assert {len(parts) for parts in groups} <= {GROUP - 1, GROUP}


def test_nested_blocks_and_media_stay_whole() -> None:
    item = "<ul><li><p>Một</p><img src='a' alt='b'></li></ul>".replace("'", '"')
    table = '<div class="table-region"><table><tbody><tr><td><div>1</div></td></tr></tbody></table></div>'
    parts = parts_of((item + table + "<hr>" + f"<p>{SENTENCE * 30}</p>") * 30)
    assert all(part.count(f"<{tag}") == part.count(f"</{tag}>") for part in parts for tag in ("div", "ul", "table"))
    assert len(parts) > 5


def test_a_heading_stays_with_what_follows() -> None:
    pair = [f"<p>{'x' * PART}</p>", "<h2>Mục</h2>"]
    parts = parts_of("".join(pair * FEW_BLOCKS))
    assert not any(part.endswith("</h2>") for part in parts[:-1])
    assert sum(part.startswith("<h2>") for part in parts) == FEW_BLOCKS
