"""robots.txt (RFC 9309)."""

from __future__ import annotations

DISALLOWED = ("/search", "/*/search", "/articles/*/rating", "/*/articles/*/rating", "/hooks/", "/api/", "/oembed")
"""What costs the portal work and has nothing that its articles do not have."""


def robots(sitemap: str) -> str:
    """Return the file; `sitemap` is the sitemap's absolute address."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in DISALLOWED), f"Sitemap: {sitemap}"]
    return "\n".join(lines) + "\n"
