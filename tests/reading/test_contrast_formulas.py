"""The contrast formulas agree with the published values."""

import pytest

from portal_ui.reading.contrast import luminance, wcag
from tests.reading.legibility import apca


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#0000ff", "#ffffff", 8.592),
        ("#123456", "#123456", 1.0),
    ],
)
def test_wcag(one: str, other: str, ratio: float) -> None:
    assert wcag(one, other) == pytest.approx(ratio, abs=0.001)


def test_luminance_of_a_dark_channel_is_linear() -> None:
    assert luminance("#0a0a0a") == pytest.approx(10 / 255 / 12.92)


# The values that the formula's author publishes for checking an implementation (APCA-W3, 0.1.9).
@pytest.mark.parametrize(
    ("text", "paper", "contrast"),
    [
        ("#888888", "#ffffff", 63.056469930209424),
        ("#ffffff", "#888888", -68.54146436644962),
        ("#000000", "#aaaaaa", 58.146262578561334),
        ("#aaaaaa", "#000000", -56.24113336839742),
        ("#112233", "#ddeeff", 91.66830811481631),
        ("#ddeeff", "#112233", -93.06770049484275),
        ("#112233", "#444444", 8.32326136957393),
        ("#444444", "#112233", -7.526878460278154),
        ("#445566", "#445566", 0.0),
    ],
)
def test_apca(text: str, paper: str, contrast: float) -> None:
    assert apca(text, paper) == pytest.approx(contrast, abs=0.001)
