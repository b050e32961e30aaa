"""The options of `wordpress:` in the `[backend]` table."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Fields(BaseModel):
    """Paths in a post's JSON to fields of the site's own: `acf.source` of Advanced Custom Fields, `meta.source` of a
    registered meta field (https://developer.wordpress.org/rest-api/extending-the-rest-api/modifying-responses/).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    authors: str = ""
    source: str = ""
    copyright: str = ""
    corrections: str = ""

    @property
    def roots(self) -> tuple[str, ...]:
        """The top-level names that the paths begin with."""
        paths = filter(None, (self.authors, self.source, self.copyright, self.corrections))
        return tuple(dict.fromkeys(path.partition(".")[0] for path in paths))


class WordPressOptions(BaseModel):
    """The `[backend]` table of a WordPress site; `docs/backends/wordpress.md` explains each.

    `hosts` are further names of the site (`name` or `name:port`), beside the address's own with and without www.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: tuple[str, ...] = ()
    fields: Fields = Fields()
