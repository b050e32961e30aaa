"""portal_ui: the reading front end a public portal puts before the CMS it already has."""

__version__ = "0.1.0"
