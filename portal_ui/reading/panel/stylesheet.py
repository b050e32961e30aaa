"""The panel's stylesheet, which comes with its markup: pages that show no panel do not carry it."""

import hashlib
from pathlib import Path

_READING = Path(__file__).parent.parent


def panel_css() -> str:
    """Return the stylesheet: the panel's own, and those of the parts that have a folder of their own."""
    return "\n".join((_READING / name).read_text("utf-8") for name in ("panel/panel.css", "comfort/comfort.css"))


PANEL_STYLES = f"/assets/panel-{hashlib.sha256(panel_css().encode()).hexdigest()[:8]}.css"
"""Its address, which changes with it."""
