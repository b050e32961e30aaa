"""The owner's look as the portal wears it: checked, corrected, and at addresses that change with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.components.view import Picture
from portal_ui.pages.own import Own
from portal_ui.server.look.logo import Logo, read_logo
from portal_ui.server.look.stylesheet import painted

if TYPE_CHECKING:
    from portal_ui.config import Config
    from portal_ui.owner import Look


@dataclass(frozen=True, slots=True)
class Worn:
    """The look: `stylesheet` is the address of `css`, both empty where the owner gives no colours."""

    css: str
    stylesheet: str
    logo: Logo | None
    corrections: tuple[str, ...]


def worn(look: Look) -> Worn:
    """Return what the owner's look comes to. Raises `ConfigError` if the logo cannot be used."""
    made = painted(look)
    version = hashlib.sha256(made.css.encode()).hexdigest()[:12]
    logo = read_logo(look.logo) if look.logo else None
    return Worn(made.css, f"/look.css?v={version}" if made.css else "", logo, made.corrections)


def own(config: Config, look: Worn) -> Own:
    """Return what is the owner's own on every page."""
    logo = look.logo
    return Own(
        stylesheet=look.stylesheet,
        logo=Picture(logo.href, width=logo.width, height=logo.height) if logo else Picture(),
        menu=config.menu,
        lines=config.footer.lines,
        links=config.footer.links,
    )
