"""What the owner can set of the cache."""

from __future__ import annotations

from pydantic import BaseModel, Field


class CacheOptions(BaseModel):
    """The part of the `[backend]` table that is about the cache: `ttl`, how many seconds content counts as fresh."""

    ttl: float = Field(60.0, ge=1, le=86400)
