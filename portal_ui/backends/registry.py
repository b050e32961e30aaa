"""From the setting `PORTAL_BACKEND` to the backend it names.

A package of somebody else adds a backend with an entry point of the group `portal_ui.backends`: its name is the word
before the colon, its object a function `open_backend(address, options, opening)` as `Open` below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from pydantic import SecretStr

from portal_ui.backends.cache.options import CacheOptions
from portal_ui.backends.opening import Opening, OptionError
from portal_ui.content.protocol import Backend

Open = Callable[[str, Mapping[str, Any], Opening], Backend]
"""Returns a backend for the address after the colon and the `[backend]` table. Raises `ValueError`."""

GROUP = "portal_ui.backends"

BUILT_IN = {
    "folder": "folder",
    "wordpress": "wordpress",
    "ghost": "ghost",
    "wagtail": "wagtail",
    "drupal": "drupal",
    "feed": "feed",
    "json": "json_api",
    "html": "html_pages",
}
"""The packages in this folder, by the word that names them in the setting."""

ABOUT_ALL = frozenset(CacheOptions.model_fields)
"""Options of the `[backend]` table that are about every backend, and that no adapter sees."""


class UnknownBackend(OptionError):
    """The setting names no backend we have. The message says which there are."""


def open_backend(setting: str, options: Mapping[str, Any], opening: Opening) -> Backend:
    """Return the backend for a setting such as `folder:content`; `options` is the `[backend]` table.

    A `?key=` in the setting's address is taken out of it, and is the key where `opening` has none. Raises `OptionError`
    in one sentence that names what to change: no such backend, an address it cannot use, an option it does not know.
    """
    kind, _, address = setting.strip().partition(":")
    if not address:
        raise UnknownBackend(f"PORTAL_BACKEND must be such as wordpress:https://portal.example{_have()}")
    address, key = _without_key(address)
    if key and opening.key is None:
        opening = replace(opening, key=SecretStr(key))
    own = {name: value for name, value in options.items() if name not in ABOUT_ALL}
    try:
        return _opener(kind)(address, own, opening)
    except OptionError:
        raise
    except ValueError as error:
        raise OptionError(f"PORTAL_BACKEND={kind}:... cannot be used: {error}") from None


def _opener(kind: str) -> Open:
    if package := BUILT_IN.get(kind):
        return import_module(f"portal_ui.backends.{package}.backend").open_backend
    if found := entry_points(group=GROUP, name=kind):
        return next(iter(found)).load()
    raise UnknownBackend(f"PORTAL_BACKEND names no backend we have: {kind!r}{_have()}")


def _have() -> str:
    return "; there are " + ", ".join([*BUILT_IN, *sorted(entry_points(group=GROUP).names)])


def _without_key(address: str) -> tuple[str, str]:
    """Return the address without `key=` in its query, and what it was."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"}:
        return address, ""
    fields = parts.query.split("&") if parts.query else []
    keys = [field.partition("=")[2] for field in fields if field.startswith("key=")]
    rest = [field for field in fields if not field.startswith("key=")]
    return urlunsplit(parts._replace(query="&".join(rest))), unquote(keys[-1]) if keys else ""
