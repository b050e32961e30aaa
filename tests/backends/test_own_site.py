from __future__ import annotations

import pytest

from portal_ui.backends.own_site import host_of, origin_of, path_on


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/tin/mot", "/tin/mot"),
        ("/tin/m%E1%BB%99t?x=1#y", "/tin/một"),
        ("https://www.portal.example/tin", "/tin"),
        ("http://portal.example:8080/tin", "/tin"),
        ("//portal.example/tin", "/tin"),
        ("https://portal.example", None),
        ("https://other.example/tin", None),
        ("//other.example/tin", None),
        ("mailto:a@portal.example", None),
        ("tin/mot", None),
        ("#x", None),
        ("http://[", None),
    ],
)
def test_paths_on_the_own_site(url: str, path: str | None) -> None:
    assert path_on(url, {"portal.example"}) == path


def test_hosts_and_origins() -> None:
    assert host_of("https://WWW.Portal.example:8443/x") == "portal.example"
    assert host_of("/x") == ""
    assert origin_of(" https://me:secret@portal.example:8443/cms?key=1 ") == "https://portal.example:8443"
    assert origin_of("http://[::1]:80/x") == "http://[::1]:80"
