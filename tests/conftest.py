"""What every test may use: the front end, built once, the sample portal, served once, and real CMSs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal_ui import build
from tests.live.wagtail.fixtures import wagtail as wagtail
from tests.live.wagtail.fixtures import wagtail_before_8 as wagtail_before_8
from tests.live.wordpress.fixtures import wordpress as wordpress
from tests.serving import ROOT, Served, serve, wait_until_searchable
from tests.spreading import Spreading, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xdist.remote import Producer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = in_order(items)
    # A machine too busy to draw in time fails a browser's test, and the summary names it; a fault fails it twice.
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Spreading:
    return Spreading(config, log)


@pytest.fixture(scope="session")
def built() -> Path:
    """Return the directory of the front end's newest build."""
    return build.build()


@pytest.fixture(scope="session")
def sample(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return the sample portal, served by the real command."""
    del built
    with serve(tmp_path_factory.mktemp("sample") / "log", backend=f"folder:{ROOT / 'content'}") as served:
        wait_until_searchable(served)
        yield served
