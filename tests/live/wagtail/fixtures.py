from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live.wagtail.server import NotInstallable, WagtailServer, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWEST = "8.0.1"
BEFORE_8 = "7.4.1"  # gives its rich text only as its database holds it


def _running(version: str) -> Iterator[WagtailServer]:
    try:
        server = prepare(version)
    except NotInstallable as error:
        pytest.skip(f"NOT TESTED AGAINST A REAL WAGTAIL {version}: pip cannot install it: {error}")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def wagtail() -> Iterator[WagtailServer]:
    """A real Wagtail 8; whoever stops it starts it again."""
    yield from _running(NEWEST)


@pytest.fixture(scope="session")
def wagtail_before_8() -> Iterator[WagtailServer]:
    """A real Wagtail 7 with the same site."""
    yield from _running(BEFORE_8)
