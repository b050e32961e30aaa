"""Every reading setting, declared once: the store, the panel, the stylesheet and the tests read it here."""

from portal_ui.reading.settings.aids import AIDS
from portal_ui.reading.settings.colour import COLOUR, CONTRAST, PRINT, THEME
from portal_ui.reading.settings.declaration import Setting, Value, Void, settings_data
from portal_ui.reading.settings.spacing import LINE_HEIGHT, SPACING
from portal_ui.reading.settings.text import SIZE, TEXT, TYPEFACE

__all__ = [
    "CONTRAST",
    "LINE_HEIGHT",
    "PRINT",
    "SETTINGS",
    "SIZE",
    "THEME",
    "TYPEFACE",
    "Setting",
    "Value",
    "Void",
    "settings_data",
]

SETTINGS: tuple[Setting[Value], ...] = (*TEXT, *SPACING, *COLOUR, *AIDS)
"""In the order in which a reader meets them; one that follows another stands after it."""
