"""The options of `wordpress:` in the `[backend]` table."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class WordPressOptions(BaseModel):
    """`hosts` are further names of the site (`name` or `name:port`), beside the address's own with and without www."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: tuple[str, ...] = ()
