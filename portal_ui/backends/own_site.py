"""Which addresses mean the CMS's own site: with or without www., by http or https."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Container


def host_of(url: str) -> str:
    """Return the host of an address in lower case, without `www.` and port; empty if it names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def origin_of(address: str) -> str:
    """Return the address without user, path and query. Raises `ValueError` for a port that is none."""
    parts = urlsplit(address.strip())
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}:{parts.port}" if parts.port else f"{parts.scheme}://{host}"


def path_on(url: str, hosts: Container[str]) -> str | None:
    """Return the decoded path of an address that is root-relative or on one of `hosts`, else `None`.

    `hosts` are such as `host_of` gives them.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"} or not parts.path.startswith("/"):
        return None
    if parts.netloc and host_of(url) not in hosts:
        return None
    return unquote(parts.path)
