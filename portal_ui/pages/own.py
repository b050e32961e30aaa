"""What is the owner's own on every page, ready for editions to put into words and addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal_ui.components.view import Picture

if TYPE_CHECKING:
    from portal_ui.owner import OwnLink


@dataclass(frozen=True)
class Own:
    """What the owner gives; `menu` is `None` where sections are the menu.

    `stylesheet` is an address, empty without colours of the owner's.
    """

    stylesheet: str = ""
    logo: Picture = field(default_factory=Picture)
    menu: tuple[OwnLink, ...] | None = None
    lines: tuple[str, ...] = ()
    links: tuple[OwnLink, ...] = ()


NOTHING = Own()
