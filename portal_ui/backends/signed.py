"""Addresses of our own for files elsewhere, signed: nobody can have us fetch what none of our pages shows."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SignedAddresses:
    """Addresses that begin with `prefix` and name a URL; a signature holds for one `purpose` only."""

    prefix: str
    purpose: str
    secret: bytes = field(repr=False)

    def address(self, url: str) -> str:
        """Return our address for what is at an absolute http or https URL; any other `url` is returned as it is."""
        if not url.startswith(("http://", "https://")):
            return url
        name = base64.urlsafe_b64encode(url.encode()).rstrip(b"=").decode()
        return f"{self.prefix}{self._signature(url)}.{name}"

    def url(self, name: str) -> str | None:
        """Return the URL that an address names after its prefix, `None` if we have not signed it."""
        signature, _, encoded = name.partition(".")
        try:
            url = base64.b64decode(encoded + "=" * (-len(encoded) % 4), b"-_", validate=True).decode()
        except (binascii.Error, ValueError):
            return None
        return url if hmac.compare_digest(signature.encode(), self._signature(url).encode()) else None

    def _signature(self, url: str) -> str:
        return hmac.new(self.secret, f"{self.purpose} {url}".encode(), "sha256").hexdigest()[:32]
