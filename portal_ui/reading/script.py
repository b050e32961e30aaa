"""The module that the browser's script is bundled from."""

from __future__ import annotations

import json
from pathlib import Path

from portal_ui.reading.settings import settings_json

START_MODULE = Path(__file__).with_name("start.js")


def entry_source() -> str:
    """Return the ES module that starts the store with the declared settings.

    Bundled as one classic script (IIFE, minified) it goes inline at the end of `<head>`.
    """
    return f"import {{ start }} from {json.dumps(str(START_MODULE))};\nstart({settings_json()});\n"
