"""The operator's settings: environment variables over `portal.toml` over defaults, read once at start.

In `portal.toml` a setting stands in the `[portal]` table under its name in lower case without the prefix
(`PORTAL_SITE_URL` is `site_url`); what belongs to the backend alone stands in `[backend]`.
"""

from __future__ import annotations

import os
import re
import tomllib
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from portal_ui.locales import LOCALES
from portal_ui.owner import Footer, Look, OwnLink

FILE = Path("portal.toml")

Network = IPv4Network | IPv6Network

_ORIGIN = re.compile(r"https?://(?:[^\s\[\]@:/]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")

# A host-source of CSP that names a scheme (CSP 3, 2.3.1), with nothing in it that could end the directive.
_FRAMING_SITE = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?")

_TABLES = ("look", "menu", "footer")
"""The tables of their own beside [portal] and [backend]."""

_ENCODING = "utf-8-sig"
"""Some editors put a mark before the text."""

_NAME = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")

_SECRET = frozenset({"backend_key", "backend_options", "redis_url", "secret", "database_url"})


class ConfigError(Exception):
    """A setting cannot be used. The message names it and says what to write instead."""


class Config(BaseSettings):
    """Everything an operator can set. Field descriptions are the documentation's own words."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_", extra="forbid", frozen=True, env_ignore_empty=True)

    backend: str = Field("folder:content", description="where the articles come from")
    backend_key: SecretStr | None = Field(None, description="key of the backend; never logged or shown")
    backend_options: dict[str, Any] = Field(default={}, description="the [backend] table", repr=False)
    redis_url: SecretStr | None = Field(None, description="shared cache of several workers or machines")
    site_url: str = Field("http://localhost:3000", description="public origin, for canonical links")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(3000, description="port to listen on")
    locale: str = Field("vi", description="interface language of addresses without a language prefix")
    timezone: str = Field("Asia/Ho_Chi_Minh", description="zone of the times shown")
    glossary: str | None = Field(
        None, description="file of abbreviations and terms; else the folder's `_glossary.toml`"
    )
    title: str | None = Field(None, description="name of the portal; else the backend's own")
    welcome: str | None = Field(None, description="welcome line; else the backend's own")
    look: Look = Field(Look(), description="the [look] table: `logo`, `accent`, `masthead`")
    menu: tuple[OwnLink, ...] | None = Field(None, description="the [[menu]] tables; else the backend's sections")
    footer: Footer = Field(Footer(lines=(), links=()), description="the [footer] table: `lines`, `links`")
    ratings: bool = Field(True, description="whether readers may rate articles")
    database_url: SecretStr | None = Field(None, description="ratings store; else an SQLite file in data/")
    secret: SecretStr | None = Field(None, description="signs votes and purges; else made on the first start")
    trusted_proxies: str = Field("", description="addresses whose forwarded headers are believed, with commas between")
    frame_ancestors: str = Field("", description="sites that may embed articles, with commas between")
    workers: Annotated[int, Field(ge=1, le=64)] = Field(1, description="web processes")

    @field_validator("site_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        parts = urlsplit(value)
        origin = f"{parts.scheme}://{parts.netloc}"
        if not _ORIGIN.fullmatch(origin) or value.rstrip("/").lower() != origin.lower():
            raise ValueError("must be an origin such as https://portal.example")
        return origin

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must be such as redis://localhost:6379/0")
        return value

    @field_validator("locale")
    @classmethod
    def _known_locale(cls, value: str) -> str:
        if value not in LOCALES:
            raise ValueError(f"must be one of {', '.join(LOCALES)}")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must name a time zone such as Asia/Ho_Chi_Minh") from None
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _known_networks(cls, value: str) -> str:
        try:
            _networks(value)
        except ValueError:
            raise ValueError("must list addresses or networks such as 127.0.0.1, 10.0.0.0/8") from None
        return value

    @field_validator("frame_ancestors")
    @classmethod
    def _framing_sites(cls, value: str) -> str:
        if not all(_FRAMING_SITE.fullmatch(site) for site in _sites(value)):
            raise ValueError("must list origins such as https://news.example, https://*.news.example")
        return value

    @property
    def framing_sites(self) -> tuple[str, ...]:
        """The sites that may embed articles, as sources of `frame-ancestors`."""
        return _sites(self.frame_ancestors)

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The trusted proxies."""
        return _networks(self.trusted_proxies)

    @property
    def zone(self) -> ZoneInfo:
        """The portal's time zone."""
        return ZoneInfo(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, whose values come in as `init_settings`."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def load(file: Path = FILE) -> Config:
    """Read the settings from the environment and, where it exists, from `file`.

    Raises `ConfigError` in one sentence: the file's name and line, or the setting and what it must be.
    """
    try:
        return Config(**_file_settings(file))
    except SettingsError as error:
        name = re.search(r'field "(\w+)"', str(error))
        raise ConfigError(
            f"PORTAL_{(name[1] if name else '').upper()} must be JSON: what its table would hold"
        ) from None
    except ValidationError as error:
        raise ConfigError("; ".join(_sentence(problem, file) for problem in error.errors(include_url=False))) from None


def _networks(words: str) -> tuple[Network, ...]:
    return tuple(ip_network(word.strip(), strict=False) for word in words.split(",") if word.strip())


def _sites(words: str) -> tuple[str, ...]:
    return tuple(word.strip().rstrip("/") for word in words.split(",") if word.strip())


def _file_settings(file: Path) -> dict[str, Any]:
    try:
        tables = tomllib.loads(file.read_text(_ENCODING))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}") from None
    for name, table in tables.items():
        if name not in ("portal", "backend", *_TABLES):
            raise ConfigError(
                f"{file}{_line((name,), file)} has an unknown table or key: {name}; settings stand under [portal]"
            )
        if not isinstance(table, list if name == "menu" else dict):
            raise ConfigError(f"{file}{_line((name,), file)}: [{name}] must be a table")
    own = {name: tables[name] for name in _TABLES if name in tables}
    return {**tables.get("portal", {}), **own, "backend_options": tables.get("backend", {})}


def line_of(path: tuple[str | int, ...], file: Path = FILE) -> str:
    """Return where a setting stands in the file, as ", line 7", empty where it does not or a variable wins.

    Of what has no line of its own, such as a value within braces or a key that is missing, it is the line around it.
    """
    first, *rest = path
    if os.environ.get(f"PORTAL_{first}".upper()):
        return ""
    if first == "backend_options":
        return _line(("backend", *rest), file)
    return _line(path if first in _TABLES else ("portal", *path), file)


def _line(place: tuple[str | int, ...], file: Path) -> str:
    lines = _lines(file.read_text(_ENCODING)) if file.exists() else {}
    while len(place) > 2 and place not in lines:
        place = place[:-1]
    return f", line {lines[place]}" if place in lines else ""


def _lines(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of each table and key of a valid file: TOML's reader does not tell it."""
    lines: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _names(header[2])
            lines.setdefault(table, number)
            if header[1] == "[[":
                table = (*table, sum(place[:-1] == table and isinstance(place[-1], int) for place in lines))
                lines[table] = number
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_names(key[1])), number)
    return lines


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def _sentence(problem: Any, file: Path) -> str:
    name = ".".join(str(part) for part in problem["loc"])
    line = line_of(problem["loc"], file)
    if problem["type"] == "extra_forbidden":
        return f"{file}{line} has an unknown setting: {name}"
    message = str(problem["msg"]).removeprefix("Value error, ")
    # A secret must not come back in its own error message.
    given = "" if name in _SECRET else f" (it is {problem['input']!r})"
    return f"PORTAL_{name.upper()} {message[0].lower()}{message[1:]}{given}" + (f" in {file}{line}" if line else "")
