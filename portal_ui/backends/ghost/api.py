"""The Content API: what is asked of it, and how its answers are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal_ui.backends.values import at, objects, table
from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from portal_ui.backends.http import Http

PATH = "ghost/api/content"
VERSION = {"Accept-Version": "v5.0"}
MOST = 100
"""The largest `limit`; more, and `all`, are cut to it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Posts, pages or tags, and how many there are in all."""

    items: list[dict[str, Any]]
    total: int


@dataclass(frozen=True, slots=True)
class Api:
    """The API of the site at `base`, an address with a slash at its end."""

    http: Http
    base: str

    async def settings(self) -> dict[str, Any]:
        """Return the site's own words and its navigation. Raises the errors of a backend, as all methods here."""
        answer = await self.http.get(f"{self.base}{PATH}/settings/", missing=())
        settings = table(table(answer.json()).get("settings")) if answer else {}
        if answer and "title" not in settings:
            raise BackendContract(f"{answer.url} has no settings", answer.sample())
        return settings

    async def rows(self, kind: str, **params: str | int) -> Rows:
        """Return one page of `posts`, `pages` or `tags`."""
        answer = await self.http.get(f"{self.base}{PATH}/{kind}/", params, missing=())
        if answer is None:
            return Rows([], 0)
        data = answer.json()
        items = objects(answer, data, kind)
        total = at(data, "meta.pagination.total")
        return Rows(items, total if isinstance(total, int) else len(items))


def equals(field: str, value: str) -> str:
    """Return a filter: https://docs.ghost.org/content-api/filtering."""
    return f"{field}:{_quoted(value)}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
