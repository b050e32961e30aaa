"""A Drupal site's JSON:API as the module's documentation and source describe it; every word in it is ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import httpx

ORIGIN = "https://portal.example"
WATER, PUMPS = "1a1a1a1a-0000-4000-8000-000000000001", "1a1a1a1a-0000-4000-8000-000000000002"
USER, IMAGE, MEDIUM, FILE, TAG = (f"2b2b2b2b-0000-4000-8000-00000000000{number}" for number in range(1, 6))


def identifier(kind: str, key: str, **meta: Any) -> dict[str, Any]:
    return {"type": kind, "id": key, "meta": meta}


def node(nid: int, **attributes: Any) -> dict[str, Any]:
    return {
        "type": "node--article",
        "id": f"3c3c3c3c-0000-4000-8000-{nid:012}",
        "attributes": {
            "drupal_internal__nid": nid,
            "langcode": "vi",
            "status": True,
            "title": f"Bài {nid}",
            "created": f"2026-03-{nid % 28 + 1:02}T01:56:00+00:00",
            "changed": "2026-03-29T01:00:00+00:00",
            "path": {"alias": f"/nuoc-sach/bai-{nid}", "pid": nid, "langcode": "vi"},
            "body": {
                "value": "<p>[thô] không qua bộ lọc</p>",
                "format": "basic_html",
                "processed": '<p>Nước về <a href="/nuoc-sach/bai-2">làng</a>.</p><img src="/f/g.jpg" alt="G">',
                "summary": "Một câu mở đầu.",
            },
            **attributes,
        },
        "relationships": {
            "uid": {"data": identifier("user--user", USER)},
            "field_image": {
                "data": identifier("file--file", IMAGE, alt="Giếng", title="Sau khi sửa", width=1200, height=800)
            },
            "field_category": {"data": identifier("taxonomy_term--category", PUMPS)},
            "field_tags": {"data": [identifier("taxonomy_term--tags", TAG)]},
            "field_attachments": {"data": [identifier("media--document", MEDIUM)]},
            "field_recording": {"data": None},
        },
    }


def term(key: str, number: int, name: str, parent: str = "virtual") -> dict[str, Any]:
    return {
        "type": "taxonomy_term--category",
        "id": key,
        "attributes": {
            "drupal_internal__tid": number,
            "name": name,
            "status": True,
            "description": {"processed": "<p>Về nước</p>"},
            "path": {"alias": None},
        },
        "relationships": {"parent": {"data": [identifier("taxonomy_term--category", parent)]}},
    }


INCLUDED: dict[str, list[dict[str, Any]]] = {
    "uid": [{"type": "user--user", "id": USER, "attributes": {"display_name": "Tổ biên tập"}}],
    "field_image": [
        {
            "type": "file--file",
            "id": IMAGE,
            "attributes": {
                "filename": "g.jpg",
                "uri": {"value": "public://g.jpg", "url": "/sites/default/files/g.jpg"},
            },
        }
    ],
    "field_category": [term(PUMPS, 8, "Trạm bơm", WATER)],
    "field_tags": [{"type": "taxonomy_term--tags", "id": TAG, "attributes": {"name": "nước"}}],
    "field_attachments.field_media_document": [
        {
            "type": "media--document",
            "id": MEDIUM,
            "attributes": {"name": "Sơ đồ"},
            "relationships": {
                "thumbnail": {"data": identifier("file--file", IMAGE)},
                "field_media_document": {"data": identifier("file--file", FILE, description="Sơ đồ giếng")},
            },
        },
        {
            "type": "file--file",
            "id": FILE,
            "attributes": {
                "filename": "so-do.pdf",
                "filemime": "application/pdf",
                "filesize": 2048,
                "uri": {"url": "/sites/default/files/so-do.pdf"},
            },
        },
    ],
}


class Site:
    """Answers from `nodes`; `asked` are the requests. With `router` it has Decoupled Router and knows `moved` paths."""

    def __init__(self, count: int = 3, *, router: bool = False) -> None:
        self.nodes = [node(nid) for nid in range(count, 0, -1)]
        self.terms = [term(WATER, 7, "Nước sạch"), term(PUMPS, 8, "Trạm bơm", WATER)]
        self.included = dict(INCLUDED)
        self.router = router
        self.moved = {"/cu/bai-1": 1}
        self.asked: list[httpx.URL] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url)
        path = request.url.path
        if path == "/":
            return httpx.Response(200, text="<html lang='vi'><title>Trang chủ | Xã Thượng</title></html>")
        if path == "/router/translate-path" and self.router:
            return self._route(request.url.params["path"])
        if path == "/jsonapi/taxonomy_term/category":
            return httpx.Response(200, json={"data": self.terms, "links": {}})
        if path in ("/jsonapi/node/article", "/jsonapi/index/tin"):
            return self._nodes(request.url)
        return httpx.Response(404, json={"errors": [{"title": "Not Found", "status": "404"}]})

    def _nodes(self, url: httpx.URL) -> httpx.Response:
        params = url.params
        wanted = [name for name in params.get("include", "").split(",") if name]
        if set(wanted) - self.included.keys():
            return httpx.Response(400, json={"errors": [{"title": "Bad Request", "detail": f"{wanted} is not valid"}]})
        nodes = self.nodes
        nid = params.get("filter[drupal_internal__nid]")
        if nid:
            nodes = [item for item in nodes if str(item["attributes"]["drupal_internal__nid"]) == nid]
        offset, limit = int(params.get("page[offset]", 0)), min(50, int(params.get("page[limit]", 50)))
        shown = nodes[offset : offset + limit]
        links = {}
        if offset + limit < len(nodes):
            following = dict(params.multi_items()) | {"page[offset]": str(offset + limit)}
            links = {"next": {"href": f"http://internal.example{url.path}?{urlencode(following)}"}}
        included = [resource for name in wanted for resource in self.included[name]]
        return httpx.Response(
            200, json={"jsonapi": {"version": "1.0"}, "data": shown, "included": included, "links": links}
        )

    def _route(self, path: str) -> httpx.Response:
        by_path = {item["attributes"]["path"]["alias"]: item for item in self.nodes}
        nid = by_path[path]["attributes"]["drupal_internal__nid"] if path in by_path else self.moved.get(path)
        if path.startswith("/node/"):
            nid = int(path.rpartition("/")[2])
        if nid is None:
            return httpx.Response(404, json={"message": "Unable to resolve path"})
        entity = {"type": "node", "bundle": "article", "id": str(nid), "uuid": "x", "canonical": f"{ORIGIN}/node/{nid}"}
        return httpx.Response(200, json={"resolved": f"{ORIGIN}{path}", "entity": entity})
