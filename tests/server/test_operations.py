"""What operators see of a portal with two workers, before a CMS that is away and before one that answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.backends.wordpress.site import Site
from tests.cms import cms
from tests.serving import Served, free_port, serve
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

REQUEST = "0123456789abcdef-proxy"


@pytest.fixture(scope="module")
def away(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    del built
    log = tmp_path_factory.mktemp("away") / "log"
    with serve(log, backend=f"wordpress:http://127.0.0.1:{free_port()}", workers="2") as portal:
        yield portal


def counted(portal: Served) -> dict[str, float]:
    """Return every sample of `/metrics` by its name and labels."""
    text = httpx.get(f"{portal.url}/metrics").text
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_workers_count_together(away: Served) -> None:
    before = counted(away)
    with httpx.Client(limits=httpx.Limits(max_keepalive_connections=0)) as readers:
        for path in ["/articles/x"] * 6 + ["/en/articles/y"] * 6 + ["/no%20such%20kind"] * 4:
            readers.get(away.url + path)
    after = counted(away)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown("portal_requests_total articles 503") == 12
    assert grown("portal_requests_total other 404") == 4
    assert grown("portal_request_seconds_count articles") == 12
    assert grown("portal_render_seconds_count") > 0
    assert grown("portal_pages_total made") >= 12
    assert after["portal_backend_failures_total wordpress BackendDown"] > 0


def test_a_request_is_named_in_the_answer_and_in_every_line_about_it(away: Served) -> None:
    answer = httpx.get(f"{away.url}/articles/z", headers={"x-request-id": REQUEST})
    assert answer.headers["x-request-id"] == REQUEST
    until(lambda: "/articles/z was answered with 503" in away.log())
    lines = [json.loads(line) for line in away.log().splitlines() if line.startswith("{")]
    about = [line for line in lines if line["request"] == REQUEST]
    assert {"WARNING"} == {line["level"] for line in about}
    assert any("/articles/z was answered with 503" in line["message"] for line in about)


@pytest.mark.parametrize("given", ["short", "x" * 65, "two words and more", "<script>alert()</script>"])
def test_what_is_no_id_is_not_taken_for_one(away: Served, given: str) -> None:
    named = httpx.get(f"{away.url}/healthz", headers={"x-request-id": given}).headers["x-request-id"]
    assert named != given
    assert len(named) == 32


def test_a_portal_without_its_cms_is_ready_and_says_so(away: Served) -> None:
    assert httpx.get(f"{away.url}/healthz").text == "ok\n"
    ready = httpx.get(f"{away.url}/readyz")
    assert (ready.status_code, ready.text) == (200, "ready\nthe CMS is away\n")
    assert ready.headers["cache-control"] == "no-store"


def test_with_its_cms_it_counts_what_the_cache_spares_it(built: Path, tmp_path: Path) -> None:
    del built
    with cms(Site()) as (address, _), serve(tmp_path / "log", backend=f"wordpress:{address}") as portal:
        assert httpx.get(f"{portal.url}/readyz").text == "ready\nthe CMS answers\n"
        for _ in range(3):
            assert httpx.get(f"{portal.url}/articles/harbour-reopens").status_code == 200
        counts = counted(portal)
        assert counts["portal_pages_total made"] == 1
        assert counts["portal_pages_total fresh"] == 2
        assert counts["portal_backend_seconds_count wordpress"] > 0
        assert not any(name.startswith("portal_backend_failures") for name in counts)
