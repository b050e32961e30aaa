"""Building the front end: Reflex compiles and bundles in `.web`, and each finished build is kept under its own name.

A server holds on to the build it started with, so a new build, or a broken one, never changes pages being served.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
WEB = ROOT / ".web"
BUILDS = WEB / "builds"
CURRENT = BUILDS / "current"
KEPT = 3
NOT_BUILT = {"server", "backends", "content", "__pycache__"}
"""Folders of `portal_ui/` that the browser's part does not come from."""


class BuildError(Exception):
    """The front end could not be built, or has not been. The message says what to do."""


def current() -> Path:
    """Return the directory of the newest build. Raises `BuildError` if there is none."""
    if not CURRENT.exists():
        raise BuildError("The front end is not built yet: run `python -m portal_ui build` first.")
    return CURRENT.resolve()


def build() -> Path:
    """Build the front end unless nothing changed since the last build, and return its directory.

    Raises `BuildError` with the end of Reflex's own words if it fails.
    """
    try:
        BUILDS.mkdir(parents=True, exist_ok=True)
        with (WEB / "build.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return _build()
    except PermissionError as error:
        raise BuildError(f"There is no permission to write {error.filename}.") from None


def _build() -> Path:
    target = BUILDS / fingerprint()
    if not target.is_dir():
        print("Building the front end (half a minute the first time, a few seconds later) ...", flush=True)
        _run_reflex()
        shutil.copytree(WEB / "build", target.with_suffix(".new"), dirs_exist_ok=True)
        target.with_suffix(".new").rename(target)
    else:
        print("The front end is up to date.", flush=True)
    _point_current_to(target)
    _remove_old(target)
    return target


def fingerprint() -> str:
    """Return a name for the state of everything the front end is built from."""
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(_inputs()):
        digest.update(f"{file.relative_to(ROOT)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _inputs() -> Iterator[Path]:
    # Of the lock's two files only this one; Reflex writes the other in an order of its own.
    yield from (ROOT / name for name in ("rxconfig.py", "requirements.txt", "reflex.lock/package-lock.json"))
    for folder in ("portal_ui", "assets"):
        for file in (ROOT / folder).rglob("*"):
            parts = file.relative_to(ROOT).parts
            # Reflex links shared files of ours into assets/external while it builds.
            if file.is_file() and not NOT_BUILT.intersection(parts) and "external" not in parts:
                yield file


def _run_reflex() -> None:
    path = os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", "")))
    # The lock file must hold versions and hashes, not where somebody's packages came from.
    env = os.environ | {
        "PATH": path,
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_USE_NPM": "1",
        "npm_config_omit_lockfile_registry_resolved": "true",
    }
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = "\n".join((done.stdout + done.stderr).strip().splitlines()[-30:])
        raise BuildError(f"The front end could not be built. Reflex said:\n{words}")


def _point_current_to(target: Path) -> None:
    new = BUILDS / "current.new"
    new.unlink(missing_ok=True)
    new.symlink_to(target.name)
    new.rename(CURRENT)


def _remove_old(current: Path) -> None:
    builds = [path for path in BUILDS.iterdir() if path.is_dir() and not path.is_symlink() and path != current]
    for old in sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
