"""Ghost, versions 5 and 6, read through its Content API: https://docs.ghost.org/content-api."""
