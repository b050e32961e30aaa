"""Keeping secrets out of log lines and errors."""

from __future__ import annotations

import base64
import contextlib
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterable

HIDDEN = "(hidden)"

_PARAMETER = re.compile(r"(?i)((?:key|token|secret|passw(?:or)?d|signature)=)[^&\s\"'<>]+")
_USER = re.compile(r"(?i)(https?://)[^/@\s\"'<>]+@")


def sayings(header: str) -> tuple[str, ...]:
    """Return what must not be said of a secret header's value, the longest first: itself, and what is after its scheme.

    A CMS may repeat either, or the user and password that `Basic` encodes (RFC 7617).
    """
    scheme, _, credentials = header.partition(" ")
    said = [header, credentials]
    if scheme.lower() == "basic":
        with contextlib.suppress(ValueError):
            pair = base64.b64decode(credentials).decode()
            said += [pair, pair.partition(":")[2]]
    return tuple(filter(None, said))


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text without the given secrets, however a URL spells them, and without what looks like one."""
    for secret in secrets:
        for spelling in {secret, quote(secret, safe=""), quote_plus(secret)} - {""}:
            text = text.replace(spelling, HIDDEN)
    return _USER.sub(r"\1", _PARAMETER.sub(rf"\1{HIDDEN}", text))
