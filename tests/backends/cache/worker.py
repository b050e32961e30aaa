"""One of several workers: `python -m tests.backends.cache.worker REDIS_URL FILE`, told what to do on its input.

`get` reads the article whose text is in FILE and prints the text and how often the CMS was asked; `purge` tells all.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from portal_ui.backends.cache.backend import CachedBackend
from portal_ui.backends.cache.shared import Shared
from tests.backends.cache.upstream import Upstream


async def main(url: str, file: Path) -> None:
    """Do what the lines of the input say until it ends."""
    upstream = Upstream("a")
    cached = CachedBackend(upstream, shared=Shared(url, "workers"))
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if line == "purge":
            await cached.purge()
        else:
            upstream.change("a", await asyncio.to_thread(file.read_text))
            article = await cached.get("a")
            assert article is not None
            print(json.dumps([article.html, upstream.asked["a"]]), flush=True)
    await cached.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
