"""What a site's `robots.txt` asks of us (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from portal_ui.backends.http import Http

AGENT = "portal_ui"
LONGEST_DELAY = 60.0

_UNAVAILABLE = (400, 401, 403, 404, 405, 406, 410, 451)


@dataclass(frozen=True, slots=True)
class Robots:
    """`sitemaps` are the addresses it names; `delay` is how many seconds it wants between two requests."""

    rules: RobotFileParser
    sitemaps: tuple[str, ...]
    delay: float

    def allows(self, url: str) -> bool:
        """Return whether we may read the page."""
        return self.rules.can_fetch(AGENT, url)


async def ask(http: Http, origin: str) -> Robots:
    """Return the site's rules; a site that has none allows all. Raises `BackendDown` if it cannot say now (5xx)."""
    try:
        answer = await http.get(f"{origin}/robots.txt", missing=_UNAVAILABLE, max_bytes=512 * 1024)
    except BackendContract:
        answer = None
    rules = RobotFileParser()
    rules.parse(answer.text().splitlines() if answer else [])
    rules.modified()
    delay = rules.crawl_delay(AGENT)
    return Robots(rules, tuple(rules.site_maps() or ()), min(float(delay or 0), LONGEST_DELAY))
