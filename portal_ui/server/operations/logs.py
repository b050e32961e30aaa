"""The log on standard error: lines for people on a terminal, JSON objects elsewhere; both name the request."""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request being answered; empty outside of requests."""


class _NameRequest(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request = request_id.get()
        return True


def start_logging() -> None:
    """Write the log of this process from level INFO on."""
    handler = logging.StreamHandler()
    handler.addFilter(_NameRequest())
    if sys.stderr.isatty():
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s %(request)s"))
    else:
        handler.setFormatter(
            JsonFormatter(
                "%(levelname)s %(name)s %(message)s %(request)s",
                timestamp=True,
                json_ensure_ascii=False,
                rename_fields={"levelname": "level", "name": "logger"},
            )
        )
    logging.basicConfig(level=logging.INFO, handlers=[handler])
