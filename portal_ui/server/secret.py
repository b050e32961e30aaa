"""The portal's secret: under it voters' cookies are hashed and purges are signed."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from portal_ui.config import ConfigError

if TYPE_CHECKING:
    from pydantic import SecretStr

FILE = Path("data") / "secret"
SHORTEST = 16


def portal_secret(given: SecretStr | None, file: Path = FILE) -> bytes:
    """Return the secret given, else the one kept in `file`, which the first start makes, for its owner alone.

    Raises `ConfigError` where the given one is too short to keep anything safe, or none can be kept.
    """
    if given is not None:
        secret = given.get_secret_value().encode()
        if len(secret) < SHORTEST:
            raise ConfigError(f"PORTAL_SECRET must have {SHORTEST} characters or more")
        return secret
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written whole under another name first: of several starting at once, each reads the one that came first.
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as writing:
            writing.write(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
        secret = file.read_bytes().strip()
    except OSError as error:
        raise ConfigError(f"PORTAL_SECRET must be set, for none can be kept in {file}: {error.strerror}") from None
    if len(secret) < SHORTEST:
        raise ConfigError(f"{file} holds no secret; remove it, and the next start makes a new one")
    return secret
