"""Tags and authors in addresses."""

from __future__ import annotations

from unicodedata import normalize

from portal_ui.backends.slugs import slugify


def name_slug(name: str) -> str:
    """Return what stands for a tag or an author in an address: the same for all ways of writing its marks and case."""
    return slugify(name)


def named(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return slug and name of each tag or author that has a letter in it; of two with the same slug, the first."""
    tidy = {name_slug(name): " ".join(normalize("NFC", name).split()) for name in reversed(names)}
    return tuple((slug, name) for slug, name in reversed(tidy.items()) if slug)
