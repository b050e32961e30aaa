"""The way to every CMS, over a transport of ours: what is asked, how often, and what every failure becomes."""

from __future__ import annotations

import asyncio
import gzip
import logging
import ssl
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

import portal_ui
from portal_ui.backends.circuit import Resting
from portal_ui.backends.http import Http
from portal_ui.content.protocol import BackendContract, BackendDenied, BackendDown, BackendError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

BASE = "https://portal.example/cms"
KEY = "0f9a6d2c/+ä"


class Cms:
    """A CMS that answers in turn what it is given, the last of it for ever, and remembers what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.slept: list[float] = []
        self.now = 0.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.read())
        return answer(request)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def http(self, **settings: Any) -> Http:
        return Http(
            settings.pop("base", BASE),
            transport=httpx.MockTransport(self),
            clock=lambda: self.now,
            sleep=self.sleep,
            **settings,
        )


def ok(text: str = "fine") -> httpx.Response:
    return httpx.Response(200, text=text)


def moved(to: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": to})


async def test_an_address_is_asked_for_below_the_base_with_its_own_query_and_the_parameters() -> None:
    cms = Cms(ok())
    answer = await cms.http().get("/?rest_route=/wp/v2/posts", {"page": 2, "q": "a b&c"})
    assert answer is not None
    assert str(cms.asked[0].url) == "https://portal.example/cms/?rest_route=/wp/v2/posts&page=2&q=a+b%26c"
    assert (answer.status, answer.text()) == (200, "fine")


async def test_every_request_names_the_product_and_keeps_no_cookies() -> None:
    cms = Cms(httpx.Response(200, headers={"set-cookie": "id=1; Path=/"}, text="a"), ok())
    http = cms.http()
    await http.get("a")
    await http.get("b")
    assert cms.asked[1].headers["user-agent"] == f"portal_ui/{portal_ui.__version__}"
    assert "cookie" not in cms.asked[1].headers


@pytest.mark.parametrize("status", [404, 410])
async def test_what_is_not_there_is_none(status: int) -> None:
    assert await Cms(httpx.Response(status)).http().get("a") is None


async def test_a_caller_says_what_missing_means_and_a_redirect_can_mean_it() -> None:
    assert await Cms(httpx.Response(403)).http().get("a", missing=(403,)) is None
    cms = Cms(moved("/"))
    assert await cms.http().get("a", missing=(302,)) is None
    assert len(cms.asked) == 1


@pytest.mark.parametrize("path", ["../admin", "posts/..", "posts/%2e%2E/users", "a/./b"])
async def test_an_address_that_climbs_is_never_asked_for(path: str) -> None:
    cms = Cms(ok())
    assert await cms.http().get(path) is None
    assert not cms.asked


@pytest.mark.parametrize("slug", ["a%2Fb", "l%27%22x", "%F0%9F%98%80"])
async def test_an_escaped_slug_arrives_as_it_was_written(slug: str) -> None:
    cms = Cms(ok())
    await cms.http().get(f"posts/{slug}/")
    assert cms.asked[0].url.raw_path == f"/cms/posts/{slug}/".encode()


FAILURES = [
    ("401", httpx.Response(401), BackendDenied, 1),
    ("403", httpx.Response(403), BackendDenied, 1),
    ("400", httpx.Response(400), BackendContract, 1),
    ("204 is no failure, 304 is", httpx.Response(304), BackendContract, 1),
    ("500", httpx.Response(500), BackendDown, 3),
    ("501", httpx.Response(501), BackendDown, 1),
    ("503", httpx.Response(503), BackendDown, 3),
    ("429", httpx.Response(429), BackendDown, 3),
    ("connection refused", httpx.ConnectError("refused"), BackendDown, 3),
    ("connection lost in the body", httpx.RemoteProtocolError("incomplete body"), BackendDown, 3),
    ("timeout in connecting", httpx.ConnectTimeout("slow"), BackendDown, 1),
    ("timeout in the body", httpx.ReadTimeout("slow"), BackendDown, 1),
    ("broken compression", httpx.DecodingError("not gzip"), BackendContract, 1),
    ("redirect to another host", moved("https://elsewhere.example/"), BackendContract, 1),
    ("redirect to another port", moved("https://portal.example:8443/"), BackendContract, 1),
    ("redirect to another scheme", moved("file:///etc/passwd"), BackendContract, 1),
    ("redirect to plain http", moved("http://portal.example/"), BackendContract, 1),
    ("redirect to nonsense", moved("https://[portal/"), BackendContract, 1),
    ("redirect in a circle", moved(f"{BASE}/a"), BackendContract, 1),
]


@pytest.mark.parametrize(("answer", "error", "attempts"), [case[1:] for case in FAILURES], ids=[c[0] for c in FAILURES])
async def test_every_failure_is_one_of_three_and_only_what_may_pass_is_tried_again(
    answer: httpx.Response | Exception, error: type[BackendError], attempts: int
) -> None:
    cms = Cms(answer)
    with pytest.raises(error, match=r"^https://portal\.example/cms/a "):
        await cms.http().get("a")
    assert len(cms.asked) == attempts


async def test_a_failure_that_passes_is_not_noticed() -> None:
    cms = Cms(httpx.Response(502), httpx.ConnectError("refused"), ok())
    assert (await cms.http().get("a")) is not None
    assert len(cms.slept) == 2


async def test_a_tls_error_is_not_tried_again() -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("handshake") from ssl.SSLError("certificate has expired")

    cms = Cms(refuse)
    with pytest.raises(BackendDown):
        await cms.http().get("a")
    assert len(cms.asked) == 1


async def test_a_short_retry_after_is_waited_for() -> None:
    cms = Cms(httpx.Response(429, headers={"retry-after": "2"}), ok())
    assert await cms.http().get("a") is not None
    assert cms.slept == [2.0]


async def test_a_long_retry_after_is_told_and_kept() -> None:
    cms = Cms(httpx.Response(429, headers={"retry-after": "120"}), ok())
    http = cms.http()
    with pytest.raises(BackendDown) as told:
        await http.get("a")
    assert told.value.retry_after == 120
    cms.now = 60
    with pytest.raises(Resting) as rest:
        await http.get("b")
    assert (rest.value.retry_after, len(cms.asked)) == (60, 1)
    cms.now = 121
    assert await http.get("b") is not None


async def test_an_answer_that_never_ends_is_given_up() -> None:
    class Never(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await asyncio.Event().wait()
            raise AssertionError

    with pytest.raises(BackendDown, match="no whole answer"):
        await Http(BASE, transport=Never(), total_seconds=0).get("a")


async def test_after_five_failures_the_cms_is_left_alone_and_one_request_tries_for_all() -> None:
    gate, arrived = asyncio.Event(), asyncio.Event()

    class Mending(httpx.AsyncBaseTransport):
        asked = 0
        broken = True

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            self.asked += 1
            if self.broken:
                return httpx.Response(501)
            arrived.set()
            await gate.wait()
            return ok()

    now = 0.0
    cms = Mending()
    http = Http(BASE, transport=cms, clock=lambda: now)
    for _ in range(5):
        with pytest.raises(BackendDown, match="501"):
            await http.get("a")
    with pytest.raises(Resting):
        await http.get("a")
    assert cms.asked == 5

    now = 10.5
    with pytest.raises(BackendDown, match="501"):
        await http.get("a")
    with pytest.raises(Resting):
        await http.get("a")
    assert cms.asked == 6

    now, cms.broken = 21.0, False
    probe = asyncio.create_task(http.get("a"))
    await arrived.wait()
    with pytest.raises(Resting):
        await http.get("a")
    gate.set()
    assert await probe is not None
    assert await http.get("a") is not None


async def test_a_probe_that_is_given_up_leaves_the_way_open_for_the_next() -> None:
    def given_up(_: httpx.Request) -> httpx.Response:
        raise asyncio.CancelledError

    cms = Cms(*[httpx.Response(501)] * 5, given_up, ok())
    http = cms.http()
    for _ in range(5):
        with pytest.raises(BackendDown):
            await http.get("a")
    cms.now = 11.0
    with pytest.raises(asyncio.CancelledError):
        await http.get("a")
    assert await http.get("a") is not None


async def test_what_is_refused_or_not_there_is_no_failure_of_the_cms() -> None:
    cms = Cms(httpx.Response(403))
    http = cms.http()
    for _ in range(7):
        with pytest.raises(BackendDenied):
            await http.get("a")
    assert len(cms.asked) == 7


@pytest.mark.parametrize(
    ("validator", "question"),
    [
        (("etag", 'W/"1"'), ("if-none-match", 'W/"1"')),
        (("last-modified", "Mon, 04 May 2026 08:00:00 GMT"), ("if-modified-since", "Mon, 04 May 2026 08:00:00 GMT")),
    ],
)
async def test_a_cms_that_can_say_so_is_asked_whether_its_answer_has_changed(
    validator: tuple[str, str], question: tuple[str, str]
) -> None:
    cms = Cms(httpx.Response(200, headers=[validator], text="old"), httpx.Response(304), ok("new"), ok("newer"))
    http = cms.http()
    texts = [(answer.status, answer.text()) for _ in range(4) if (answer := await http.get("a", {"b": 1}))]
    assert texts == [(200, "old"), (200, "old"), (200, "new"), (200, "newer")]
    first, second, third, _ = cms.asked
    name, value = question
    assert name not in first.headers
    assert second.headers[name] == third.headers[name] == value


async def test_what_was_asked_otherwise_is_not_taken_for_unchanged() -> None:
    cms = Cms(httpx.Response(200, headers={"etag": '"1"'}, text="a"))
    http = cms.http()
    await http.get("a")
    await http.get("b")
    await http.get("a", {"page": 2})
    await http.get("a", headers={"Accept": "text/html"})
    assert not any("if-none-match" in request.headers for request in cms.asked)


async def test_no_more_requests_run_at_a_time_than_may() -> None:
    running, most = 0, 0

    class Slow(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            nonlocal running, most
            running += 1
            most = max(most, running)
            for _ in range(5):
                await asyncio.sleep(0)
            running -= 1
            return ok()

    http = Http(BASE, transport=Slow(), per_host=3)
    await asyncio.gather(*(http.get(str(number)) for number in range(20)))
    assert most == 3


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_that_is_too_large_is_not_read_to_its_end(declared: bool) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(50):
            sent += 2**20
            yield bytes(2**20)

    headers = {"content-length": str(50 * 2**20)} if declared else {}
    cms = Cms(lambda _: httpx.Response(200, headers=headers, content=body()))
    with pytest.raises(BackendContract, match="more than 2097152"):
        await cms.http(max_bytes=2 * 2**20).get("a")
    assert sent <= 3 * 2**20


async def test_the_limit_holds_for_what_a_body_expands_to() -> None:
    bomb = gzip.compress(bytes(20 * 2**20))
    cms = Cms(lambda _: httpx.Response(200, headers={"content-encoding": "gzip"}, content=bomb))
    with pytest.raises(BackendContract, match="more than"):
        await cms.http().get("a")
    assert cms.asked[0].headers["accept-encoding"] == "gzip"


async def test_redirects_within_the_hosts_are_followed_and_the_last_address_is_told() -> None:
    cms = Cms(moved("/cms/b"), moved("https://www.portal.example/c?d=1#e"), ok())
    answer = await cms.http(hosts=["WWW.portal.example"]).get("a")
    assert answer is not None
    assert answer.url == "https://www.portal.example/c?d=1"


@pytest.mark.parametrize(("redirects", "followed"), [(5, True), (6, False)])
async def test_five_redirects_are_followed_and_no_sixth(redirects: int, followed: bool) -> None:
    cms = Cms(*(moved(f"/cms/{number}") for number in range(redirects)), ok())
    if followed:
        assert await cms.http().get("a") is not None
    else:
        with pytest.raises(BackendContract, match="more than 5 times"):
            await cms.http().get("a")


async def test_credentials_go_to_the_base_only() -> None:
    cms = Cms(ok(), moved("https://www.portal.example/b"), ok())
    http = cms.http(
        hosts=["www.portal.example"],
        headers={"Authorization": "Bearer t0ken", "X-Key": "k3y", "Accept": "application/json"},
        secret_params={"key": KEY},
    )
    await http.get("a")
    await http.get("b")
    first, second, third = cms.asked
    for request in (first, second):
        assert request.headers["authorization"] == "Bearer t0ken"
        assert request.headers["x-key"] == "k3y"
        assert request.url.params["key"] == KEY
    assert "authorization" not in third.headers
    assert "x-key" not in third.headers
    assert third.headers["accept"] == "application/json"
    assert not third.url.query


async def test_an_absolute_address_outside_the_hosts_is_refused_before_it_is_asked_for() -> None:
    cms = Cms(ok())
    with pytest.raises(BackendContract, match="not on one of"):
        await cms.http().get("https://elsewhere.example/a")
    assert not cms.asked


SECRET_FAILURES = [
    httpx.Response(500),
    httpx.Response(400, text=f'{{"you": "sent key={KEY}"}}'),
    httpx.Response(400, text="nobody knows the token t0ken"),
    httpx.Response(401),
    httpx.ConnectError(f"no route to https://portal.example/?key={KEY}"),
    moved("https://elsewhere.example/?key=0f9a6d2c%2F%2B%C3%A4"),
    httpx.Response(200, text=f"<p>{KEY}"),
]


@pytest.mark.parametrize("answer", SECRET_FAILURES)
async def test_no_secret_stands_in_an_error_or_a_log_line(
    answer: httpx.Response | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    http = Cms(answer).http(
        base="https://user:s3cr3t@portal.example", secret_params={"key": KEY}, headers={"Authorization": "Bearer t0ken"}
    )
    for _ in range(6):
        with pytest.raises(BackendError) as failure:
            received = await http.get("a")
            assert received is not None
            received.json()
        told = f"{failure.value!r} {failure.value} {getattr(failure.value, 'sample', '')} {caplog.text}"
        for secret in (KEY, "0f9a6d2c%2F%2B%C3%A4", "s3cr3t", "t0ken"):
            assert secret not in told
        assert failure.value.__cause__ is None


@pytest.mark.parametrize("header", ["Basic ZWRpdG9yOmFiY2QgZWZnaA==", "Basic abcd efgh", "abcd efgh"])
async def test_a_password_that_the_cms_repeats_is_hidden(header: str) -> None:
    answer = f"you said {header}: editor:abcd efgh, and abcd efgh is wrong"
    http = Cms(httpx.Response(400, text=answer)).http(headers={"Authorization": header})
    with pytest.raises(BackendContract) as failure:
        await http.get("a")
    assert failure.value.sample.count("(hidden)") >= 2
    for secret in ("abcd efgh", "ZWRpdG9y"):
        assert secret not in f"{failure.value}"


async def test_user_and_password_of_the_base_are_sent() -> None:
    cms = Cms(ok())
    answer = await cms.http(base="https://user:pw@portal.example").get("a")
    assert cms.asked[0].headers["authorization"].startswith("Basic ")
    assert answer is not None
    assert answer.url == "https://portal.example/a"


@pytest.mark.parametrize("body", ["<!doctype html><p>Sorry", '{"a": [1, 2', "", "[" * 100_000])
async def test_what_is_no_json_is_told_with_a_sample(body: str) -> None:
    answer = await Cms(ok(body)).http().get("a")
    assert answer is not None
    with pytest.raises(BackendContract) as failure:
        answer.json()
    assert failure.value.sample == body[:300]
    assert repr(body[:200]) in str(failure.value) or not body


async def test_text_is_read_in_the_declared_charset() -> None:
    def declared(kind: str) -> Cms:
        return Cms(lambda _: httpx.Response(200, headers={"content-type": kind}, content="Điện".encode("utf-16-le")))

    assert (await declared("text/html; charset=utf-16-le").http().get("a")).text() == "Điện"  # pyright: ignore[reportOptionalMemberAccess]
    utf8 = Cms(
        lambda _: httpx.Response(200, headers={"content-type": "text/xml; charset=nonsense"}, content=b"\xc4\x90\xff")
    )
    assert (await utf8.http().get("a")).text() == "Đ\ufffd"  # pyright: ignore[reportOptionalMemberAccess]


@pytest.mark.parametrize(
    "base", ["portal.example", "ftp://portal.example", "https://", "file:///etc", "https://a:port"]
)
def test_a_base_must_be_a_web_address(base: str) -> None:
    with pytest.raises(ValueError, match="the backend's address must"):
        Http(base)


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == portal_ui.__version__
