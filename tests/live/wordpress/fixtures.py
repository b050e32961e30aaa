from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live.wordpress.server import NotInstallable, WordPressServer, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPressServer]:
    """A real WordPress; whoever stops it starts it again."""
    try:
        server = prepare(tmp_path_factory.mktemp("wordpress"))
    except NotInstallable as error:
        pytest.skip(f"NOT TESTED AGAINST A REAL WORDPRESS: {error}")
    server.start()
    yield server
    server.stop()
