"""Debian's Chromium for the browser tests: found, or installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--site-per-process",  # as Chromium has it by itself, and its engine alone has not
]

MISSING = (
    "The browser tests need Chromium. Install it (on Debian: apt install chromium), "
    "or name a program of your own in PORTAL_TEST_CHROMIUM."
)


def find() -> str | None:
    """Return the program that `PORTAL_TEST_CHROMIUM` names, else the machine's Chromium, else `None`."""
    return os.environ.get("PORTAL_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def shell() -> str | None:
    """Return the machine's Chromium without a window of its own, at half the processor time, else the whole one."""
    return os.environ.get("PORTAL_TEST_CHROMIUM") or shutil.which(SHELL) or find()


def complete() -> bool:
    """Return whether nothing is left to install: both programs are here, or a program is named."""
    return "PORTAL_TEST_CHROMIUM" in os.environ or (find() is not None and shutil.which(SHELL) is not None)


def install() -> bool:
    """Install Debian's package where we are root and apt is there; return whether Chromium can now be found."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print("Installing Chromium with apt ...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "chromium", SHELL],
    ):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return find() is not None


if __name__ == "__main__":
    if not complete() and not install() and find() is None:
        sys.exit(MISSING)
