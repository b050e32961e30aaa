"""The command line: `python -m portal_ui serve|build|check`."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portal_ui import build, config
from portal_ui.server.backend import configured_backend
from portal_ui.server.check.command import ARTICLES, check
from portal_ui.server.clock import require_clock
from portal_ui.server.glossary import configured_glossary
from portal_ui.server.look.worn import worn
from portal_ui.server.secret import portal_secret
from portal_ui.server.votes import votes_store

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; what goes wrong is said in one sentence."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (config.ConfigError, build.BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m portal_ui",
        description="The reading front end before a public portal's CMS.",
        epilog="Settings are read from PORTAL_... variables and from portal.toml; see the README.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve the portal", description="Serve the portal until Ctrl-C.")
    for name, kind, meaning in (
        ("backend", str, "where the articles come from, such as folder:content"),
        ("host", str, "address to listen on"),
        ("port", int, "port to listen on"),
        ("workers", int, "web processes"),
    ):
        serve.add_argument(f"--{name}", type=kind, help=f"{meaning} (PORTAL_{name.upper()})")
    serve.set_defaults(run=_serve)
    checked = commands.add_parser(
        "check", help="try the backend", description="Try the backend and say what it gives; 0 if it would serve."
    )
    checked.add_argument("--backend", help="where the articles come from (PORTAL_BACKEND)")
    checked.add_argument(
        "--articles",
        type=int,
        default=ARTICLES,
        metavar="N",
        help="how many of the newest are gone through for what they lack (%(default)s)",
    )
    checked.set_defaults(run=_check)
    made = commands.add_parser("build", help="build the front end", description="Build the front end if need be.")
    made.set_defaults(run=_build)
    return parser


def _build(options: argparse.Namespace) -> int:
    del options
    build.build()
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.backend is not None:
        os.environ["PORTAL_BACKEND"] = options.backend
    return check(config.load(), options.articles)


def _serve(options: argparse.Namespace) -> int:
    # The workers are processes of their own and read the settings again: options reach them by the environment.
    for name in ("backend", "host", "port", "workers"):
        if (value := getattr(options, name)) is not None:
            os.environ[f"PORTAL_{name.upper()}"] = str(value)
    settings = config.load()
    require_clock(datetime.now(UTC))
    build.current()
    # Opened only to refuse settings that cannot be used before any worker starts; nothing connects yet.
    configured_backend(settings)
    portal_secret(settings.secret)
    votes_store(settings)
    worn(settings.look)
    configured_glossary(settings)
    _require_free(settings.host, settings.port)

    # The supervisor of the workers lives as long as the portal: it begins anew, without all that was loaded to check.
    os.execv(sys.executable, [sys.executable, "-m", "portal_ui.server.run"])


def _require_free(host: str, port: int) -> None:
    """Raise `ConfigError` if nothing can listen there."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        reason = "is taken by another program" if error.errno == 98 else f"cannot be used: {error.strerror}"
        raise config.ConfigError(f"Port {port} on {host} {reason}; choose another with PORTAL_PORT.") from None


if __name__ == "__main__":
    sys.exit(main())
