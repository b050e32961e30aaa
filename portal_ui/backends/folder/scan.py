"""What lies in the folder right now, without opening any file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize

from portal_ui.backends.folder import media
from portal_ui.backends.folder.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

SITE_FILE = "_site.md"
SECTION_FILE = "_section.md"

Stamp = tuple[int, int, int]
"""A file's version: time of change in nanoseconds, size in bytes, inode."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Paths are relative to the root. `texts` are the Markdown files; `files` the served files by their NFC form."""

    texts: dict[str, Stamp] = field(default_factory=dict[str, Stamp])
    files: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[Problem] = field(default_factory=list[Problem])


def walk(root: Path) -> Tree:
    """Return what `root` holds. Raises `OSError` if the root itself cannot be read."""
    tree = Tree()
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    if not entry.name.startswith(".") and _add(tree, root, folder, entry):
                        pending.append(_join(folder, entry.name))
        except FileNotFoundError:  # it went while we were on our way
            if not folder:
                raise
        except OSError as error:
            if not folder:
                raise
            tree.problems.append(Problem(folder, None, f"cannot be read: {error.strerror}"))
    return tree


def _add(tree: Tree, root: Path, folder: str, entry: os.DirEntry[str]) -> bool:
    """Add one entry of a folder to the tree; return whether it is a folder to look into."""
    name, path = entry.name, _join(folder, entry.name)
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode(errors="backslashreplace")
        tree.problems.append(Problem(shown, None, "the file name is not UTF-8"))
        return False
    if entry.is_symlink():
        if media.contained(root, path) is None:
            tree.problems.append(Problem(path, None, "a link that leads out of the folder, or nowhere"))
            return False
        if entry.is_dir():
            tree.problems.append(Problem(path, None, "a link to a folder is not followed"))
            return False
    if entry.is_dir():
        return True
    if entry.is_file():
        if name.lower().endswith(".md"):
            if not name.startswith("_") or name == (SECTION_FILE if folder else SITE_FILE):
                state = entry.stat()
                tree.texts[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
        elif media.media_type(name):
            tree.files[normalize("NFC", path)] = path
    return False


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
