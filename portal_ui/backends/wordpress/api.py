"""The REST API: where it is, and how its answers are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from portal_ui.backends.wordpress.answers import Index, Row
from portal_ui.content.protocol import BackendContract, BackendDenied

if TYPE_CHECKING:
    from collections.abc import Container

    from portal_ui.backends.http import Answer, Http

M = TypeVar("M", bound=BaseModel)

ROOTS = ("wp-json", "?rest_route=")
"""Where the API is with pretty permalinks, and where it is with plain ones (and with a prefix of the site's own)."""

NAMESPACE = "wp/v2"
MOST = 100
"""The largest `per_page`: https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/."""

_INVALID = 400


class Closed(Exception):
    """The API does not answer the public. The message says how it refuses."""


@dataclass(frozen=True, slots=True)
class Rows(Generic[M]):
    """Rows of one page, and how many there are in all; `None` past the end, where WordPress does not say."""

    items: tuple[M, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Api:
    """The API of one site. `base` is the site's address with a slash at its end, `root` one of `ROOTS`."""

    http: Http
    base: str
    root: str

    async def index(self) -> Index:
        """Return what the API says of the site. Raises the errors of a backend."""
        answer = await self._get("", {"_fields": ",".join(Index.model_fields)}, ())
        return one(answer, Index) if answer else Index(namespaces=())

    async def rows(self, route: str, model: type[M], **params: str | int) -> Rows[M]:
        """Return what `route` lists; nothing past the last page, to which WordPress answers 400.

        Raises the errors of a backend.
        """
        beyond = (_INVALID,) if int(params.get("page", 1)) > 1 else ()
        answer = await self._get(f"{NAMESPACE}/{route}", params, beyond)
        if answer is None:
            return Rows((), None)
        total = answer.headers.get("x-wp-total", "")
        return Rows(many(answer, model), int(total) if total.isdecimal() else None)

    async def row(self, route: str, model: type[M], **params: str | int) -> M | None:
        """Return the one thing at `route`, `None` if there is none that the public may see.

        Raises the errors of a backend, but never `BackendDenied`: so WordPress refuses what is private.
        """
        answer = await self._get(f"{NAMESPACE}/{route}", params, (401, 403, 404, 410))
        return one(answer, model) if answer else None

    async def probe(self) -> None:
        """Return if posts can be read."""
        await self.rows("posts", Row, per_page=1, _fields="id")

    async def identify(self) -> None:
        """Return if WordPress knows the key; where it does not, it answers the public's questions all the same."""
        await self._get(f"{NAMESPACE}/users/me", {"_fields": "id"}, ())

    async def _get(self, route: str, params: dict[str, str | int], missing: Container[int]) -> Answer | None:
        return await self.http.get(f"{self.base}{self.root}/{route}", params, missing=missing)


async def discover(http: Http, base: str) -> Api:
    """Return the API of the site at `base`.

    Raises `Closed` if there is one that does not answer the public, or none; and `BackendDown`.
    """
    refusals: list[str] = []
    for root in ROOTS:
        api = Api(http, base, root)
        try:
            if NAMESPACE in (await api.index()).namespaces:
                await api.probe()
                return api
            refusals.append(f"{base}{root}/ knows no {NAMESPACE}")
        except (BackendDenied, BackendContract) as error:
            refusals.append(str(error))
    raise Closed("; ".join(refusals))


def one(answer: Answer, model: type[M]) -> M:
    """Return the answer as `model`. Raises `BackendContract` if it is something else."""
    return _read(answer, answer.json(), model)


def many(answer: Answer, model: type[M]) -> tuple[M, ...]:
    """Return the answer as a list of `model`. Raises `BackendContract` if it is something else."""
    rows = answer.json()
    if not isinstance(rows, list):
        raise BackendContract(f"{answer.url} answered no list", answer.sample())
    return tuple(_read(answer, row, model) for row in cast("list[object]", rows))


def _read(answer: Answer, value: object, model: type[M]) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BackendContract(f"{answer.url}: {where}: {first['msg']}", answer.sample()) from None
