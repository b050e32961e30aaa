"""Running the application under its web server."""

from __future__ import annotations

import os
import tempfile

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from portal_ui.config import Config, load

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""Where workers count what `/metrics` gives; the name is the library's."""

NOT_SHARED = (
    "The {workers} workers share votes, but not what the CMS has said: each asks it for itself, "
    "a purge reaches only the worker that gets it, and each limits votes by itself. PORTAL_REDIS_URL shares content."
)


def run(config: Config) -> None:
    """Serve until interrupted; every worker has a renderer of its own."""
    print(f"Serving {config.site_url} on http://{config.host}:{config.port} (Ctrl-C stops)", flush=True)
    if config.workers > 1 and config.redis_url is None:
        print(NOT_SHARED.format(workers=config.workers), flush=True)
    with tempfile.TemporaryDirectory(prefix="portal_ui-") as counts:
        # Set before any worker loads the library, which looks for it then.
        os.environ[DIRECTORY] = counts
        _serve(config)


def _serve(config: Config) -> None:
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


if __name__ == "__main__":
    run(load())
