"""Whether a form was sent from this site's own pages, told by what browsers say and pages cannot forge."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.datastructures import Headers


def is_same_origin(headers: Headers, site_url: str) -> bool:
    """Say whether the request comes from the site at `site_url`, or from the host that it was sent to.

    `Sec-Fetch-Site` must be `same-origin` or `none` where it is sent (Fetch Metadata), and so must `Origin` agree.
    A browser that sends no `Origin` is believed for its `Sec-Fetch-Site`, or else for a `Referer` of the same host.
    """
    fetch_sites, origins = headers.getlist("sec-fetch-site"), headers.getlist("origin")
    if any(site not in ("same-origin", "none") for site in fetch_sites):
        return False
    own = {_host(site_url), headers.get("host", "").lower()}
    if origins:
        return len(origins) == 1 and _host(origins[0]) in own
    return bool(fetch_sites) or _host(headers.get("referer", "")) in own


def _host(url: str) -> str | None:
    """Return the host and port of a web address, `None` if it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme in ("http", "https") and parts.netloc else None
