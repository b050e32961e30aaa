"""The API's description (OpenAPI 3.1), made of the classes that it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

import portal_ui
from portal_ui.server.api import shapes

LARGEST_PAGE = 100
LARGEST_NUMBER = 999_999
LONGEST_SLUG = 500
LONGEST_QUERY = 500
DEFAULT_SIZE = 20

_MADE_OF = (shapes.ArticleList, shapes.ArticleWhole, shapes.SectionList, shapes.Problem)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, with the class of its answer and its parameters."""

    path: str
    summary: str
    answer: str
    parameters: tuple[dict[str, Any], ...] = ()
    missing: str = ""


def _query(name: str, meaning: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": meaning, "required": required, "schema": schema}


_PAGES = (
    _query("page", "Which page, from 1", {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER, "default": 1}),
    _query(
        "size",
        "Articles on a page",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": DEFAULT_SIZE},
    ),
)
_SLUG = {"type": "string", "minLength": 1, "maxLength": LONGEST_SLUG}

OPERATIONS = (
    Operation(
        "/api/articles",
        "Articles, newest first",
        "ArticleList",
        (
            *_PAGES,
            _query("section", "Only those of the section with this slug", _SLUG),
            _query("tag", "Only those with this tag", _SLUG),
        ),
        missing="There is no such section.",
    ),
    Operation(
        "/api/articles/{slug}",
        "A whole article",
        "ArticleWhole",
        ({"name": "slug", "in": "path", "required": True, "schema": _SLUG},),
        missing="There is no such article.",
    ),
    Operation("/api/sections", "All sections", "SectionList"),
    Operation(
        "/api/search",
        "Articles that have the words asked for, the best first",
        "ArticleList",
        (
            _query("q", "The words", {"type": "string", "minLength": 1, "maxLength": LONGEST_QUERY}, required=True),
            *_PAGES,
        ),
    ),
)


def openapi(title: str, origin: str) -> dict[str, Any]:
    """Return the description of the API of the portal with this title at this origin."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": portal_ui.__version__},
        "servers": [{"url": origin}],
        "paths": {operation.path: {"get": _described(operation)} for operation in OPERATIONS},
        "components": {"schemas": _schemas()},
    }


def _described(operation: Operation) -> dict[str, Any]:
    answers = {"200": _answer(operation.summary, operation.answer, "application/json")}
    if operation.parameters:
        answers["400"] = _problem("A parameter is not what it must be.")
    if operation.missing:
        answers["404"] = _problem(operation.missing)
    answers["502"] = _problem("The CMS answered something it should not.")
    answers["503"] = _problem("The CMS, or the search, does not answer now.")
    return {"summary": operation.summary, "parameters": list(operation.parameters), "responses": answers}


def _problem(meaning: str) -> dict[str, Any]:
    return _answer(meaning, "Problem", "application/problem+json")


def _answer(meaning: str, name: str, media_type: str) -> dict[str, Any]:
    return {
        "description": meaning,
        "content": {media_type: {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }


def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = {}
    for kind in _MADE_OF:
        schema = TypeAdapter(kind).json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        schemas |= schema.pop("$defs", {})
        schemas[kind.__name__] = schema
    return schemas
