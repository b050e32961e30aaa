"""Strapi, Directus and plain JSON as they answer, with articles written here."""

from __future__ import annotations

from typing import Any

import httpx

BLOCKS = [
    {"type": "heading", "level": 2, "children": [{"type": "text", "text": "Việc đã làm"}]},
    {
        "type": "paragraph",
        "children": [
            {"type": "text", "text": "Bơm ", "bold": True},
            {"type": "link", "url": "/tin/hop-dan", "children": [{"type": "text", "text": "theo lịch"}]},
            {"type": "text", "text": " & xong\nhôm nay"},
        ],
    },
    {
        "type": "list",
        "format": "ordered",
        "children": [
            {"type": "list-item", "children": [{"type": "text", "text": "Một"}]},
            {
                "type": "list",
                "format": "unordered",
                "children": [{"type": "list-item", "children": [{"type": "text", "text": "Hai"}]}],
            },
        ],
    },
    {"type": "quote", "children": [{"type": "text", "text": "Nước về", "italic": True}]},
    {"type": "code", "children": [{"type": "text", "text": "a < b\nc"}]},
    {
        "type": "image",
        "image": {
            "url": "/uploads/gieng.jpg",
            "alternativeText": "Giếng",
            "caption": "Sau khi sửa",
            "width": 800,
            "height": 600,
        },
        "children": [{"type": "text", "text": ""}],
    },
    {"type": "paragraph", "children": [{"type": "text", "text": ""}]},
]


def strapi_article(number: int, **fields: Any) -> dict[str, Any]:
    """An entry as Strapi 5 gives it with `populate=*`."""
    return {
        "id": number,
        "documentId": f"doc{number:021d}",
        "title": f"Bài {number}",
        "slug": f"bai-{number}",
        "description": "Một câu mở đầu.",
        "body": "Nước **về** làng.\n\n![Giếng](/uploads/gieng.jpg)",
        "createdAt": "2026-03-01T01:00:00.000Z",
        "updatedAt": "2026-03-02T01:00:00.000Z",
        "publishedAt": "2026-03-02T01:56:00.000Z",
        "locale": None,
        "cover": {
            "id": 3,
            "documentId": "img",
            "url": "/uploads/bia.jpg",
            "alternativeText": "Bìa",
            "caption": None,
            "width": 1200,
            "height": 800,
        },
        "category": {"id": 1, "documentId": "cat", "name": "Nước sạch", "slug": "nuoc-sach"},
        "author": {"id": 1, "name": "Tổ biên tập"},
        "tags": [{"id": 1, "name": "nước"}, {"id": 2, "name": "đê"}],
        **fields,
    }


def directus_article(number: int, **fields: Any) -> dict[str, Any]:
    """An item as Directus 12 gives it with `fields=*.*`."""
    return {
        "id": number,
        "status": "published",
        "date_created": "2026-03-02T01:56:00.000Z",
        "date_updated": None,
        "title": f"Bài {number}",
        "slug": f"bai-{number}",
        "body": '<p>Nước về <img src="/assets/0f4a"></p>',
        "hero": {
            "id": "5f0c6a3e-0000-4000-8000-000000000001",
            "description": "Bìa",
            "title": "bia",
            "width": 1200,
            "height": 800,
            "type": "image/jpeg",
        },
        "category": {"id": 1, "slug": "nuoc-sach", "title": "Nước sạch"},
        "tags": ["nước"],
        **fields,
    }


class Cms:
    """Answers a list of `items` in Strapi's or Directus's way and keeps what it was asked in `asked`."""

    def __init__(self, kind: str, items: list[dict[str, Any]]) -> None:
        self.kind = kind
        self.items = items
        self.asked: list[httpx.URL] = []
        self.headers: list[httpx.Headers] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url)
        self.headers.append(request.headers)
        params = request.url.params
        if request.url.path.endswith("/categories"):
            rows = [{"id": 1, "slug": "nuoc-sach", "name": "Nước sạch", "description": "Giếng và ống"}]
            return httpx.Response(200, json={"data": rows})
        items = self.items
        slug = params.get("filters[slug][$eq]") or params.get("filter[slug][_eq]")
        if slug is not None:
            items = [item for item in items if item.get("slug") == slug]
        size = int(params.get("pagination[pageSize]") or params.get("limit") or 25)
        page = int(params.get("pagination[page]") or params.get("page") or 1)
        shown, total = items[(page - 1) * size : page * size], len(items)
        if self.kind == "strapi":
            return httpx.Response(200, json={"data": shown, "meta": {"pagination": {"page": page, "total": total}}})
        return httpx.Response(200, json={"data": shown, "meta": {"filter_count": total}})
