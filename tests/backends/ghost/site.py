"""A Ghost made of what a real one answered (`captures/`), which can be asked as much as the adapter asks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx

CAPTURES = Path(__file__).parent / "captures"
KEY = "0123456789abcdef0123456789"
API = "/ghost/api/content/"


def capture(name: str) -> Any:
    return json.loads((CAPTURES / f"{name}.json").read_text("utf-8"))


class Site:
    """Answers from `posts`, `pages` and `tags`."""

    def __init__(self) -> None:
        self.posts: list[dict[str, Any]] = capture("posts")
        self.pages: list[dict[str, Any]] = capture("pages")
        self.tags: list[dict[str, Any]] = capture("tags")
        self.settings: dict[str, Any] = capture("settings")["settings"]
        self.public: dict[str, httpx.Response] = {}
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path, params = request.url.path, dict(request.url.params)
        self.asked.append(path)
        if not path.startswith(API):
            return self.public.get(path, httpx.Response(404, html="<p>Not found"))
        if "key" not in params:
            return httpx.Response(403, json=capture("error_nokey"))
        if params["key"] != KEY:
            return httpx.Response(401, json=capture("error_401"))
        route = path.removeprefix(API).strip("/")
        if route == "settings":
            return httpx.Response(200, json={"settings": self.settings, "meta": {}})
        rows = [row for row in getattr(self, route) if _passes(row, params.get("filter", ""))]
        limit, page = min(int(params.get("limit", 15)), 100), int(params.get("page", 1))
        shown = rows[(page - 1) * limit : page * limit]
        if "fields" in params:
            shown = [{name: row.get(name) for name in params["fields"].split(",")} for row in shown]
        # Past the end it tells of a next page nevertheless.
        pagination = {"page": page, "limit": limit, "total": len(rows), "next": page + 1}
        return httpx.Response(200, json={route: shown, "meta": {"pagination": pagination}})


def _passes(row: dict[str, Any], filters: str) -> bool:
    for field, wanted in re.findall(r"(\w+):'((?:[^'\\]|\\.)*)'", filters):
        value = re.sub(r"\\(.)", r"\1", wanted)
        has = [tag["slug"] for tag in row.get("tags", [])] if field == "tag" else [row[field]]
        if value not in has:
            return False
    return True
