"""Parsed pages, and what is asked of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from lxml import etree
from lxml import html as lxml_html
from lxml.cssselect import CSSSelector
from lxml.etree import ParserError

from portal_ui.backends.values import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  # lxml's only name for it

_HIDDEN = ("script", "style", "noscript", "template")
_BLOCKS = frozenset(("p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "figcaption"))


def page(html: str) -> Element | None:
    """Return the root of a page, `None` if there is nothing on it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return cast("Any", lxml_html).document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return None


def xml(source: bytes) -> Element | None:
    """Return the root of an XML document as far as it can be read, `None` if there is none."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(source.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def select(root: Element, selectors: Iterable[str]) -> list[Element]:
    """Return the elements that the first selector finds which finds any."""
    for selector in selectors:
        if found := cast("list[Element]", _compiled(selector)(root)):
            return found
    return []


def first(root: Element, selectors: Iterable[str]) -> Element | None:
    """Return the first element that the selectors find."""
    return next(iter(select(root, selectors)), None)


def words(element: Element | None) -> str:
    """Return an element's text on one line: what `content` says for `meta`, what is not shown left out."""
    if element is None:
        return ""
    if element.tag == "meta":
        return text(element.get("content"))
    return text("".join(_pieces(element)))


def inner(element: Element, *, without: Iterable[str] = ()) -> str:
    """Return the HTML of an element, but for what the selectors `without` find in it."""
    for selector in without:
        for found in select(element, (selector,)):
            cast("lxml_html.HtmlElement", found).drop_tree()
    tail, element.tail = element.tail, None
    html = lxml_html.tostring(element, encoding="unicode")
    element.tail = tail
    return html


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in _HIDDEN:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _pieces(child)
        if child.tag in _BLOCKS:
            yield " "
        if child.tail:
            yield child.tail


@lru_cache(maxsize=500)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")
