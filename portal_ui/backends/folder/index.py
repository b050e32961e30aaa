"""The folder in memory, kept up to date behind the requests' backs."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from stat import S_ISDIR
from threading import Lock, Thread
from typing import TYPE_CHECKING

from portal_ui.backends.folder import article, document, front_matter, scan
from portal_ui.backends.folder.article import Reading
from portal_ui.backends.folder.catalog import assemble
from portal_ui.backends.folder.problem import Problem, Unusable
from portal_ui.backends.folder.sections import Naming
from portal_ui.content.model import Site
from portal_ui.content.protocol import BackendDown

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from portal_ui.backends.folder.catalog import Catalog
    from portal_ui.backends.folder.scan import Stamp, Tree

LEAST_REST = 1.0  # seconds between two scans
REST_PER_SCAN = 19  # looking for changes takes a twentieth of the time at most

_log = logging.getLogger("portal_ui.backends.folder")


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as last read; `stamp` is `None` if it could not be opened, so that it is tried again."""

    stamp: Stamp | None
    content: Reading | Naming | Site | None
    problems: tuple[Problem, ...]


class Index:
    """Gives the catalog of the folder `root`. The first call reads the folder; later ones never wait.

    A call that finds the last look at the folder too old starts another in a thread, which reads only what changed.
    `clock` counts seconds, as `time.monotonic` does.
    """

    def __init__(self, root: Path, zone: ZoneInfo, clock: Callable[[], float]) -> None:
        self._root = root
        self._zone = zone
        self._clock = clock
        self._scanning = Lock()
        self._thread: Thread | None = None
        self._catalog: Catalog | None = None
        self._failure: str | None = None
        self._tree: Tree | None = None
        self._known: dict[str, _Known] = {}
        self._said: set[tuple[Problem, Stamp | None]] = set()
        self._due = 0.0
        self._revision = 0

    def catalog(self) -> Catalog:
        """Return the folder as last seen. Raises `BackendDown` while it is missing or cannot be read."""
        self._require_root()
        catalog, failure = self._catalog, self._failure
        if catalog is None:
            with self._scanning:
                return self._catalog or self._scan()
        if self._clock() >= self._due and self._scanning.acquire(blocking=False):
            self._thread = Thread(target=self._scan_again, name="folder-scan", daemon=True)
            self._thread.start()
        if failure:
            raise BackendDown(failure)
        return catalog

    def revision(self) -> int:
        """Return how often the folder was found changed. Raises as `catalog`."""
        self.catalog()
        return self._revision

    def settle(self) -> None:
        """Wait for a scan that is under way."""
        if self._thread:
            self._thread.join()

    def _require_root(self) -> None:
        try:
            if S_ISDIR(self._root.stat().st_mode):
                return
        except OSError as error:
            if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
                raise BackendDown(f"folder {self._root} cannot be read: {error.strerror}") from error
        raise BackendDown(f"folder {self._root} is missing")

    def _scan_again(self) -> None:
        try:
            self._scan()
            self._failure = None
        except BackendDown as error:
            self._failure = str(error)
        except Exception:
            _log.exception("folder %s: looking for changes failed, the articles stay as they were", self._root)
        finally:
            self._scanning.release()

    def _scan(self) -> Catalog:
        started = self._clock()
        try:
            tree = scan.walk(self._root)
            unread = any(known.stamp is None for known in self._known.values())
            unchanged = tree == self._tree and not unread
        except OSError as error:
            raise BackendDown(f"folder {self._root} cannot be read: {error.strerror}") from error
        finally:
            ended = self._clock()
            self._due = ended + max(LEAST_REST, REST_PER_SCAN * (ended - started))
        if self._catalog is None or not unchanged:
            self._known = {path: self._look(path, stamp) for path, stamp in tree.texts.items()}
            self._catalog = self._assemble(tree)
            self._tree = tree
            self._revision += 1
        return self._catalog

    def _look(self, path: str, stamp: Stamp) -> _Known:
        known = self._known.get(path)
        if known and known.stamp == stamp:
            return known
        try:
            content, problems = self._read(path)
            return _Known(stamp, content, problems)
        except Unusable as error:
            return _Known(stamp, None, (Problem(path, error.line, f"left out: {error.cause}"),))
        except OSError as error:
            return _Known(None, None, (Problem(path, None, f"left out: {error.strerror}"),))

    def _read(self, path: str) -> tuple[Reading | Naming | Site, tuple[Problem, ...]]:
        name = PurePosixPath(path).name
        if not name.startswith("_"):
            reading, _body = article.read(self._root, path, self._zone)
            return reading, reading.problems
        fields = front_matter.read_fields(document.read(self._root / path).head)
        content: Naming | Site
        if name == scan.SITE_FILE:
            content = Site(fields.text("title"), fields.text("welcome"), fields.language("lang") or "vi")
        else:
            content = Naming(
                fields.text("title"), fields.text("description"), fields.number("order"), fields.text("slug")
            )
        return content, tuple(Problem(path, remark.line, remark.cause) for remark in fields.remarks)

    def _assemble(self, tree: Tree) -> Catalog:
        contents = {path: known.content for path, known in self._known.items()}
        site = contents.get(scan.SITE_FILE)
        problems = [*tree.problems, *(problem for known in self._known.values() for problem in known.problems)]
        catalog = assemble(
            site if isinstance(site, Site) else Site(""),
            {path.rpartition("/")[0]: content for path, content in contents.items() if isinstance(content, Naming)},
            [content for content in contents.values() if isinstance(content, Reading)],
            tree.files,
            problems,
        )
        self._say(catalog.problems, tree)
        return catalog

    def _say(self, problems: tuple[Problem, ...], tree: Tree) -> None:
        """Log each problem once for each version of its file."""
        current = {(problem, tree.texts.get(problem.path)): None for problem in problems}
        for problem, stamp in current:
            if (problem, stamp) not in self._said:
                _log.warning("%s/%s", self._root, problem)
        self._said = set(current)
