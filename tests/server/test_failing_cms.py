"""What readers, the operator's log and shared caches get while the CMS fails in each of the ways that it can."""

from __future__ import annotations

import base64
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.backends.wordpress.site import Site
from tests.cms import cms
from tests.server.test_outage import eventually
from tests.serving import Served, free_port, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "k3y-of-the-cms"
KEY = f"editor:{SECRET}"
ENCODED = base64.b64encode(KEY.encode()).decode()
LOGIN = f"<!doctype html><title>Login</title><p>The password {SECRET} is wrong"


class Failing:
    """A WordPress that fails for articles: it answers as `failure` says, `None` being no answer before `end` is set.

    Listings it gives all the same: the index that asks for them in the background would else be told of the failure
    first, and the portal would ask no more for the page.
    """

    def __init__(self) -> None:
        self.well = Site()
        self.fails = False
        self.failure: httpx.Response | None = None
        self.end = threading.Event()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if not self.fails or "slug" not in request.url.params:
            return self.well(request)
        if self.failure is None:
            self.end.wait(60)
            return httpx.Response(204)
        return self.failure

    def fail(self, failure: httpx.Response | None) -> None:
        self.end.clear()
        self.fails, self.failure = True, failure

    def recover(self) -> None:
        self.fails = False
        self.end.set()


@dataclass(frozen=True)
class Portal:
    """The portal, its CMS, and addresses that nobody has asked for yet."""

    served: Served
    site: Failing
    host: str
    unread: Iterator[str]


@pytest.fixture(scope="module")
def portal(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    site = Failing()
    (post,) = (post for post in site.well.posts if post["slug"] == "harbour-reopens")
    site.well.posts = [post | {"id": number, "slug": f"bai-{number}"} for number in range(1, 7)]
    unread = (f"/articles/{post['slug']}" for post in site.well.posts)
    with (
        cms(site) as (url, _),
        serve(tmp_path_factory.mktemp("failing") / "log", backend=f"wordpress:{url}", backend_key=KEY) as served,
    ):
        yield Portal(served, site, url.removeprefix("http://"), unread)
        site.recover()


def expect_kept_to_ourselves(answer: httpx.Response, served: Served, host: str) -> None:
    """Neither readers nor the log learn the key, nor readers where the CMS is; nobody keeps the answer."""
    told = answer.text + str(answer.headers)
    for private in (host, host.partition(":")[0], SECRET, ENCODED):
        assert private not in told
    for key in (SECRET, ENCODED):
        assert key not in served.log()
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("failure", "status", "retry_after", "cause"),
    [
        pytest.param(httpx.Response(401, html=LOGIN), 502, None, "BackendDenied: {url} answered 401", id="401"),
        pytest.param(httpx.Response(403, html=LOGIN), 502, None, "BackendDenied: {url} answered 403", id="403"),
        pytest.param(httpx.Response(200, html=LOGIN), 502, None, "BackendContract: {url} answered no JSON", id="HTML"),
        pytest.param(httpx.Response(500, html=LOGIN), 503, "30", "BackendDown: {url} answered 500", id="500"),
        pytest.param(
            httpx.Response(429, html=LOGIN, headers={"retry-after": "4"}),
            503,
            "4",
            "BackendDown: {url} answered 429",
            id="429",
        ),
        pytest.param(None, 503, "30", "BackendDown: {url} did not answer in time (ReadTimeout)", id="silence"),
    ],
)
def test_every_way_to_fail_has_its_page_and_its_log_line(
    portal: Portal, failure: httpx.Response | None, status: int, retry_after: str | None, cause: str
) -> None:
    path = next(portal.unread)
    portal.site.fail(failure)
    answer = httpx.get(portal.served.url + path, timeout=60)
    assert answer.status_code == status
    assert answer.headers.get("retry-after") == retry_after
    assert path not in answer.text, "what has not been read yet is not offered"
    asked, said = cause.split("{url}")
    assert any(
        asked in line and f"http://{portal.host}/" in line and said in line for line in portal.served.log().splitlines()
    )
    expect_kept_to_ourselves(answer, portal.served, portal.host)

    portal.site.recover()
    assert eventually(lambda: httpx.get(portal.served.url + path, timeout=60).status_code == 200)


def test_a_cms_that_is_not_there_when_the_portal_starts(built: Path, tmp_path: Path) -> None:
    port = free_port()
    host, site = f"127.0.0.1:{port}", Site()
    path = f"/articles/{site.posts[0]['slug']}"
    with serve(tmp_path / "log", backend=f"wordpress:http://{host}", backend_key=KEY) as served:
        for address in ("/", path):
            answer = httpx.get(served.url + address, timeout=60)
            assert answer.status_code == 503
            assert answer.headers["retry-after"] == "30"
            expect_kept_to_ourselves(answer, served, host)
        assert f"http://{host}/" in served.log()
        assert "cannot be reached (ConnectError" in served.log()

        with cms(site, port):
            assert eventually(lambda: httpx.get(served.url + path, timeout=60).status_code == 200)
