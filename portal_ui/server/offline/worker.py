"""The service worker's script: the build's own, after what it must know of this portal."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from portal_ui.front_end import WORKER_SCRIPT
from portal_ui.locales import LOCALES
from portal_ui.pages.saved import PATH as SAVED

if TYPE_CHECKING:
    from pathlib import Path

    from portal_ui.config import Config

OFFLINE = "/offline"
HOME = "/offline?home"
"""The offline page in the place of `/`, which is another route of the framework's than all others."""


def worker(config: Config, directory: Path) -> str:
    """Return the script for a build's directory. It changes with the build and with what the owner gives every page."""
    prefixes = {lang: "" if lang == config.locale else f"/{lang}" for lang in LOCALES}
    own = (config.title, config.welcome, config.look, config.menu, config.footer)
    given = {
        "version": hashlib.sha256(f"{directory.name} {own!r}".encode()).hexdigest()[:12],
        "pages": [HOME, *(prefix + path for prefix in prefixes.values() for path in (OFFLINE, SAVED))],
        "home": HOME,
        "offline": {prefix: prefix + OFFLINE for prefix in prefixes.values()},
    }
    return f"self.portalGiven = {json.dumps(given)};\n{(directory / WORKER_SCRIPT).read_text('utf-8')}"
