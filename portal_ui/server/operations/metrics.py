"""What is counted, and `/metrics`, which gives it in Prometheus's text format.

Every worker counts in files of `PROMETHEUS_MULTIPROC_DIR` (run.py makes the directory), so that whichever answers
gives the sum of all.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from starlette.responses import Response
from starlette.routing import Route

from portal_ui.server.run import DIRECTORY

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal_ui.backends.exchanges import Exchange

# Cached pages take under a millisecond, a page from a cold CMS seconds.
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)

REQUESTS = Counter("portal_requests", "Requests answered", ["kind", "status"])
REQUEST_SECONDS = Histogram("portal_request_seconds", "Time to answer a request", ["kind"], buckets=_SECONDS)
RENDER_SECONDS = Histogram("portal_render_seconds", "Time to render a page", buckets=_SECONDS)
PAGES = Counter("portal_pages", "Pages asked of the cache, by what it did", ["result"])
READ_SECONDS = Histogram("portal_backend_seconds", "Time of a reading from the CMS", ["backend"], buckets=_SECONDS)
READ_FAILURES = Counter("portal_backend_failures", "Readings from the CMS that failed", ["backend", "failure"])


def count_exchange(backend: str, exchange: Exchange) -> None:
    """Count a reading from the CMS behind the backend of this name."""
    READ_SECONDS.labels(backend).observe(exchange.seconds)
    if exchange.failure:
        READ_FAILURES.labels(backend, exchange.failure).inc()


def metrics_route() -> Route:
    """Return the route of `/metrics`."""
    return Route("/metrics", _metrics)


async def _metrics(request: Request) -> Response:
    del request
    registry = REGISTRY
    if DIRECTORY in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return Response(generate_latest(registry), headers={"cache-control": "no-store"}, media_type=CONTENT_TYPE_LATEST)
