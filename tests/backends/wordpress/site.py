"""A WordPress made of what real ones answered (`captures/`), which can be asked as much as the adapter asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx

CAPTURES = Path(__file__).parent / "captures"


def capture(name: str) -> Any:
    return json.loads((CAPTURES / f"{name}.json").read_text("utf-8"))


class Site:
    """Answers from `posts`, `pages` and `categories`, rows as the API lists them; `asked` are the paths asked for."""

    def __init__(self) -> None:
        self.posts: list[dict[str, Any]] = capture("posts")
        self.pages: list[dict[str, Any]] = []
        self.categories: list[dict[str, Any]] = capture("categories")
        self.media: list[dict[str, Any]] = capture("media")
        self.pretty = True
        self.closed: int | None = None
        self.denied: set[str] = set()
        self.totals = True
        self.public: dict[str, httpx.Response] = {}
        self.asked: list[str] = []
        self.fields: list[str] = []
        self.headers: list[httpx.Headers] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path, params = request.url.path, dict(request.url.params)
        self.asked.append(path)
        self.headers.append(request.headers)
        route = params.pop("rest_route", None)
        if route is None and self.pretty and path.startswith("/wp-json"):
            route = path.removeprefix("/wp-json")
        if route is not None:
            return self._rest(route.strip("/").removeprefix("wp/v2").strip("/"), params)
        if params.get("feed") == "rss2":
            first = "paged" not in params
            return httpx.Response(200 if first else 404, content=(CAPTURES / "feed.rss.xml").read_bytes())
        return self.public.get(path, httpx.Response(404, html="<p>Not found"))

    def _rest(self, route: str, params: dict[str, str]) -> httpx.Response:
        if self.closed:
            return httpx.Response(self.closed, json={"code": "rest_login_required", "data": {"status": self.closed}})
        kind, _, number = route.partition("/")
        if kind == "posts" and "slug" in params:
            self.fields.append(params["_fields"])
        if kind in self.denied:
            return httpx.Response(403, json={"code": "rest_forbidden", "data": {"status": 403}})
        if not kind:
            return httpx.Response(200, json=capture("root"))
        rows = self._rows(kind, params)
        if number:
            found = next((row for row in rows if str(row["id"]) == number), None)
            return httpx.Response(200, json=found) if found else httpx.Response(404, json=capture("error_404"))
        size, page = int(params.get("per_page", 10)), int(params.get("page", 1))
        start = int(params["offset"]) if "offset" in params else (page - 1) * size
        if size > 100:
            return httpx.Response(400, json=capture("error_per_page_101"))
        if page > 1 and start >= len(rows):
            return httpx.Response(400, json=capture("error_page_too_high"))
        totals = {"X-WP-Total": str(len(rows))} if self.totals else {}
        return httpx.Response(200, json=rows[start : start + size], headers=totals)

    def _rows(self, kind: str, params: dict[str, str]) -> list[dict[str, Any]]:
        if kind == "media":
            return [row for row in self.media if str(row["post"]) == params.get("parent")]
        if kind == "search":
            words = params["search"].casefold()
            return [row for row in capture("search_endpoint") if words in row["title"].casefold()]
        rows = {"posts": self.posts, "pages": self.pages, "categories": self.categories, "tags": capture("tags")}[kind]
        if "slug" in params:
            # WordPress makes a slug of what it is given.
            wanted = params["slug"].lower().replace("/", "").replace(".", "").split(",")
            rows = [row for row in rows if row["slug"] in wanted]
        if "include" in params:
            rows = [row for row in rows if str(row["id"]) in params["include"].split(",")]
        if "exclude" in params:
            rows = [row for row in rows if str(row["id"]) not in params["exclude"].split(",")]
        if params.get("sticky") == "true":
            rows = [row for row in rows if row.get("sticky")]
        for terms in ("categories", "tags"):
            if terms in params:
                rows = [row for row in rows if {*map(str, row.get(terms, []))} & {*params[terms].split(",")}]
        return rows
