"""Running the application under its web server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

if TYPE_CHECKING:
    from portal_ui.config import Config


def run(config: Config) -> None:
    """Serve until interrupted; every worker has a renderer of its own."""
    print(f"Serving {config.site_url} on http://{config.host}:{config.port} (Ctrl-C stops)", flush=True)
    Server(
        "portal_ui.server.app:create",
        address=config.host,
        port=config.port,
        interface=Interfaces.ASGI,
        workers=config.workers,
        factory=True,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()
