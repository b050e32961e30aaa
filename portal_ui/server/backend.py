"""The backend that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_ui.backends.opening import Opening, OptionError
from portal_ui.backends.registry import open_backend
from portal_ui.config import ConfigError

if TYPE_CHECKING:
    from portal_ui.config import Config
    from portal_ui.content.protocol import Backend


def configured_backend(config: Config) -> Backend:
    """Return the backend, which has asked nothing of its CMS yet. Raises `ConfigError` if it cannot be used."""
    try:
        return open_backend(config.backend, config.backend_options, Opening(config.zone, config.backend_key))
    except OptionError as error:
        raise ConfigError(str(error)) from None
