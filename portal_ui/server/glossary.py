"""The glossary that the settings name, as its file is now."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal_ui.config import ConfigError
from portal_ui.content.glossary import Glossary, GlossaryError, read_glossary

if TYPE_CHECKING:
    from portal_ui.config import Config

log = logging.getLogger(__name__)

IN_FOLDER = "_glossary.toml"
"""The glossary of the folder backend, at the root of its folder, where the settings name no other."""


@dataclass
class GlossaryFile:
    """A glossary's file, read again when it has changed. One that became unusable leaves what was last read."""

    file: Path
    _version: tuple[int, int] = (0, 0)
    _read: Glossary | None = None

    def current(self) -> Glossary:
        """Return the glossary. Raises `GlossaryError` if it cannot be used and never could."""
        try:
            state = self.file.stat()
            version = (state.st_mtime_ns, state.st_size)
        except OSError:
            version = (0, 0)
        if self._read is None or version != self._version:
            self._version = version
            try:
                self._read = read_glossary(self.file)
            except GlossaryError as error:
                if self._read is None:
                    raise
                log.warning("the glossary stays as it was: %s", error)
        return self._read


def configured_glossary(config: Config) -> GlossaryFile | None:
    """Return the glossary of the settings, else the folder's own, `None` where there is neither.

    Raises `ConfigError` if the file cannot be used.
    """
    kind, _, address = config.backend.partition(":")
    own = Path(address) / IN_FOLDER
    if config.glossary is None and not (kind == "folder" and own.is_file()):
        return None
    found = GlossaryFile(Path(config.glossary) if config.glossary else own)
    try:
        found.current()
    except GlossaryError as error:
        raise ConfigError(f"PORTAL_GLOSSARY cannot be used: {error}" if config.glossary else str(error)) from None
    return found
