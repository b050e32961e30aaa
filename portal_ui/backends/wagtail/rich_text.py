"""Rich text as Wagtail keeps it: links and images that name a page, document or image by its number.

Sites before Wagtail 8 have nothing else to give
(https://docs.wagtail.org/en/stable/extending/rich_text_internals.html#data-format).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from portal_ui.backends.values import number

if TYPE_CHECKING:
    from portal_ui.backends.wagtail.api import Api

_LINKS = "descendant::a[@linktype]"
_EMBEDS = "descendant::embed[@embedtype]"


async def expand(html: str, api: Api) -> str:
    """Return the HTML in a `div`, each reference replaced by the address or image it means.

    A link to what readers may not see becomes its words; an image that is gone, goes.
    """
    if "linktype" not in html and "embedtype" not in html:
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    await asyncio.gather(
        *(_link(link, api) for link in root.xpath(_LINKS)),
        *(_embed(embed, api) for embed in root.xpath(_EMBEDS)),
    )
    return lxml_html.tostring(root, encoding="unicode")


async def _link(link: lxml_html.HtmlElement, api: Api) -> None:
    kind, key = link.get("linktype"), number(link.get("id"))
    url = None
    if key and kind == "page":
        url = await api.page_url(key)
    elif key and kind == "document":
        url = await api.document_url(key)
    if url is None:
        link.drop_tag()
        return
    for name in ("linktype", "id"):
        link.attrib.pop(name, None)
    link.set("href", url)


async def _embed(embed: lxml_html.HtmlElement, api: Api) -> None:
    key = number(embed.get("id"))
    if embed.get("embedtype") == "image" and key:
        image = await api.image(key)
        if image is not None:
            element = etree.SubElement(embed, "img", src=image.url, alt=embed.get("alt") or "")
            for name, size in (("width", image.width), ("height", image.height)):
                if size:
                    element.set(name, str(size))
    elif embed.get("embedtype") == "media" and urlsplit(embed.get("url") or "").scheme in {"http", "https"}:
        etree.SubElement(embed, "iframe", src=embed.get("url") or "")
    embed.drop_tag()
