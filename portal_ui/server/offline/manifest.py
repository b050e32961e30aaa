"""The web app manifest: what an installed portal is called and looks like (W3C Web Application Manifest)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portal_ui.reading.settings import CONTRAST
from portal_ui.reading.themes import THEMES
from portal_ui.server.look.stylesheet import masthead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal_ui.owner import Look
    from portal_ui.pages.edition import Edition
    from portal_ui.server.offline.icons import Icon

MEDIA_TYPE = "application/manifest+json"
SHORT = 12
"""Characters under an icon that phones show whole."""


def manifest(edition: Edition, look: Look, icons: Iterable[Icon]) -> str:
    """Return the manifest of an edition as JSON."""
    portal = edition.portal("/")
    paper = THEMES["light"][CONTRAST.default].paper
    return json.dumps(
        {
            "id": portal.home,
            "name": portal.title,
            "short_name": portal.title if len(portal.title) <= SHORT else portal.title[: SHORT - 1].rstrip() + "…",
            "description": portal.welcome,
            "lang": edition.lang,
            "start_url": portal.home,
            "scope": "/",
            "display": "standalone",
            # With the browser's way back, where it can be had.
            "display_override": ["minimal-ui", "standalone"],
            "background_color": paper,
            "theme_color": masthead(look.masthead).ground if look.masthead else paper,
            "icons": [
                {
                    "src": icon.href,
                    "type": icon.media_type,
                    "sizes": f"{icon.side}x{icon.side}" if icon.side else "any",
                    "purpose": icon.purpose,
                }
                for icon in icons
                if icon.purpose
            ],
        },
        ensure_ascii=False,
    )
