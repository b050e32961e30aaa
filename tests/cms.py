"""A site of the tests served over the network, every question counted."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


@contextlib.contextmanager
def cms(site: Callable[[httpx.Request], httpx.Response], port: int = 0) -> Generator[tuple[str, Counter[str]]]:
    """Serve what `site` answers on `port`, by default a free one.

    Yield the address and how often each resource was asked for.
    """
    asked: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked[self.path] += 1
            answer = site(httpx.Request("GET", f"http://{self.headers['host']}{self.path}"))
            body = answer.read()
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name not in {"content-length", "transfer-encoding"}:
                    self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
