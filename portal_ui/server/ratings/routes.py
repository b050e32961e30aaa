"""The rating's addresses: to see, to vote, to withdraw, each as a page for forms and as JSON for scripts."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, quote

from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_ui.server.ratings.breaker import StoreResting
from portal_ui.server.ratings.origin import is_same_origin
from portal_ui.server.ratings.rate_limit import RateLimit
from portal_ui.server.ratings.voter import ForgedVoter, forget_voter, new_voter, read_voter, set_voter, voter_hash

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal_ui.locales.rating import RefusalTexts
    from portal_ui.server.ratings.store import Store, Tally

log = logging.getLogger(__name__)

_MAX_BODY = 1024
_RETRY_RESTING = 10

Reason = Literal["points", "cookie-forged", "cookie-missing", "cross-site", "too-often", "unknown", "off", "resting"]
Kind = Literal["confirmation"] | Reason


@dataclass(frozen=True, slots=True)
class RatingState:
    """What the rating's page shows: the tally and the reader's own points, and how long to wait, in seconds.

    `tally` is `None` where something was refused.
    """

    tally: Tally | None = None
    own: int | None = None
    retry_after: int | None = None


Render = Callable[[Kind, str, RatingState], Awaitable[Response]]
"""Makes the page of a kind for a slug; its status and caching are set here."""

_STATUS: dict[Reason, int] = {
    "points": 400,
    "cookie-forged": 400,
    "cookie-missing": 400,
    "cross-site": 403,
    "unknown": 404,
    "off": 404,
    "too-often": 429,
    "resting": 503,
}


class _Refusal(Exception):
    def __init__(self, reason: Reason, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.retry_after = retry_after


@dataclass(frozen=True)
class Ratings:
    """What the rating needs of the rest of the server; each language has its own `render` and `refusals`.

    `site_url` is the portal's public origin, `secret` the bytes under which cookies and votes are hashed.
    `rating_of` says whether the article can be rated, `None` if there is no such article; what it raises goes on to
    the server. `client_address` says whom the rate limit counts, with trusted proxies seen through. `on_change` is
    awaited after a change and before the answer, to drop the article's cached pages; an error of it is logged, as the
    vote counts already.
    """

    store: Store
    secret: bytes
    site_url: str
    rating_of: Callable[[str], Awaitable[bool | None]]
    render: Render
    client_address: Callable[[Request], str]
    refusals: RefusalTexts
    on_change: Callable[[str], Awaitable[None]]
    rate_limit: RateLimit = field(default_factory=RateLimit)

    def routes(self, prefix: str = "") -> list[Route]:
        """Return the routes below `prefix`, which is what goes before `/articles/{slug}`."""
        rating = f"{prefix}/articles/{{slug}}/rating"
        return [
            Route(rating, self._show, methods=["GET"]),
            Route(rating, self._vote, methods=["POST"]),
            Route(f"{rating}/withdraw", self._withdraw, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        async def answer(slug: str) -> Response:
            await self._must_be_rateable(slug)
            tally = await self.store.tally(slug)
            try:
                voter = read_voter(request.headers, self.secret)
            except ForgedVoter:
                voter = None
            own = await self.store.own(slug, voter_hash(self.secret, voter, slug)) if voter else None
            if _wants_json(request):
                return _json(tally, own)
            return await self.render("confirmation", slug, RatingState(tally, own))

        return await self._answer(request, answer)

    async def _vote(self, request: Request) -> Response:
        async def answer(slug: str) -> Response:
            self._must_be_ours(request)
            await self._must_be_rateable(slug)
            points = await _points(request)
            voter = self._voter(request)
            if voter is None:
                return self._issue_voter(request)
            self._must_be_seldom(request)
            tally = await self.store.vote(slug, voter_hash(self.secret, voter, slug), points)
            return await self._changed(request, slug, tally, points)

        return await self._answer(request, answer)

    async def _withdraw(self, request: Request) -> Response:
        async def answer(slug: str) -> Response:
            self._must_be_ours(request)
            await self._must_be_rateable(slug)
            voter = self._voter(request)
            if voter is None:
                raise _Refusal("cookie-missing")
            self._must_be_seldom(request)
            tally = await self.store.withdraw(slug, voter_hash(self.secret, voter, slug))
            return await self._changed(request, slug, tally, None)

        return await self._answer(request, answer)

    async def _answer(self, request: Request, answer: Callable[[str], Awaitable[Response]]) -> Response:
        """Return the answer or the refusal that it raised; nothing here may be kept by a cache."""
        slug: str = request.path_params["slug"]
        try:
            response = await answer(slug)
        except _Refusal as refusal:
            response = await self._refuse(request, slug, refusal)
        except StoreResting:
            response = await self._refuse(request, slug, _Refusal("resting", _RETRY_RESTING))
        response.headers["Cache-Control"] = "no-store"
        return response

    async def _refuse(self, request: Request, slug: str, refusal: _Refusal) -> Response:
        if _wants_json(request):
            response = JSONResponse({"reason": refusal.reason, "text": refusal_text(self.refusals, refusal.reason)})
        else:
            response = await self.render(refusal.reason, slug, RatingState(retry_after=refusal.retry_after))
        response.status_code = _STATUS[refusal.reason]
        if refusal.retry_after is not None:
            response.headers["Retry-After"] = str(refusal.retry_after)
        if refusal.reason == "cookie-forged":
            forget_voter(response, secure=self._secure)
        return response

    async def _changed(self, request: Request, slug: str, tally: Tally, own: int | None) -> Response:
        try:
            await self.on_change(slug)
        except Exception:
            log.exception("the cached pages of a rated article could not be dropped")
        if _wants_json(request):
            return _json(tally, own)
        return RedirectResponse(_path(request).removesuffix("/withdraw"), status_code=303)

    def _issue_voter(self, request: Request) -> Response:
        """Have a reader without cookie take one and send the same form again, which then counts.

        So a form sent twice by a trembling hand counts once, and a browser that keeps no cookie counts never, as it
        could neither change its vote nor be kept from voting again.
        """
        if request.query_params.get("cookie") == "set":
            raise _Refusal("cookie-missing")
        response = RedirectResponse(f"{_path(request)}?cookie=set", status_code=307)
        set_voter(response, new_voter(self.secret), secure=self._secure)
        return response

    def _voter(self, request: Request) -> str | None:
        try:
            return read_voter(request.headers, self.secret)
        except ForgedVoter:
            raise _Refusal("cookie-forged") from None

    def _must_be_ours(self, request: Request) -> None:
        if not is_same_origin(request.headers, self.site_url):
            raise _Refusal("cross-site")

    async def _must_be_rateable(self, slug: str) -> None:
        match await self.rating_of(slug):
            case None:
                raise _Refusal("unknown")
            case False:
                raise _Refusal("off")
            case True:
                return

    def _must_be_seldom(self, request: Request) -> None:
        if wait := self.rate_limit.take(self.client_address(request)):
            raise _Refusal("too-often", wait)

    @property
    def _secure(self) -> bool:
        return self.site_url.startswith("https:")


async def _points(request: Request) -> int:
    """Return the one value of the form's `points`, a digit from 1 to 5."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise _Refusal("points")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            raise _Refusal("points")
    fields = parse_qsl(body.decode("latin-1"), keep_blank_values=True)
    values = [value for name, value in fields if name == "points"]
    if len(values) != 1 or not re.fullmatch("[1-5]", values[0]):
        raise _Refusal("points")
    return int(values[0])


def refusal_text(texts: RefusalTexts, reason: Reason) -> str:
    """Return what a reader is told for a reason."""
    return getattr(texts, reason.replace("-", "_"))


def _json(tally: Tally, own: int | None) -> Response:
    average = None if tally.average is None else round(tally.average, 2)
    return JSONResponse({"total": tally.total, "votes": tally.votes, "average": average, "own": own})


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _path(request: Request) -> str:
    return quote(request.scope["path"])
