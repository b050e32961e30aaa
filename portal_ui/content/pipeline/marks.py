"""Elements put around words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal_ui.content.pipeline.tree import Element


def mark_words(holder: Element, marks: Sequence[tuple[int, int, Element]], *, after: bool) -> None:
    """Put elements around parts of the text right within `holder`, or right after it.

    Each mark says where in that text its part begins and ends, in the order of the text, and has that text already.
    """
    if not marks:
        return
    text = (holder.tail if after else holder.text) or ""
    ends = [*(start for start, _, _ in marks[1:]), len(text)]
    for (_, end, element), until in zip(marks, ends, strict=True):
        element.tail = text[end:until]
    before = text[: marks[0][0]]
    if after:
        for _, _, element in reversed(marks):
            tail = element.tail
            # lxml takes the text after the holder along behind what is put there.
            holder.addnext(element)
            element.tail = tail
        holder.tail = before
    else:
        holder.text = before
        for position, (_, _, element) in enumerate(marks):
            holder.insert(position, element)


def language(element: Element, lang: str | None) -> str:
    """Return the language of the element's text, within an article in `lang`; empty where nobody says."""
    own = element.get("lang") or next((a.get("lang") for a in element.iterancestors() if a.get("lang")), None)
    return own or lang or ""


def same_language(one: str, other: str | None) -> bool:
    """Return whether two tags are of one language, or the second says nothing."""
    return not other or one.lower().partition("-")[0] == other.lower().partition("-")[0]
