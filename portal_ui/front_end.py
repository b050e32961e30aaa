"""What our build adds to Reflex's: the token stylesheet, and our own scripts bundled beside the pages."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reflex.plugins.base import Plugin

from portal_ui.reading.script import entry_source
from portal_ui.reading.stylesheet import tokens_css
from portal_ui.server.renderer.renderer import node_program

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLES = Path("styles")
READING_STYLES = tuple(sorted((Path(__file__).parent / "reading").glob("*.css")))
BUNDLER = Path(__file__).with_name("front_end.mjs")
READING_SCRIPT = Path("scripts") / "reading.js"
"""Where a build keeps the reading script."""


class FrontEnd(Plugin):
    """Reflex's build, plus the reading stylesheet and scripts."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """Return the stylesheets of reading: the themes' tokens, made from their declaration, and the files beside."""
        del context
        files = [(STYLES / file.name, file.read_text("utf-8")) for file in READING_STYLES]
        return [(STYLES / "tokens.css", tokens_css()), *files]

    def get_stylesheet_paths(self, **context: Any) -> Sequence[str]:
        """Return the stylesheets that every page gets, before those of `assets/`."""
        del context
        return ["./tokens.css", *(f"./{file.name}" for file in READING_STYLES)]

    def post_build(self, **context: Any) -> None:
        """Bundle our own scripts with the bundler that Vite brings."""
        web = Path(context["static_dir"]).resolve().parent.parent
        subprocess.run(
            [node_program(), str(BUNDLER), str(web), str(web / "build" / READING_SCRIPT), entry_source()], check=True
        )
