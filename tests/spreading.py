"""How the tests are spread over pytest's workers: file by file, but what shares a slow server in one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest
    from xdist.remote import Producer

FIRST = ("tests/live/", "tests/browser/", "tests/server/")
"""What takes long begins first, so that the short ones fill the workers at the end."""

CMS = re.compile(r"^tests/live/(wordpress)/|^tests/(?:live/|browser/test_cms\.py::).*\[(wordpress|wagtail\w*)\b")


def unit(nodeid: str) -> str:
    """Return the name of what is run by one worker: the CMS that the test asks, else the test's file."""
    cms = CMS.match(nodeid)
    return cms.group(1) or cms.group(2) if cms else nodeid.partition("::")[0]


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests as they are to begin; each file's stay together and in their order."""

    def key(item: pytest.Item) -> int:
        return next((place for place, folder in enumerate(FIRST) if item.nodeid.startswith(folder)), len(FIRST))

    return sorted(items, key=key)


class Spreading(LoadScopeScheduling):
    """xdist's scheduler with our units, in our order."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)
