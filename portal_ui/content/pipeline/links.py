"""Links that lead away from the portal say so, and tell the other site nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.content.pipeline.tree import UNWRAP, classes, drop_attribute, set_classes, settle, visible_text
from portal_ui.content.pipeline.urls import host

if TYPE_CHECKING:
    from portal_ui.content.pipeline.context import Context
    from portal_ui.content.pipeline.tree import Element


def mark_links(root: Element, address: str, context: Context) -> None:
    """Mark links to other hosts than the portal's own with class `external` and the `rel` that goes with it.

    They open where the reader opens them: no new window (WCAG 3.2.5). A link without address is only its text, one
    whose text is its address gets class `bare-address`: print adds the address to all others.
    """
    own = {name.lower() for name in context.site_hosts} | {host(address)}
    for link in root.iter("a"):
        url = link.get("href")
        if url is None:
            for name in ("title", "hreflang", "type"):
                drop_attribute(link, name)
            link.tag = "span" if link.get("id") or link.get("lang") or link.get("dir") else UNWRAP
            continue
        if _bare(url) == _bare(visible_text(link)):
            set_classes(link, [*classes(link), "bare-address"])
        if _leads_away(url, own):
            link.set("rel", "noopener noreferrer external")
            set_classes(link, [*classes(link), "external"])
    settle(root)


def _bare(url: str) -> str:
    bare = url.lower().removeprefix("mailto:").removeprefix("https:").removeprefix("http:")
    return bare.removeprefix("//").removeprefix("www.").rstrip("/")


def _leads_away(url: str, own: set[str]) -> bool:
    target = host(url)
    return bool(target) and url.lower().startswith(("http:", "https:", "//")) and target not in own
