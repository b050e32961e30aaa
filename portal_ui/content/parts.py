"""Long bodies in parts: groups of blocks that a browser lays out, or leaves alone, together.

What a step of size costs grows with the number of boxes that a browser has to look at, even where it lays out none of
what is in them. A long article has hundreds of blocks, some dozens of parts, and a few groups of parts.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from portal_ui.content.pipeline.tree import HEADINGS, parse, serialise, visible_text

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

FEW_BLOCKS = 40
"""A body of fewer blocks is left as it is."""
PART = 1500
"""Characters after which the next block begins a new part: two screens of a desktop, four of a phone."""
GROUP = 8
"""Parts in a group, at most."""


def in_parts(html: str) -> str:
    """Return a cleaned body with its blocks in `div.part`, as many of them as hold some `PART` characters together.

    Parts stand in `div.parts`, up to `GROUP` in each. A heading stays with what follows it. A body of few blocks is
    returned as it is.
    """
    root = parse(html, Counter())
    blocks = list(root)
    if len(blocks) < FEW_BLOCKS:
        return html
    parts: list[Element] = []
    length = 0
    for block in blocks:
        if not parts or (length >= PART and parts[-1][-1].tag not in HEADINGS):
            parts.append(etree.Element("div", {"class": "part"}))
            length = 0
        length += len(visible_text(block))
        parts[-1].append(block)
    groups = -(-len(parts) // GROUP)
    for number in range(groups):
        group = etree.SubElement(root, "div", {"class": "parts"})
        # As many in each as in the others, for a browser takes all that it has not laid out to be of one height.
        group.extend(parts[len(parts) * number // groups : len(parts) * (number + 1) // groups])
    return "".join(serialise(group) for group in root)
