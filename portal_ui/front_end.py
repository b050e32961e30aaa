"""What our build adds to Reflex's: the token stylesheet, and our own scripts bundled beside the pages."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reflex.plugins.base import Plugin

from portal_ui.embedding.controls.given import given as controls_given
from portal_ui.locales import LOCALES
from portal_ui.reading.panel.stylesheet import PANEL_STYLES, panel_css
from portal_ui.reading.settings import SETTINGS, settings_data
from portal_ui.reading.stylesheet import PRINT_STYLES, print_css, reading_css
from portal_ui.server.renderer.renderer import node_program

if TYPE_CHECKING:
    from collections.abc import Sequence

QR = "qr@0.7.0"
"""Draws QR codes (MIT or Apache 2.0); it needs nothing else, and stands in one lazy module."""

READING_STYLES = "reading.css"
BUNDLER = Path(__file__).with_name("front_end.mjs")
SCRIPTS = Path("scripts")
"""Where a build keeps our own scripts."""

READING_SCRIPT = SCRIPTS / "reading.js"
FRAME_SCRIPT = SCRIPTS / "frame.js"
EXCERPT_SCRIPT = SCRIPTS / "excerpt.js"
EMBED_SCRIPT = SCRIPTS / "embed.js"
CONTROLS_SCRIPT = SCRIPTS / "embed-controls.js"
WORKER_SCRIPT = SCRIPTS / "worker.js"

_DOCUMENT = "app/_document.js"
_UNWANTED = {
    "a script that sets a colour scheme": r'jsx\("script",\{\},"\\n// Only run in browser .*?"\),(?=jsx\("meta")',
    "the router's restoring of where a page was scrolled": r"jsx\(ScrollRestoration,\{\},\),",
    "a preload right before its stylesheet": r'jsx\("link",\{as:"style",href:reflexGlobalStyles,rel:"preload"\},\),',
}
"""What Reflex writes into every page that ours do without."""

_COLOUR_MODE = "utils/react-theme.js"


class FrontEnd(Plugin):
    """Reflex's build, plus the reading stylesheet and scripts, without what every page would carry for nothing."""

    def pre_compile(self, **context: Any) -> None:
        """Take out of every page what it does without, and the colour mode, which is not ours.

        The colour mode obeys and sets `theme` in the browser's storage, a name that other pages of the portal's origin
        may use as well, and writes it over the colour scheme that the reader chose.
        """
        context["add_modify_task"](_DOCUMENT, spared)
        context["add_modify_task"](_COLOUR_MODE, _none_of_it)

    def get_frontend_dependencies(self, **context: Any) -> tuple[str, ...]:
        """Return the packages that our own scripts are bundled with."""
        del context
        return (QR,)

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """Return the stylesheet of reading, whose tokens are made from their declaration."""
        del context
        return [(Path("styles") / READING_STYLES, reading_css())]

    def get_stylesheet_paths(self, **context: Any) -> Sequence[str]:
        """Return the stylesheets that every page gets, before those of `assets/`."""
        del context
        return [f"./{READING_STYLES}"]

    def post_build(self, **context: Any) -> None:
        """Add the stylesheets of panel and paper, and bundle our own scripts with the bundler that Vite brings."""
        static = Path(context["static_dir"]).resolve()
        web = static.parent.parent
        for address, sheet in ((PANEL_STYLES, panel_css()), (PRINT_STYLES, print_css())):
            styles, compressed = (static / f"{address.lstrip('/')}{suffix}" for suffix in ("", ".gz"))
            styles.write_text(sheet, "utf-8")
            compressed.write_bytes(gzip.compress(styles.read_bytes(), mtime=0))
        silent = {lang: texts.embed.silent for lang, texts in LOCALES.items()}
        within = {lang: asdict(texts.within) for lang, texts in LOCALES.items()}
        aloud = {lang: asdict(texts.aloud) for lang, texts in LOCALES.items()}
        table_view = {lang: asdict(texts.table_view) for lang, texts in LOCALES.items()}
        picture_view = {lang: asdict(texts.picture_view) for lang, texts in LOCALES.items()}
        offline = {lang: asdict(texts.offline.script) for lang, texts in LOCALES.items()}
        given = {
            "reading": [settings_data(SETTINGS)],
            "aloud": [aloud],
            "table_view": [table_view],
            "picture_view": [picture_view],
            "offline": [offline],
            "within": [within],
            "frame": [],
            "excerpt": [],
            "embed": [silent],
            "embed-controls": controls_given(),
            "worker": [],
        }
        subprocess.run([node_program(), str(BUNDLER), str(web), json.dumps(given)], check=True)


def spared(document: str) -> str:
    """Return Reflex's document without what pages do without. Raises `ValueError` if it is not there any more."""
    for name, pattern in _UNWANTED.items():
        document, count = re.subn(pattern, "", document)
        if count != 1:
            raise ValueError(f"Reflex's document does not have the one part to leave out: {name}")
    return document


def _none_of_it(colour_mode: str) -> str:
    del colour_mode
    return "export const ThemeProvider = ({ children }) => children;\n"
