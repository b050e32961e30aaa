"""The line between a browser and a portal: it can be cut, fall silent, or lead to another portal."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncGenerator


class Line:
    """A line to the portal at `target`. While `silent` it takes what is sent and answers nothing."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.url = ""
        self._heard = asyncio.Event()
        self._heard.set()
        self._server: asyncio.Server | None = None
        self._open: set[StreamWriter] = set()

    async def lay(self, port: int = 0) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._connect, "localhost", port)
        self.url = f"http://localhost:{self._server.sockets[0].getsockname()[1]}"

    async def cut(self) -> None:
        """Close every connection and take no more."""
        assert self._server
        self._server.close()
        for writer in self._open:
            writer.close()
        await self._server.wait_closed()

    async def mend(self) -> None:
        """Listen again where it was."""
        await self.lay(urlsplit(self.url).port or 0)

    def fall_silent(self) -> None:
        self._heard.clear()

    def speak(self) -> None:
        self._heard.set()

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        parts = urlsplit(self.target)
        with contextlib.suppress(ConnectionError, OSError):
            far_reader, far_writer = await asyncio.open_connection(parts.hostname, parts.port)
            await asyncio.gather(self._pass_on(reader, far_writer), self._pass_on(far_reader, writer, hushed=True))

    async def _pass_on(self, reader: StreamReader, writer: StreamWriter, *, hushed: bool = False) -> None:
        self._open.add(writer)
        try:
            while data := await reader.read(65536):
                if hushed:
                    await self._heard.wait()
                writer.write(data)
                await writer.drain()
        finally:
            self._open.discard(writer)
            writer.close()


@contextlib.asynccontextmanager
async def line_to(target: str) -> AsyncGenerator[Line]:
    """Give a line to the portal at `target` until the block ends."""
    line = Line(target)
    await line.lay()
    try:
        yield line
    finally:
        line.speak()
        await line.cut()
