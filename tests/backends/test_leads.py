from __future__ import annotations

import pytest

from portal_ui.backends.leads import beyond, lead_of, stand_in


@pytest.mark.parametrize(
    ("excerpt", "lead"),
    [
        ("<p>Đò chạy &amp; lại.</p>\n", "Đò chạy & lại."),
        ("<p>Đò chạy [&hellip;]</p>", "Đò chạy…"),
        ("Đò chạy...", "Đò chạy…"),
        ("Đò chạy …", "Đò chạy…"),
        ("<p>Một.</p><p>Hai.</p>", "Một. Hai."),
        ("", ""),
    ],
)
def test_a_lead_is_plain_text(excerpt: str, lead: str) -> None:
    assert lead_of(excerpt) == lead


def test_a_lead_has_an_end() -> None:
    lead = lead_of("chữ " * 400)
    assert len(lead) <= 400
    assert lead.endswith("chữ…")


@pytest.mark.parametrize(
    ("lead", "html", "shown"),
    [
        ("Đò chạy lại…", "<p>Đò <b>chạy</b> lại từ nay.</p>", ""),
        ("Đò chạy lại.", "<p>Từ nay có đò.</p>", "Đò chạy lại."),
        ("Đò chạy lại.", "", "Đò chạy lại."),
        ("", "<p>Từ nay.</p>", ""),
    ],
)
def test_a_lead_that_the_text_says_again_goes(lead: str, html: str, shown: str) -> None:
    assert beyond(lead, html) == shown


@pytest.mark.parametrize(
    ("lead", "slug", "title"),
    [
        ("Đò chạy lại.", "do-chay-lai", "Đò chạy lại."),
        ("từ " * 50, "tu", "từ " * 25 + "từ…"),
        ("", "do-chay-lai", "do chay lai"),
        ("", "-", "-"),
    ],
)
def test_what_stands_in_for_a_title(lead: str, slug: str, title: str) -> None:
    assert stand_in(lead, slug) == title
