"""The statement of conformance: nothing is missing in it, and what it names is there."""

from __future__ import annotations

import re

import pytest

from portal_ui.conformance import CONFORMANCE, Criterion
from portal_ui.locales import LOCALES
from tests.serving import ROOT

CRITERIA = {
    "A": """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3
        2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2""",
    "AA": """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8
        3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3""",
    "AAA": "1.4.6 1.4.8 2.3.3 2.4.8 2.4.9 2.4.10 2.4.12 2.4.13 2.5.5 3.1.3 3.1.4",
}
"""All of levels A and AA of WCAG 2.2 (4.1.1 is no longer one), and those of AAA that the portal aims at."""


def test_every_criterion_is_there_once_in_its_order() -> None:
    numbers = [criterion.number for criterion in CONFORMANCE.criteria]
    assert numbers == sorted(set(numbers), key=lambda number: [int(part) for part in number.split(".")])
    for level, listed in CRITERIA.items():
        assert {one.number for one in CONFORMANCE.criteria if one.level == level} == set(listed.split())


def test_all_that_apply_are_met() -> None:
    """Otherwise say so in `standard_text` of the accessibility texts, which claims it."""
    assert [one.number for one in CONFORMANCE.criteria if one.status not in ("met", "not applicable")] == []


@pytest.mark.parametrize("criterion", CONFORMANCE.criteria, ids=lambda criterion: criterion.number)
def test_what_is_said_of_a_criterion_is_shown(criterion: Criterion) -> None:
    assert set(criterion.name) == set(LOCALES)
    for text in (criterion.check, criterion.remark):
        assert not text or set(text) == set(LOCALES)
    if criterion.status == "met":
        assert criterion.tests or criterion.check
    else:
        assert criterion.remark
    for named in criterion.tests:
        file, _, test = named.partition("::")
        assert re.search(rf"^(async )?def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), named
