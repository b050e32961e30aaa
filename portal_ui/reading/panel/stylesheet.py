"""The panel's stylesheet, which comes with its markup: pages that show no panel do not carry it."""

import hashlib
from pathlib import Path


def panel_css() -> str:
    """Return the stylesheet."""
    return Path(__file__).with_name("panel.css").read_text("utf-8")


PANEL_STYLES = f"/assets/panel-{hashlib.sha256(panel_css().encode()).hexdigest()[:8]}.css"
"""Its address, which changes with it."""
