from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from portal_ui.server.ratings.origin import is_same_origin

SITE = "https://portal.example.vn"


def ask(**values: str) -> bool:
    sent = {"host": "portal.example.vn"} | {name.replace("_", "-"): value for name, value in values.items()}
    return is_same_origin(Headers(sent), SITE)


@pytest.mark.parametrize(
    "sent",
    [
        {"origin": SITE},
        {"origin": SITE, "sec_fetch_site": "same-origin"},
        {"origin": "https://PORTAL.example.vn", "host": "inside:3000"},
        {"origin": "http://inside:3000", "host": "inside:3000"},
        {"sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
        {"referer": f"{SITE}/articles/lua-mua"},
        {"referer": "http://inside:3000/articles/lua-mua", "host": "inside:3000"},
    ],
)
def test_own_pages_are_believed(sent: dict[str, str]) -> None:
    assert ask(**sent)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "https://portal.example.vn.evil.example"},
        {"origin": "https://portal.example.vn:8443"},
        {"origin": "https://[portal.example.vn"},
        {"origin": "file://portal.example.vn"},
        {"origin": "null", "sec_fetch_site": "same-origin"},
        {"origin": "https://evil.example", "sec_fetch_site": "same-origin"},
        {"origin": SITE, "sec_fetch_site": "cross-site"},
        {"origin": SITE, "sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "referer": f"{SITE}/"},
        {"sec_fetch_site": ""},
        {"referer": "https://evil.example/portal.example.vn"},
        {"referer": "https://portal.example.vn@evil.example/"},
        {"referer": "/articles/lua-mua"},
        {"origin": "https://evil.example", "referer": f"{SITE}/"},
    ],
)
def test_others_are_not(sent: dict[str, str]) -> None:
    assert not ask(**sent)


def test_two_origins_are_none() -> None:
    raw = [(b"host", b"portal.example.vn"), (b"origin", SITE.encode()), (b"origin", SITE.encode())]
    assert not is_same_origin(Headers(raw=raw), SITE)


def test_a_missing_host_is_not_the_same_as_an_empty_one() -> None:
    assert not is_same_origin(Headers({"origin": "http://"}), SITE)
