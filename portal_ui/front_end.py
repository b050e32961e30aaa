"""What our build adds to Reflex's: the token stylesheet, and our own scripts bundled beside the pages."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reflex.plugins.base import Plugin

from portal_ui.reading.settings import settings_json
from portal_ui.reading.stylesheet import reading_css
from portal_ui.server.renderer.renderer import node_program

if TYPE_CHECKING:
    from collections.abc import Sequence

READING_STYLES = "reading.css"
BUNDLER = Path(__file__).with_name("front_end.mjs")
READING_SCRIPT = Path("scripts") / "reading.js"
"""Where a build keeps the reading script."""


class FrontEnd(Plugin):
    """Reflex's build, plus the reading stylesheet and scripts."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """Return the stylesheet of reading, whose tokens are made from their declaration."""
        del context
        return [(Path("styles") / READING_STYLES, reading_css())]

    def get_stylesheet_paths(self, **context: Any) -> Sequence[str]:
        """Return the stylesheets that every page gets, before those of `assets/`."""
        del context
        return [f"./{READING_STYLES}"]

    def post_build(self, **context: Any) -> None:
        """Bundle our own scripts with the bundler that Vite brings."""
        web = Path(context["static_dir"]).resolve().parent.parent
        subprocess.run(
            [node_program(), str(BUNDLER), str(web), str(web / "build" / READING_SCRIPT), settings_json()], check=True
        )
