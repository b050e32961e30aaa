"""Where the votes are kept: the database that the settings name, else a file of our own."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from portal_ui.config import ConfigError
from portal_ui.server.ratings.store import Store

if TYPE_CHECKING:
    from portal_ui.config import Config

FILE = Path("data") / "portal.sqlite"


def votes_store(config: Config) -> Store:
    """Return the store of votes, which has not yet connected. Raises `ConfigError` for an address it cannot use."""
    if config.database_url is None:
        # Where it cannot be made, ratings rest and say so; articles read all the same.
        with contextlib.suppress(OSError):
            FILE.parent.mkdir(parents=True, exist_ok=True)
        return Store(f"sqlite:///{FILE.resolve()}")
    try:
        return Store(config.database_url.get_secret_value())
    except ValueError as error:
        raise ConfigError(f"PORTAL_DATABASE_URL cannot be used: {error}") from None
