"""One Markdown file: its bytes read, decoded, and parted into front matter and body."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal_ui.backends.folder.problem import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_HEAD = 64 * 1024

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Document:
    """The two parts of a file, in NFC and with `\\n` line ends. `head` starts at line 2, `body` at `body_line`."""

    head: str
    body: str
    body_line: int


def read(file: Path) -> Document:
    """Read a UTF-8 file, with or without a byte order mark.

    Raises `Unusable` if it is empty, too large, not UTF-8 or its front matter does not end; `OSError` as `open` does.
    """
    with file.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size > LARGEST_FILE:
            raise Unusable(f"larger than {LARGEST_FILE // 1024**2} MB")
        data = stream.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unusable(f"not UTF-8 (byte 0x{error.object[error.start]:02x})", line) from None
    if not text.strip():
        raise Unusable("empty")
    return split(unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))


def split(text: str) -> Document:
    """Part a text with `\\n` line ends at the `---` lines; without them it is all body. Raises `Unusable`."""
    opening = _OPENING.match(text)
    if opening is None:
        return Document("", text, 1)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise Unusable("the front matter has no closing ---", 1)
    head = text[opening.end() : closing.start()]
    if len(head.encode()) > LARGEST_HEAD:
        raise Unusable(f"the front matter is larger than {LARGEST_HEAD // 1024} KB", 1)
    return Document(head, text[closing.end() :], text.count("\n", 0, closing.end()) + 1)


def prose(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the body's lines with their numbers in the file, without those of fenced code."""
    fence = ""
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence):
                fence = ""
        elif found:
            fence = found[1]
        else:
            yield number, line
