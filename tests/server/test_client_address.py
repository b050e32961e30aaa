"""Whom a request comes from, seen through trusted proxies only."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from portal_ui.config import Config
from portal_ui.server.client_address import client_address


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "expected"),
    [
        ("203.0.113.9", [], [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], [], "203.0.113.9"),
        ("10.0.0.1", ["198.51.100.1"], ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.1"], ["10.0.0.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1, 10.0.0.2"], ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1", "10.0.0.2"], ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", [""], ["10.0.0.0/8"], "10.0.0.1"),
        ("10.0.0.1", ["rubbish"], ["10.0.0.0/8"], "rubbish"),
        ("::1", ["2001:db8::7"], ["::1"], "2001:db8::7"),
    ],
)
def test_forwarded_headers_are_believed_of_trusted_proxies_alone(
    peer: str, forwarded: list[str], trusted: list[str], expected: str
) -> None:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    request = Request({"type": "http", "client": (peer, 1), "headers": headers})
    assert client_address(Config.model_validate({"trusted_proxies": ",".join(trusted)}).proxies)(request) == expected


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="must list addresses"):
        Config.model_validate({"trusted_proxies": "proxy.example"})
