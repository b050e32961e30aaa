"""The backend that the settings name, with the cache before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from portal_ui.backends.cache.backend import CachedBackend
from portal_ui.backends.cache.options import CacheOptions
from portal_ui.backends.cache.shared import Shared
from portal_ui.backends.composed import ComposedBackend
from portal_ui.backends.fetch import authority
from portal_ui.backends.opening import Opening, OptionError, read_options
from portal_ui.backends.registry import open_backend
from portal_ui.backends.sizes import Sizes
from portal_ui.backends.values import texts
from portal_ui.config import FILE, ConfigError, line_of

if TYPE_CHECKING:
    from portal_ui.config import Config
    from portal_ui.content.protocol import Backend


def bare_backend(config: Config) -> Backend:
    """Return the backend itself, which has asked nothing of its CMS yet. Raises `ConfigError` if it cannot be used."""
    try:
        backend = open_backend(config.backend, config.backend_options, Opening(config.zone, config.backend_key))
    except OptionError as error:
        raise _refused(error) from None
    # A folder's files are composed as they are read.
    return backend if backend.name == "folder" else ComposedBackend(backend)


def configured_backend(config: Config) -> Backend:
    """Return what pages read from. A folder is its own index; every other backend gets a cache before it.

    Raises `ConfigError` if it cannot be used.
    """
    backend = bare_backend(config)
    if backend.name == "folder":
        return backend
    try:
        options = read_options(CacheOptions, config.backend_options)
    except OptionError as error:
        raise _refused(error) from None
    shared = Shared(config.redis_url.get_secret_value(), config.backend) if config.redis_url else None
    return CachedBackend(backend, options.ttl, shared, sizes=Sizes(own_hosts(config)))


def _refused(error: OptionError) -> ConfigError:
    """Return the error with the file and line of each option."""
    sentences: list[str] = []
    for place, sentence in error.problems:
        line = line_of(("backend_options", *place)) if place else ""
        sentences.append(f"{sentence} in {FILE}{line}" if line else sentence)
    return ConfigError("; ".join(sentences))


def own_hosts(config: Config) -> frozenset[str]:
    """Return the host of the backend's address and the `hosts` of the `[backend]` table, as `authority` gives them."""
    hosts = {host.lower() for host in texts(config.backend_options.get("hosts"))}
    address = config.backend.partition(":")[2]
    if address.startswith(("https://", "http://")):
        hosts.add(authority(httpx.URL(address)))
    return frozenset(hosts)


def uncached(backend: Backend) -> Backend:
    """Return the backend without the cache before it: for who reads every article once, and would fill it."""
    return backend.uncached if isinstance(backend, CachedBackend) else backend
