"""Front matter: YAML in, a typed frozen value and remarks on the fields that had to be left out.

YAML's own guesses at types (`no` is false, `12:30` is 750) would spoil titles and slugs, so every scalar is read as
the text it is and each field says what it takes. That needs the parser only, so `yaml` is used directly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

import yaml

from portal_ui.backends.folder.problem import Unusable
from portal_ui.content.model import Correction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

DEEPEST_NESTING = 8

_HEAD_LINE = 2  # the first line of the front matter, after the opening ---
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE: Final = frozenset({"true", "yes", "on"})
_FALSE: Final = frozenset({"false", "no", "off"})
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # RFC 5646, its shape


@dataclass(frozen=True, slots=True)
class Reference:
    """Something an article names that must be there: a file, a URL or a section. `line` counts from 1."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an article says of itself, each field empty where it says nothing (or nothing usable)."""

    title: str = ""
    lead: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    section: Reference | None = None
    tags: tuple[str, ...] = ()
    cover: Reference | None = None
    cover_alt: str = ""
    cover_caption: str = ""
    lang: str | None = None
    attachments: tuple[tuple[Reference, str], ...] = ()
    draft: bool = False
    rating: bool = True
    source: str = ""
    audio: Reference | None = None
    translations: tuple[tuple[str, Reference], ...] = ()
    slug: str = ""
    corrections: tuple[Correction, ...] = ()
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a field was left out."""

    line: int
    cause: str


class Fields:
    """The fields of one front matter, read by name. Each wrong one reads as absent and adds to `remarks`."""

    def __init__(self, pairs: Iterable[tuple[yaml.Node, yaml.Node]], remarks: list[Remark]) -> None:
        self.remarks = remarks
        self._nodes: dict[str, yaml.Node] = {}
        for key, value in pairs:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in self._nodes:
                self._remark(key, f"{key.value}: given twice, the last one counts")
            self._nodes[key.value] = value

    def text(self, name: str) -> str:
        """Return a text on one line, empty if absent."""
        node = self._node(name)
        return "" if node is None else self._scalar(name, node)

    def texts(self, name: str, *, or_text: bool = False) -> tuple[str, ...]:
        """Return a list of texts, each once; with `or_text` a single text counts as a list of one."""
        node = self._node(name)
        if node is None:
            return ()
        if or_text and isinstance(node, yaml.ScalarNode):
            return tuple(filter(None, [self._scalar(name, node)]))
        unique: dict[str, str] = {}
        for item in self._items(name, node):
            text = self._scalar(name, item)
            unique.setdefault(text.casefold(), text)
        return tuple(filter(None, unique.values()))

    def flag(self, name: str, *, default: bool, unclear: bool) -> bool:
        """Return a yes or no; `unclear` is what a value that is neither counts as."""
        node = self._node(name)
        if node is None:
            return default
        word = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
        if word in _TRUE | _FALSE:
            return word in _TRUE
        self._remark(node, f"{name}: true or false expected")
        return unclear

    def number(self, name: str) -> int:
        """Return a whole number, 0 if absent."""
        node, text = self._node(name), self.text(name)
        try:
            return int(text or "0")
        except ValueError:
            self._remark(node, f"{name}: a whole number expected")
            return 0

    def moment(self, name: str, zone: ZoneInfo) -> datetime | None:
        """Return an ISO 8601 date or time; without an offset it is in `zone`."""
        node, text = self._node(name), self.text(name)
        try:
            return parse_moment(text, zone) if text else None
        except ValueError:
            self._remark(node, f"{name}: an ISO 8601 date expected, as in 2026-05-01 or 2026-05-01T08:00")
            return None

    def language(self, name: str) -> str | None:
        """Return a BCP 47 tag."""
        node, text = self._node(name), self.text(name)
        if not text or _LANGUAGE_TAG.fullmatch(text):
            return text or None
        self._remark(node, f"{name}: a BCP 47 tag expected, as in vi or en")
        return None

    def reference(self, name: str) -> Reference | None:
        """Return a text with its line."""
        node, text = self._node(name), self.text(name)
        return Reference(text, _line(node)) if node and text else None

    def by_language(self, name: str) -> tuple[tuple[str, Reference], ...]:
        """Return a mapping from BCP 47 tags to texts, each with its line."""
        node = self._node(name)
        if node is None:
            return ()
        if not isinstance(node, yaml.MappingNode):
            self._remark(node, f"{name}: a text for each language expected, as in en: the-slug")
            return ()
        given = Fields(node.value, self.remarks)
        tags = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for tag in tags:
            if not _LANGUAGE_TAG.fullmatch(tag):
                self._remark(node, f"{name}: {tag} is no BCP 47 tag")
        return tuple(
            (tag, named)
            for tag in dict.fromkeys(tags)
            if _LANGUAGE_TAG.fullmatch(tag) and (named := given.reference(tag))
        )

    def record(self, name: str, main: str) -> Fields | None:
        """Return the fields of a mapping; a single text counts as one with `main` only."""
        node = self._node(name)
        return None if node is None else self._record(name, node, main)

    def records(self, name: str, main: str) -> Iterator[Fields]:
        """Yield the fields of each item of a list, as `record` does for one."""
        node = self._node(name)
        for item in self._items(name, node) if node else ():
            if record := self._record(name, item, main):
                yield record

    def _record(self, name: str, node: yaml.Node, main: str) -> Fields | None:
        if isinstance(node, yaml.MappingNode):
            record = Fields(node.value, self.remarks)
        elif isinstance(node, yaml.ScalarNode):
            record = Fields([(yaml.ScalarNode("", main), node)], self.remarks)
        else:
            self._remark(node, f"{name}: text or fields expected")
            return None
        if not record.text(main):
            self._remark(node, f"{name}: {main} is missing")
            return None
        return record

    def _node(self, name: str) -> yaml.Node | None:
        node = self._nodes.get(name)
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS:
            return None
        return node

    def _scalar(self, name: str, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return " ".join(node.value.split())
        self._remark(node, f"{name}: text expected")
        return ""

    def _items(self, name: str, node: yaml.Node) -> list[yaml.Node]:
        if isinstance(node, yaml.SequenceNode):
            return node.value
        self._remark(node, f"{name}: a list expected")
        return []

    def _remark(self, node: yaml.Node | None, cause: str) -> None:
        self.remarks.append(Remark(_line(node), cause))


def read_fields(head: str) -> Fields:
    """Return the fields of a front matter. Raises `Unusable` if it is no YAML mapping, nests deep or has aliases."""
    try:
        _refuse_bombs(head)
        root = yaml.CBaseLoader(head).get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + _HEAD_LINE if error.problem_mark else None
        raise Unusable(f"front matter: {error.problem}", line) from None
    except yaml.reader.ReaderError as error:
        line = head.encode().count(b"\n", 0, error.position) + _HEAD_LINE
        raise Unusable(f"front matter: {error.reason}", line) from None
    if root is None:
        return Fields((), [])
    if not isinstance(root, yaml.MappingNode):
        raise Unusable("front matter: fields expected, as in title: ...", _line(root))
    return Fields(root.value, [])


def parse(head: str, zone: ZoneInfo) -> tuple[FrontMatter, list[Remark]]:
    """Read an article's front matter; times without an offset are in `zone`. Raises `Unusable`."""
    fields = read_fields(head)
    cover = fields.record("cover", "src")
    return FrontMatter(
        title=fields.text("title"),
        lead=fields.text("lead"),
        published=fields.moment("date", zone),
        updated=fields.moment("updated", zone),
        authors=fields.texts("author", or_text=True),
        section=fields.reference("section"),
        tags=fields.texts("tags"),
        cover=cover.reference("src") if cover else None,
        cover_alt=cover.text("alt") if cover else "",
        cover_caption=cover.text("caption") if cover else "",
        lang=fields.language("lang"),
        attachments=tuple(
            (file, record.text("title"))
            for record in fields.records("attachments", "file")
            if (file := record.reference("file"))
        ),
        # what was meant to be a draft must not be published by a slip of the pen
        draft=fields.flag("draft", default=False, unclear=True),
        rating=fields.flag("rating", default=True, unclear=True),
        source=fields.text("source"),
        audio=fields.reference("audio"),
        translations=fields.by_language("translations"),
        slug=fields.text("slug"),
        corrections=tuple(
            Correction(record.text("text"), record.moment("date", zone))
            for record in fields.records("corrections", "text")
        ),
        copyright=fields.text("copyright"),
    ), fields.remarks


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """Return the time that ISO 8601 `text` names, in `zone` if it names no offset. Raises `ValueError`."""
    moment = datetime.fromisoformat(text)
    if moment.year in (datetime.min.year, datetime.max.year):  # another zone may have no name for it
        raise ValueError(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _refuse_bombs(head: str) -> None:
    # composing nodes recurses in C without a limit and crashes the process, reading events does not
    depth = 0
    for event in yaml.parse(head, yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise Unusable("front matter: aliases are not supported", _line(event))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST_NESTING:
            raise Unusable("front matter: nested too deep", _line(event))


def _line(part: yaml.Node | yaml.Event | None) -> int:
    return part.start_mark.line + _HEAD_LINE if part and part.start_mark else _HEAD_LINE
