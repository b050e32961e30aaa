"""One article's file: what the index keeps of it, and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from portal_ui.backends.folder import document, front_matter
from portal_ui.backends.folder.front_matter import FrontMatter, Reference
from portal_ui.backends.folder.problem import Problem
from portal_ui.backends.folder.slugs import slug_of, split_date
from portal_ui.backends.slugs import title_of

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from portal_ui.backends.folder.document import Document

_MARKS = re.compile(r"(\*\*|__|[*`])(.+?)\1")
_IMAGE = re.compile(  # every length is bounded, so that no file can make the search take long
    r"!\[[^\]]{0,999}\]\("
    r"(?:<([^<>]{1,999})>|((?:[^()<>\"']|\([^()]{0,99}\)){1,999}?))"  # the address: in <>, or with balanced brackets
    r"(?:\s{1,9}(?:\"[^\"]{0,999}\"|'[^']{0,999}'))?\s{0,9}\)"
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/(?!media/)|#")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an article. `front` has its title and slug, from wherever they came.

    `images` are those in the body that the folder has to hold. `problems` never include missing files, which come and
    go without the article.
    """

    path: str
    front: FrontMatter
    images: tuple[Reference, ...]
    problems: tuple[Problem, ...]

    @property
    def folder(self) -> str:
        """The folder of the article, empty at the root."""
        return self.path.rpartition("/")[0]


def read(root: Path, path: str, zone: ZoneInfo) -> tuple[Reading, str]:
    """Read the article at `path` under `root`; return what the index keeps, and its body as Markdown.

    A body that opens with its own title as a heading loses it: the page shows the title already. Raises `Unusable`
    and `OSError`.
    """
    text = document.read(root / path)
    front, remarks = front_matter.parse(text.head, zone)
    problems = [Problem(path, remark.line, remark.cause) for remark in remarks]
    dated, name = split_date(PurePosixPath(path).stem)

    line, heading = _first_heading(text)
    title = front.title or heading or title_of(name)
    if not front.title:
        source = "its first heading" if heading else "its file name"
        problems.append(Problem(path, line if heading else None, f"title: missing, taken from {source}"))

    front = replace(
        front,
        title=title,
        slug=slug_of(front.slug or name),
        published=front.published or (front_matter.parse_moment(dated, zone) if dated else None),
    )
    body = text.body
    if heading == title:
        opening, _, rest = body.lstrip("\n").partition("\n")
        body = rest if _heading(opening) == title else body
    return Reading(path, front, _images(text), tuple(problems)), body


def _first_heading(text: Document) -> tuple[int, str]:
    if "# " in text.body:
        for number, line in document.prose(text):
            if heading := _heading(line):
                return number, heading
    return 0, ""


def _heading(line: str) -> str:
    if not line.startswith("# "):
        return ""
    text = line[2:].strip()
    if text.endswith("}"):
        text = text.rpartition("{")[0].rstrip()
    return _MARKS.sub(r"\2", text.rstrip("#").rstrip())


def _images(text: Document) -> tuple[Reference, ...]:
    if "![" not in text.body:
        return ()
    return tuple(
        Reference(address, number)
        for number, line in document.prose(text)
        for found in _IMAGE.finditer(line)
        if not _ELSEWHERE.match(address := (found[1] or found[2]).strip())
    )
