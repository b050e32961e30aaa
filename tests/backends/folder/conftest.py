from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from portal_ui.backends.folder.backend import FolderBackend

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@dataclass
class Portal:
    """A content folder, and a backend whose two clocks stand until they are moved."""

    root: Path
    backend: FolderBackend = field(init=False)
    seconds: float = 0.0
    now: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.backend = FolderBackend(self.root, clock=lambda: self.seconds, now=lambda: self.now)

    def write(self, path: str, content: str | bytes = "") -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def article(self, path: str, front: str = "", body: str = "Nội dung.\n") -> Path:
        title = "" if "title:" in front else "title: Bài\n"
        return self.write(path, f"---\n{title}{front}\n---\n{body}")

    async def look_again(self) -> None:
        """Let the backend notice what changed: a call that is due starts the look, and we wait for it."""
        self.seconds += 60
        await self.backend.health()
        await self.backend.close()

    def causes(self, path: str) -> list[tuple[int | None, str]]:
        return [(problem.line, problem.cause) for problem in self.backend.problems() if problem.path == path]


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncIterator[Portal]:
    root = tmp_path / "content"
    root.mkdir()
    portal = Portal(root)
    yield portal
    await portal.backend.close()
