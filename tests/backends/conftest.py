"""What the tests of every adapter share."""

import pytest

from portal_ui.backends import retries


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Further attempts follow at once."""
    monkeypatch.setattr(retries, "DELAYS", (0.0, 0.0))
