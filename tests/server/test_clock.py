"""A clock that cannot be right is said at the start."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal_ui.config import ConfigError
from portal_ui.server.clock import require_clock


def test_a_clock_that_begins_in_1970_is_said_plainly() -> None:
    require_clock(datetime.now(UTC))
    with pytest.raises(ConfigError, match=r"^The clock of this machine says 1970-01-01 00:00 UTC.*set it"):
        require_clock(datetime(1970, 1, 1, tzinfo=UTC))
