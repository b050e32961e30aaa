"""What our build takes out of Reflex's."""

from __future__ import annotations

import pytest

from portal_ui.front_end import spared


def test_a_reflex_that_no_longer_has_what_is_left_out_is_noticed() -> None:
    with pytest.raises(ValueError, match="a script that sets a colour scheme"):
        spared("export function Layout() {}")
