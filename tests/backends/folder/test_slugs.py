from __future__ import annotations

import pytest

from portal_ui.backends.folder.slugs import slug_of, split_date


def test_a_name_without_letters_has_a_slug_of_its_own() -> None:
    assert slug_of("🎉") != slug_of("🎈")
    assert slug_of("🎉").isalnum()


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("2026-05-01-le-hoi", ("2026-05-01", "le-hoi")),
        ("2026-05-01 lễ hội", ("2026-05-01", "lễ hội")),
        ("2026-05-01", ("2026-05-01", "2026-05-01")),
        ("2026-13-01-le-hoi", ("", "2026-13-01-le-hoi")),
        ("0001-01-01-le-hoi", ("", "0001-01-01-le-hoi")),
        ("2026-05-011", ("", "2026-05-011")),
        ("le-hoi-2026-05-01", ("", "le-hoi-2026-05-01")),
    ],
)
def test_split_date(stem: str, parts: tuple[str, str]) -> None:
    assert split_date(stem) == parts
