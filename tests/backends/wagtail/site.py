"""A Wagtail API made of what a real one answered (`captures/`), which can be asked as much as the adapter asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx

CAPTURES = Path(__file__).parent / "captures"
KNOWN = {
    "type",
    "limit",
    "offset",
    "fields",
    "order",
    "slug",
    "id",
    "search",
    "descendant_of",
    "child_of",
    "ancestor_of",
}


def capture(name: str) -> Any:
    return json.loads((CAPTURES / f"{name}.json").read_text("utf-8"))


class Site:
    """Answers from `articles` and `sections`, items as the API lists them; `asked` are the addresses it was asked."""

    def __init__(self) -> None:
        self.articles: list[dict[str, Any]] = capture("list_fields_star")["items"]
        self.sections: list[dict[str, Any]] = capture("sections")["items"]
        self.image: dict[str, Any] | None = capture("image")
        self.known = set(KNOWN)
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        kind, _, number = request.url.path.removeprefix("/api/v2/").strip("/").partition("/")
        params = dict(request.url.params)
        if kind == "pages" and not number:
            return self._pages(params)
        if kind == "pages":
            found = next((item for item in [*self.articles, *self.sections] if str(item["id"]) == number), None)
            if found in self.articles:
                found = {**found, "meta": {**found["meta"], "parent": self.sections[0]}} if self.sections else found
            return _json(found)
        return _json(self.image if kind == "images" else None)

    def _pages(self, params: dict[str, str]) -> httpx.Response:
        if params.keys() - self.known:
            return httpx.Response(400, json=capture("error_400_unknown_filter"))
        items = [*self.sections, *self.articles]
        if "type" in params:
            items = [item for item in items if item["meta"]["type"] == params["type"]]
        for name in ("slug", "id"):
            if name in params:
                items = [item for item in items if str(item.get(name, item["meta"].get(name))) == params[name]]
        if params.get("order") == "id":
            items.sort(key=lambda item: item["id"])
        offset, limit = int(params.get("offset", 0)), int(params.get("limit", 20))
        items, total = items[offset : offset + limit], len(items)
        if "-locale" in params.get("fields", "-locale"):
            items = [{**item, "meta": {**item["meta"], "locale": None}} for item in items]
        return httpx.Response(200, json={"meta": {"total_count": total}, "items": items})


def _json(found: Any) -> httpx.Response:
    return httpx.Response(404, json=capture("error_404")) if found is None else httpx.Response(200, json=found)
