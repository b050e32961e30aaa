"""The options of `ghost:` in the `[backend]` table."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class GhostOptions(BaseModel):
    """`hosts` are further names of the site (`name` or `name:port`), where its own address is not that of its API."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: tuple[str, ...] = ()
