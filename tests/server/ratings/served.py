"""The rating's addresses alone, as an application that a real web server runs in several processes."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response

from portal_ui.locales import LOCALES
from portal_ui.server.ratings.rate_limit import RateLimit
from portal_ui.server.ratings.routes import Kind, Ratings, RatingState
from portal_ui.server.ratings.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request

SECRET = b"a secret of the tests"


def create() -> Starlette:
    store = Store(os.environ["PORTAL_DATABASE_URL"])

    async def rating_of(slug: str) -> bool | None:
        return slug == "lua-mua" or None

    async def render(kind: Kind, slug: str, state: RatingState) -> Response:
        return PlainTextResponse(f"{kind} {slug} {state}", headers={"worker": str(os.getpid())})

    async def on_change(slug: str) -> None: ...

    def client_address(request: Request) -> str:
        return request.client.host if request.client else ""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        await store.prepare()
        yield
        await store.close()

    ratings = Ratings(
        store=store,
        secret=SECRET,
        site_url="http://127.0.0.1",
        rating_of=rating_of,
        render=render,
        client_address=client_address,
        refusals=LOCALES["vi"].refusals,
        on_change=on_change,
        rate_limit=RateLimit(capacity=1_000_000),
    )
    return Starlette(routes=ratings.routes(), lifespan=lifespan)
