"""From the setting `PORTAL_BACKEND` to the backend it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from portal_ui.backends.folder.backend import FolderBackend

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from portal_ui.content.protocol import Backend


class UnknownBackend(Exception):
    """The setting names no backend we have. The message says which there are."""


def open_backend(setting: str, zone: ZoneInfo) -> Backend:
    """Return the backend for a setting such as `folder:content`; `zone` is that of dates without one."""
    kind, _, address = setting.partition(":")
    if kind != "folder" or not address:
        raise UnknownBackend(f"PORTAL_BACKEND must be folder:PATH (it is {kind!r})")
    return FolderBackend(Path(address), zone)
