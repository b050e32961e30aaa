from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response

from portal_ui.locales import LOCALES
from portal_ui.server.ratings.rate_limit import RateLimit
from portal_ui.server.ratings.routes import Kind, Ratings, RatingState, Reason
from portal_ui.server.ratings.store import Store, Tally
from portal_ui.server.ratings.voter import COOKIE, new_voter

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

SECRET = b"a secret of the tests"
SITE = "http://portal.example.vn"
RATING = "/articles/l%C3%BAa-m%C3%B9a/rating"
JSON = {"accept": "application/json"}
ARTICLES: dict[str, bool] = {"lúa-mùa": True, "tắt": False}


def refusal(reason: Reason) -> dict[str, str]:
    """Return what a script is told of a refusal: the reason, and the words for the reader."""
    return {"reason": reason, "text": getattr(LOCALES["vi"].refusals, reason.replace("-", "_"))}


@dataclass
class Portal:
    """The rating's addresses in an application, and what they told the rest of it."""

    store: Store
    pages: list[tuple[Kind, str, RatingState]] = field(default_factory=list[tuple[Kind, str, RatingState]])
    changed: list[str] = field(default_factory=list[str])
    fails: bool = False

    def ratings(self) -> Ratings:
        async def rating_of(slug: str) -> bool | None:
            return ARTICLES.get(slug)

        return Ratings(
            store=self.store,
            secret=SECRET,
            site_url=SITE,
            rating_of=rating_of,
            render=self.render,
            client_address=lambda request: request.headers.get("x-test-address", "192.0.2.1"),
            refusals=LOCALES["vi"].refusals,
            on_change=self.change,
        )

    def reader(self, ratings: Ratings | None = None, *, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
        """Return a new browser, which sends what browsers send from a page of the portal."""
        ratings = ratings or self.ratings()
        app = Starlette(routes=[*ratings.routes(), *ratings.routes("/en")])
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url=SITE,
            headers={"origin": SITE, "sec-fetch-site": "same-origin"} if headers is None else headers,
            follow_redirects=True,
        )

    async def render(self, kind: Kind, slug: str, state: RatingState) -> Response:
        self.pages.append((kind, slug, state))
        return HTMLResponse(kind, headers={"cache-control": "public"})

    async def change(self, article: str) -> None:
        self.changed.append(article)
        if self.fails:
            raise ConnectionError("the cache is away")


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncGenerator[Portal]:
    store = Store(f"sqlite:///{tmp_path / 'votes.sqlite3'}")
    yield Portal(store)
    await store.close()


async def counted(portal: Portal) -> Tally:
    return await portal.store.tally("lúa-mùa")


async def test_a_vote_by_form_ends_at_the_confirmation(portal: Portal) -> None:
    reader = portal.reader()
    answer = await reader.post(RATING, data={"points": "4"})
    assert [step.status_code for step in answer.history] == [307, 303]
    assert (answer.status_code, answer.request.method, answer.url.path) == (200, "GET", "/articles/lúa-mùa/rating")
    assert answer.url.query == b""
    assert portal.pages == [("confirmation", "lúa-mùa", RatingState(Tally(4, 1), 4))]
    assert portal.changed == ["lúa-mùa"]


async def test_only_the_first_vote_sets_the_cookie(portal: Portal) -> None:
    reader = portal.reader()
    assert "set-cookie" not in (await reader.get(RATING)).headers
    first = await reader.post(RATING, data={"points": "4"})
    assert [COOKIE in step.headers.get("set-cookie", "") for step in first.history] == [True, False]
    second = await reader.post(RATING, data={"points": "5"})
    assert [step.status_code for step in second.history] == [303]
    assert "set-cookie" not in second.history[0].headers
    assert await counted(portal) == Tally(5, 1)


async def test_the_cookie_is_secure_where_the_portal_is(portal: Portal) -> None:
    ratings = replace(portal.ratings(), site_url="https://portal.example.vn")
    answer = await portal.reader(ratings).post(RATING, data={"points": "4"}, follow_redirects=False)
    assert "; Secure" in answer.headers["set-cookie"]


async def test_a_form_sent_twice_before_the_first_answer_counts_once(portal: Portal) -> None:
    reader = portal.reader()
    # The browser drops the first answer when the second form is sent, so only the second is followed.
    await reader.post(RATING, data={"points": "4"}, follow_redirects=False)
    reader.cookies.clear()
    assert (await reader.post(RATING, data={"points": "4"})).status_code == 200
    assert await counted(portal) == Tally(4, 1)


async def test_a_vote_by_script(portal: Portal) -> None:
    an, binh = portal.reader(), portal.reader()
    await an.post(RATING, data={"points": "5"})
    answer = await binh.post(RATING, data={"points": "2"}, headers=JSON)
    assert answer.json() == {"total": 7, "votes": 2, "average": 3.5, "own": 2}
    assert (await an.get(RATING, headers=JSON)).json() == {"total": 7, "votes": 2, "average": 3.5, "own": 5}
    assert (await portal.reader().get(RATING, headers=JSON)).json()["own"] is None


async def test_withdrawing(portal: Portal) -> None:
    reader = portal.reader()
    await reader.post(RATING, data={"points": "5"})
    answer = await reader.post(f"{RATING}/withdraw")
    assert [step.status_code for step in answer.history] == [303]
    assert portal.pages[-1] == ("confirmation", "lúa-mùa", RatingState(Tally(0, 0), None))
    assert portal.changed == ["lúa-mùa"] * 2
    answer = await reader.post(f"{RATING}/withdraw", headers=JSON)
    assert answer.json() == {"total": 0, "votes": 0, "average": None, "own": None}


async def test_another_language_keeps_its_address(portal: Portal) -> None:
    answer = await portal.reader().post(f"/en{RATING}", data={"points": "4"})
    assert answer.url.path == "/en/articles/lúa-mùa/rating"
    answer = await portal.reader().post(f"/en{RATING}", data={"points": "5"}, headers=JSON)
    assert answer.json()["total"] == 9


@pytest.mark.parametrize(
    "body",
    [
        "",
        "points",
        "points=",
        "points=0",
        "points=6",
        "points=-1",
        "points=1e9",
        "points=1000000000",
        "points=4.0",
        "points=+4",
        "points=%2B4",
        "points=04",
        "points=4%0A",
        "points=t%E1%BB%91t",
        "points=%D9%A4",
        "points=%EF%BC%94",
        "points=4&points=5",
        "points=4&points=4",
        "Points=4",
        "{'points': 4}",
        "points=4&x=" + "x" * 2000,
    ],
)
async def test_bad_points_are_refused(portal: Portal, body: str) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    reader = portal.reader()
    answer = await reader.post(RATING, content=body, headers=form)
    assert (answer.status_code, answer.text) == (400, "points")
    answer = await reader.post(RATING, content=body, headers=form | JSON)
    assert (answer.status_code, answer.json()) == (400, refusal("points"))
    assert await counted(portal) == Tally(0, 0)
    assert not portal.changed


@pytest.mark.parametrize("media_type", ["text/plain", "application/json", "multipart/form-data; boundary=b", ""])
async def test_other_bodies_are_refused(portal: Portal, media_type: str) -> None:
    answer = await portal.reader().post(RATING, content="points=4", headers={"content-type": media_type})
    assert (answer.status_code, answer.text) == (400, "points")


async def test_a_body_without_end_is_not_read_to_it(portal: Portal) -> None:
    sent = 0

    async def endless() -> AsyncGenerator[bytes]:
        nonlocal sent
        while sent < 1_000_000:
            sent += 500
            yield b"points=4&" * 50

    answer = await portal.reader().post(
        RATING, content=endless(), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 400
    assert sent < 10_000


@pytest.mark.parametrize(("slug", "reason"), [("không-có", "unknown"), ("tắt", "off"), ("%00", "unknown")])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_articles_without_rating(portal: Portal, slug: str, reason: str, method: str) -> None:
    answer = await portal.reader().request(method, f"/articles/{slug}/rating", data={"points": "4"})
    assert (answer.status_code, answer.text) == (404, reason)


async def test_a_forged_cookie_is_refused_and_taken_away(portal: Portal) -> None:
    reader = portal.reader()
    reader.cookies.set(COOKIE, "0" * 64, domain="portal.example.vn")
    for address in (RATING, f"{RATING}/withdraw"):
        answer = await reader.post(address, data={"points": "4"}, headers={"cookie": f"{COOKIE}={'0' * 64}"})
        assert (answer.status_code, answer.text) == (400, "cookie-forged")
        assert 'portal_voter=""' in answer.headers["set-cookie"]
        assert "Max-Age=0" in answer.headers["set-cookie"]
    assert await counted(portal) == Tally(0, 0)
    reader.cookies.clear()
    assert (await reader.post(RATING, data={"points": "4"})).status_code == 200
    assert await counted(portal) == Tally(4, 1)


async def test_a_doubled_cookie_is_refused(portal: Portal) -> None:
    cookie = "; ".join(f"{COOKIE}={new_voter(SECRET)}" for _ in range(2))
    answer = await portal.reader().post(RATING, data={"points": "4"}, headers=JSON | {"cookie": cookie})
    assert (answer.status_code, answer.json()) == (400, refusal("cookie-forged"))
    assert await counted(portal) == Tally(0, 0)


async def test_a_forged_cookie_does_not_keep_anyone_from_looking(portal: Portal) -> None:
    answer = await portal.reader().get(RATING, headers=JSON | {"cookie": f"{COOKIE}=x"})
    assert (answer.status_code, answer.json()["own"]) == (200, None)


async def test_a_browser_that_keeps_no_cookie_is_told_and_not_counted(portal: Portal) -> None:
    reader = portal.reader()
    first = await reader.post(RATING, data={"points": "4"}, follow_redirects=False)
    reader.cookies.clear()
    answer = await reader.post(first.headers["location"], data={"points": "4"})
    assert (answer.status_code, answer.text) == (400, "cookie-missing")
    assert (await reader.post(f"{RATING}/withdraw")).text == "cookie-missing"
    assert await counted(portal) == Tally(0, 0)


async def test_after_a_new_secret_the_reader_votes_anew(portal: Portal) -> None:
    reader = portal.reader()
    await reader.post(RATING, data={"points": "4"})
    cookies = dict(reader.cookies)
    later = portal.reader(replace(portal.ratings(), secret=b"a new secret"))
    later.cookies.update(cookies)
    assert (await later.post(RATING, data={"points": "5"})).text == "cookie-forged"
    assert await counted(portal) == Tally(4, 1)
    later.cookies.clear()
    assert (await later.post(RATING, data={"points": "5"})).text == "confirmation"
    assert await counted(portal) == Tally(9, 2)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": SITE, "sec-fetch-site": "cross-site"},
    ],
)
async def test_other_sites_cannot_vote(portal: Portal, headers: dict[str, str]) -> None:
    reader = portal.reader(headers=headers)
    for address in (RATING, f"{RATING}/withdraw"):
        cookie = {"cookie": f"{COOKIE}={new_voter(SECRET)}"}
        answer = await reader.post(address, data={"points": "1"}, headers=cookie)
        assert (answer.status_code, answer.text) == (403, "cross-site")
    assert await counted(portal) == Tally(0, 0)


async def test_too_many_votes_from_one_address(portal: Portal) -> None:
    ratings = replace(portal.ratings(), rate_limit=RateLimit(3, 60.0, lambda: 0.0))
    reader = portal.reader(ratings)
    for points in ("1", "2", "3"):
        assert (await reader.post(RATING, data={"points": points})).status_code == 200
    answer = await reader.post(RATING, data={"points": "4"})
    assert (answer.status_code, answer.text, answer.headers["retry-after"]) == (429, "too-often", "20")
    assert portal.pages[-1][2] == RatingState(retry_after=20)
    assert (await reader.post(f"{RATING}/withdraw", headers=JSON)).json() == refusal("too-often")
    assert await counted(portal) == Tally(3, 1)
    elsewhere = await reader.post(RATING, data={"points": "4"}, headers={"x-test-address": "192.0.2.2"})
    assert elsewhere.status_code == 200


async def test_a_resting_store_says_so(portal: Portal, tmp_path: Path) -> None:
    reader = portal.reader()
    await reader.post(RATING, data={"points": "4"})
    (tmp_path / "votes.sqlite3").rename(tmp_path / "elsewhere")
    for method in ("GET", "POST"):
        answer = await reader.request(method, RATING, data={"points": "5"})
        assert (answer.status_code, answer.text, answer.headers["retry-after"]) == (503, "resting", "10")
    answer = await reader.post(f"{RATING}/withdraw", headers=JSON)
    assert (answer.status_code, answer.json()) == (503, refusal("resting"))
    (tmp_path / "elsewhere").rename(tmp_path / "votes.sqlite3")
    assert (await reader.post(RATING, data={"points": "5"})).status_code == 200
    assert await counted(portal) == Tally(5, 1)


async def test_a_cache_that_cannot_be_dropped_does_not_undo_the_vote(
    portal: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    portal.fails = True
    assert (await portal.reader().post(RATING, data={"points": "4"})).status_code == 200
    assert await counted(portal) == Tally(4, 1)
    assert "could not be dropped" in caplog.text


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
async def test_no_answer_may_be_kept(portal: Portal, accept: str) -> None:
    reader = portal.reader(headers={"accept": accept, "origin": SITE})
    answers = [
        await reader.get(RATING),
        await reader.post(RATING, data={"points": "4"}),
        await reader.post(RATING, data={"points": "9"}),
        await reader.get("/articles/tắt/rating"),
    ]
    for answer in answers:
        assert {step.headers["cache-control"] for step in [answer, *answer.history]} == {"no-store"}
