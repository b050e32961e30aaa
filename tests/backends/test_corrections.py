"""Lists of corrections in the shapes that CMSs keep them in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal_ui.backends.corrections import corrections
from portal_ui.content.model import Correction

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FEE = "Lệ phí là 20.000 đồng."
DAY = datetime(2026, 3, 2, tzinfo=ZONE)


SHAPES: list[tuple[Any, list[Correction]]] = [
    ("<p>Lệ phí là <b>20.000</b>\n đồng.</p><script>x</script>", [Correction(FEE)]),
    ([FEE, "", None, f"{FEE} "], [Correction(FEE), Correction(FEE)]),
    ({"text": FEE, "date": "2026-03-02"}, [Correction(FEE, DAY)]),
    # A repeater of Advanced Custom Fields, whose dates are bare digits.
    ([{"note": f"<p>{FEE}</p>", "date": "20260302"}], [Correction(FEE, DAY)]),
    # Strapi's repeatable component, a StreamField, schema.org's CorrectionComment.
    ([{"id": 1, "text": FEE, "published_at": "2026-03-01T17:00:00Z"}], [Correction(FEE, DAY.astimezone(UTC))]),
    ([{"type": "item", "id": "a", "value": {"text": FEE, "date": None}}], [Correction(FEE)]),
    ([{"type": "text", "id": "b", "value": FEE}], [Correction(FEE)]),
    ({"@type": "CorrectionComment", "text": FEE, "datePublished": "2026-03-02"}, [Correction(FEE, DAY)]),
    ({"value": "<p>thô</p>", "format": "x", "processed": f"<p>{FEE}</p>"}, [Correction(FEE)]),
    ([{"date": "2026-03-02"}, {}, [], False, {"text": {"a": "b"}}], []),
    (None, []),
]


@pytest.mark.parametrize(("value", "expected"), SHAPES)
def test_shapes(value: Any, expected: list[Correction]) -> None:
    assert list(corrections(value, ZONE)) == expected
