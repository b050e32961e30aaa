"""Reading somebody else's JSON: what is asked for where it is, and nothing where it is not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, cast

from lxml import html as lxml_html
from lxml.etree import ParserError

from portal_ui.content.protocol import BackendContract

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from portal_ui.backends.http import Answer

_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_EPOCH_MILLISECONDS = 10**11


def table(value: Any) -> dict[str, Any]:
    """Return `value` if it is a JSON object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    """Return `value` if it is a JSON array, else an empty one."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def at(data: Any, path: str) -> Any:
    """Return what stands at `path` (`meta.pagination.total`, `data.0`), `None` if nothing does.

    A name asked of an array is asked of each of its objects: `tags.name` gives the names of all tags. The empty path
    is `data` itself.
    """
    names = [name for name in path.split(".") if name]
    for index, name in enumerate(names):
        if isinstance(data, list):
            items = rows(data)
            if not name.isdecimal():
                rest = ".".join(names[index:])
                return [found for item in items if (found := at(item, rest)) is not None]
            data = items[int(name)] if int(name) < len(items) else None
        else:
            data = table(data).get(name)
    return data


def objects(answer: Answer, data: Any, path: str) -> list[dict[str, Any]]:
    """Return the objects of the array at `path` in `data`. Raises `BackendContract` if there is no array of objects."""
    found = data
    for name in filter(None, path.split(".")):
        found = table(found).get(name)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in rows(found)):
        raise BackendContract(f"{answer.url} has no list of objects at {path or 'its top'!r}", answer.sample())
    return [table(item) for item in rows(found)]


def text(value: Any) -> str:
    """Return a string or number as plain text on one line; anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(_NOT_TEXT.sub("", str(value)).split())


def markup(value: Any) -> str:
    """Return a string as it is but for the characters that no text may hold; anything else is empty."""
    return _NOT_TEXT.sub("", value) if isinstance(value, str) else ""


def plain(value: Any) -> str:
    """Return the text of a value that may be HTML or plain text, on one line."""
    source = text(value)
    if not _MARKUP.search(source):
        return source
    try:
        tree = lxml_html.fragment_fromstring(source, create_parent="div")
    except (ParserError, ValueError):
        return ""
    for hidden in list(tree.iter("script", "style")):
        hidden.drop_tree()
    for block in tree.iter("p", "div", "li", "br", "h1", "h2", "h3", "h4", "td"):
        block.tail = f" {block.tail or ''}"
    return text(str(tree.text_content()))


def texts(value: Any) -> tuple[str, ...]:
    """Return the non-empty texts of a value, or of each value in an array, without repetition."""
    found = (text(item) for item in (rows(value) if isinstance(value, list) else [value]))
    return tuple(dict.fromkeys(item for item in found if item))


def moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """Return the time that an ISO 8601 or RFC 2822 text, or a number of seconds since 1970, means.

    `zone` is that of a text without an offset; a date alone is its midnight. `None` for anything else.
    """
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value >= _EPOCH_MILLISECONDS else value, UTC)
        source = text(value)
        try:
            found = datetime.fromisoformat(source)
        except ValueError:
            found = parsedate_to_datetime(source)
        return found if found.tzinfo else found.replace(tzinfo=zone)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def number(value: Any) -> int | None:
    """Return a whole number, also one written as text, if it is above zero."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value[:15])
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
