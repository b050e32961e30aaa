"""A PostgreSQL server of the tests' own, on a private socket, from the operating system's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg

if TYPE_CHECKING:
    from collections.abc import Generator

# PostgreSQL refuses to run as root; its Debian package brings this account along.
ACCOUNT = "postgres"


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A cluster in `home`, which also holds its socket; `port` only names the socket, nothing listens on a network."""

    programs: Path
    home: Path
    port: int

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.home} -p {self.port}"
        self._control("start", "-o", options, "-l", str(self.home / "log"))

    def stop(self) -> None:
        """Stop it as a crash would: connections are cut, nothing is written any more."""
        self._control("stop", "-m", "immediate")

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"test_{uuid4().hex}"
        self.run("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://{ACCOUNT}@/{name}?host={self.home}&port={self.port}"

    def run(self, database: str, statement: str) -> None:
        """Run one statement as the superuser, on a connection of its own."""
        with psycopg.connect(
            host=str(self.home), port=self.port, user=ACCOUNT, dbname=database, autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def initialise(self) -> None:
        run_unprivileged(
            str(self.programs / "initdb"), "-D", str(self.home / "data"), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8"
        )

    def _control(self, *arguments: str) -> None:
        run_unprivileged(str(self.programs / "pg_ctl"), "-D", str(self.home / "data"), "-w", *arguments)


@contextmanager
def postgresql() -> Generator[PostgreSQL]:
    """Run a new server for the length of the block, and leave nothing behind."""
    programs = find_programs()
    home = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(home, ACCOUNT)
        server = PostgreSQL(programs, home, SystemRandom().randrange(20000, 60000))
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home)


def find_programs() -> Path:
    """Return the directory of the newest installed server's programs; as root, install it where it is missing."""
    if (found := _newest()) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update"], check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"],
            check=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        found = _newest()
    if found is None:
        raise RuntimeError(
            "these tests need a PostgreSQL server: install it, on Debian by `apt-get install postgresql`"
        )
    return found


def _newest() -> Path | None:
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda path: int(path.parent.name), default=None)


def run_unprivileged(*command: str) -> None:
    switch = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    # The server keeps what it inherits open, so its output must not be a pipe that somebody reads to the end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run([*switch, *command], cwd="/", stdout=output, stderr=output, check=False)
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{command[0]} failed: {output.read().decode(errors='replace')}")
