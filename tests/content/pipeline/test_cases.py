from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal_ui.content.pipeline import Context, clean
from tests.content.pipeline.cases import FOLDERS, by_lines, clean_case, read_json

if TYPE_CHECKING:
    from pathlib import Path

cases = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cases
def test_a_page_shows_what_the_case_expects(folder: Path) -> None:
    body = clean_case(folder)
    assert by_lines(body.html) == (folder / "expected.html").read_text().removesuffix("\n")
    expected = read_json(folder, "expected.json")
    assert body.lost == expected.get("lost", {})
    assert [[heading.level, heading.id, heading.title] for heading in body.headings] == expected.get("headings", [])


@cases
def test_cleaning_what_is_clean_changes_nothing(folder: Path) -> None:
    given = read_json(folder, "given.json")
    first = clean_case(folder)
    hosts = frozenset(("portal.example", *given.get("site_hosts", ())))
    # The first time made every address final, so the second has none to resolve against.
    second = clean(first.html, address="/", lang=given.get("lang"), context=Context(site_hosts=hosts))
    assert by_lines(second.html) == by_lines(first.html)
    assert second.headings == first.headings
    assert second.words == first.words


@cases
def test_headings_make_an_unbroken_outline(folder: Path) -> None:
    levels = [heading.level for heading in clean_case(folder).headings]
    assert all(2 <= level <= 6 for level in levels)
    assert all(below - above <= 1 for above, below in zip([1, *levels], levels, strict=False))
