"""Language marks: kept where they tell a screen reader which voice to use, dropped where they tell it wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_ui.content.pipeline.tree import drop_attribute, visible_text

if TYPE_CHECKING:
    from portal_ui.content.pipeline.tree import Element

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
"""Letters that Vietnamese alone uses, or nearly so."""

_DENIED_FROM = 0.25
"""Share of words with such letters from which a text is not in English, whatever its mark says."""


def settle_languages(root: Element, lang: str | None) -> None:
    """Keep marks that are valid, true and news.

    `xml:lang` becomes `lang`. A mark that repeats the language around it goes (`lang` is the article's), and so does
    an English one on Vietnamese text: Word writes `lang=EN-US` around whatever is typed with an English keyboard, and
    a screen reader then reads Vietnamese with an English voice (WCAG 3.1.2).
    """
    for element in list(root.iter("*")):
        given = element.get("lang") or element.get("xml:lang")
        drop_attribute(element, "xml:lang")
        if given is None:
            drop_attribute(element, "lang")
            continue
        around = next((a.get("lang") for a in element.iterancestors() if a.get("lang")), lang) or ""
        if not _TAG.fullmatch(given) or given.lower() == around.lower() or _is_denied(given, element):
            drop_attribute(element, "lang")
        else:
            element.set("lang", given)


def _is_denied(given: str, element: Element) -> bool:
    if given.lower().split("-")[0] != "en":
        return False
    words = visible_text(element).split()
    return bool(words) and sum(bool(_VIETNAMESE.search(word)) for word in words) >= _DENIED_FROM * len(words)
