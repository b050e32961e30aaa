"""Markdown to HTML, as authors wrote it: whoever shows it has to clean it first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from portal_ui.backends.slugs import slugify

if TYPE_CHECKING:
    from re import Match

_BACK_FROM_FOOTNOTE: Final = {"vi": "Trở lại chỗ có chú thích {}", "en": "Back to where note {} is"}


def render(text: str, lang: str) -> str:
    """Return the HTML of a Markdown text; `lang`, a BCP 47 tag, is the language of the words added to it.

    Beside the library's extensions: an image alone in its paragraph with a title is a figure whose caption is that
    title, and `[words]{lang=en}` marks the language of words. Raises `RecursionError` on absurdly deep nesting.
    """
    back = _BACK_FROM_FOOTNOTE.get(lang.partition("-")[0].lower(), _BACK_FROM_FOOTNOTE["en"])
    return Markdown(
        output_format="html",
        extensions=[
            "extra",
            "sane_lists",
            FootnoteExtension(BACKLINK_TITLE=back),
            TocExtension(slugify=_heading_id),
            _PortalExtension(),
        ],
    ).convert(text)


def _heading_id(title: str, _separator: str) -> str:
    return slugify(title)


class _PortalExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        # after references and links (170 to 130), so that only brackets which are neither are left
        md.inlinePatterns.register(_LanguageSpan(_LanguageSpan.PATTERN, md), "language_span", 125)
        # after attribute lists (8) have given the image its own, before escapes are undone (0)
        md.treeprocessors.register(_Figures(md), "figures", 5)


class _LanguageSpan(InlineProcessor):
    PATTERN = r"\[([^\[\]]+)\]\{:?([^{}\n]*\blang=[^{}\n]+)\}"

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element, int, int]:  # noqa: ARG002 - the library's own
        span = Element("span")
        span.text = m[1]
        for name, value in get_attrs_and_remainder(m[2])[0]:
            if name == "lang":
                span.set("lang", value)
        return span, m.start(), m.end()


class _Figures(Treeprocessor):
    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            if len(paragraph) == 1 and not (paragraph.text or "").strip():
                image = paragraph[0]
                if image.tag == "img" and image.get("title") and not (image.tail or "").strip():
                    paragraph.tag = "figure"
                    SubElement(paragraph, "figcaption").text = image.attrib.pop("title")
