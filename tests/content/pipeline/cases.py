"""The fixture cases: one folder each, so that a new case needs no code.

`source.html` is what a CMS sends, `expected.html` what a page shows (a line for each block). `given.json` may hold the
article's language and what the page knows of links and images; `expected.json` the headings, words or losses to check.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal_ui.content.pipeline import Context, clean

if TYPE_CHECKING:
    from portal_ui.content.model import CleanBody

ADDRESS = "https://portal.example/tin/bai.html"
FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/source.html"))

_END_OF_BLOCK = re.compile(r"(</(?:p|h\d|li|ul|ol|dl|dt|dd|tr|thead|tbody|table|div|figure|blockquote|pre)>|<hr>)(?=<)")


def read_source(folder: Path) -> str:
    """Return the case's input, line ends as they are."""
    return (folder / "source.html").read_bytes().decode()


def read_json(folder: Path, name: str) -> dict[str, Any]:
    """Return the file's object, an empty one if there is no such file."""
    path = folder / name
    return json.loads(path.read_text()) if path.exists() else {}


def clean_case(folder: Path) -> CleanBody:
    """Clean the case's source with what is given for it."""
    given = read_json(folder, "given.json")
    links: dict[str, str] = given.get("link", {})
    copies: dict[str, str] = given.get("image", {})
    sizes: dict[str, list[int]] = given.get("image_size", {})

    def image_size(url: str) -> tuple[int, int] | None:
        width, height = sizes.get(url, (0, 0))
        return (width, height) if width else None

    context = Context(
        link=links.get,
        image=lambda url: copies.get(url, url),
        image_size=image_size,
        site_hosts=frozenset(given.get("site_hosts", ())),
    )
    return clean(read_source(folder), address=ADDRESS, lang=given.get("lang"), context=context)


def by_lines(html: str) -> str:
    """Return the HTML with a line for each block, as `expected.html` has it."""
    return _END_OF_BLOCK.sub(r"\1\n", html)
