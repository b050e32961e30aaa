"""StreamField values of many sites' kinds, and what a reader gets of each."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from portal_ui.backends.http import Http
from portal_ui.backends.wagtail.api import Api
from portal_ui.backends.wagtail.stream import render
from tests.backends.wagtail.site import Site

URL = "https://portal.example"
PICTURE = f'<img src="{URL}/media/original_images/harbour.jpg" alt="Harbour at dawn" width="1200" height="800">'
SPOKEN = PICTURE.replace("Harbour at dawn", "Boats &amp; nets")
SILENT = PICTURE.replace("Harbour at dawn", "")

CASES: list[tuple[str, Any, str]] = [
    ("heading", "A & B", "<h2>A &amp; B</h2>"),
    ("subheading", "A", "<h3>A</h3>"),
    ("heading_block", {"heading_text": "A", "size": "h4"}, "<h4>A</h4>"),
    ("text", "one\ntwo\n\nthree < four", "<p>one<br>two</p><p>three &lt; four</p>"),
    ("paragraph", "<p>as <b>it</b> is</p>", "<p>as <b>it</b> is</p>"),
    ("html", "<!-- note --><div>raw</div>", "<!-- note --><div>raw</div>"),
    ("image", 1, f"<figure>{PICTURE}</figure>"),
    ("picture", {"image": 1, "alt_text": "Boats & nets", "decorative": False}, f"<figure>{SPOKEN}</figure>"),
    ("picture", {"image": 1, "alt_text": "", "decorative": True}, f"<figure>{SILENT}</figure>"),
    (
        "image_block",
        {"image": 1, "caption": "Dawn", "attribution": "A. B."},
        f"<figure>{PICTURE}<figcaption>Dawn A. B.</figcaption></figure>",
    ),
    ("gallery", [1, 1], f'<div class="gallery"><figure>{PICTURE}</figure>\n<figure>{PICTURE}</figure></div>'),
    ("images", [{"type": "image", "value": 1}], f'<div class="gallery"><figure>{PICTURE}</figure></div>'),
    (
        "block_quote",
        {"text": "Said", "attribute_name": "She"},
        "<blockquote><p>Said</p><p><cite>She</cite></p></blockquote>",
    ),
    ("quote", "Said", "<blockquote><p>Said</p></blockquote>"),
    ("list", ["a", "b < c"], "<ul><li>a</li><li>b &lt; c</li></ul>"),
    ("embed_block", "https://video.example/1?a=1&b=2", '<iframe src="https://video.example/1?a=1&amp;b=2"></iframe>'),
    ("website", "https://x.example/", '<p><a href="https://x.example/">https://x.example/</a></p>'),
    ("button", {"label": "More", "url": "/more/"}, f'<p><a href="{URL}/more/">More</a></p>'),
    ("page", 4, f'<p><a href="{URL}/news/">News</a></p>'),
    ("page", 999, ""),
    ("document", 9, ""),
    (
        "table",
        {"data": [["a", "b"], ["c", None]], "first_row_is_table_header": True, "first_col_is_header": True},
        '<table><tr><th scope="col">a</th><th scope="col">b</th></tr><tr><th scope="row">c</th><td></td></tr></table>',
    ),
    (
        "typed",
        {
            "columns": [{"type": "text", "heading": "A"}, {"type": "image", "heading": "B"}],
            "rows": [{"values": ["x", 1]}],
            "caption": "Cap",
        },
        '<table><caption>Cap</caption><tr><th scope="col">A</th><th scope="col">B</th></tr>'
        f"<tr><td><p>x</p></td><td><figure>{PICTURE}</figure></td></tr></table>",
    ),
    (
        "card",
        {"title": "T", "theme": "dark", "alignment": "left", "body": [{"type": "paragraph", "value": "<p>in</p>"}]},
        "<h2>T</h2>\n<p>in</p>",
    ),
    ("flag", True, ""),
    ("nothing", None, ""),
    ("heading", "", ""),
    ("list", [], ""),
    ("date", 3.5, ""),
]


@pytest.mark.parametrize(
    ("name", "value", "html"), CASES, ids=[f"{name} {index}" for index, (name, _, _) in enumerate(CASES)]
)
async def test_blocks(name: str, value: Any, html: str) -> None:
    api = Api(Http(URL, transport=httpx.MockTransport(Site())), URL, "/api/v2/")
    assert await render([{"type": name, "value": value, "id": "x"}], api) == html


async def test_what_is_no_block_is_nothing() -> None:
    api = Api(Http(URL, transport=httpx.MockTransport(Site())), URL, "/api/v2/")
    assert await render(["text", 4, None, {}], api) == ""
