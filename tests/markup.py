"""Reading the pages that come back."""

from __future__ import annotations

from typing import Any

from lxml import html


def parse(text: str) -> Any:
    """Return the document's root element, for XPath; the types of lxml stop where XPath begins."""
    return html.fromstring(text)  # pyright: ignore[reportUnknownMemberType]
