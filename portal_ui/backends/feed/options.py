"""The options of `feed:` in the `[backend]` table."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class FeedOptions(BaseModel):
    """`hosts` are further hosts (`name` or `name:port`) that the feed's address may redirect to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: tuple[str, ...] = ()
